package jsonschema

import (
	"bytes"
	"errors"
	"testing"

	"github.com/mediamesh/events/internal/contract"
)

// Whatever is in the file: no panic, and either an event whose schema compiles
// and reads back as itself, or problems that each say where and what.
func FuzzRead(f *testing.F) {
	for _, c := range goldenContracts(f) {
		for _, e := range c.Events() {
			data, err := contract.JSONSchema(e)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(data)
		}
	}
	for _, payload := range []string{
		field(`{"$ref": "#/definitions/loop"}`), field(`{"$ref": "#"}`), field(`{"$ref": "#/definitions/pair/a/0"}`), `{"type": "object", "required": ["a"]}`,
	} {
		f.Add(document("1", payload))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		e, err := Read("f.json", data)
		if err != nil {
			var refused *Error
			if !errors.As(err, &refused) || len(refused.Problems) == 0 || e != nil {
				t.Fatalf("%v with %T %v", e, err, err)
			}
			for _, p := range refused.Problems {
				if p.Pos.File != "f.json" || p.Pos.Line < 1 || p.Message == "" {
					t.Errorf("a problem that does not say where and what: %+v", p)
				}
			}
			return
		}
		first, err := contract.JSONSchema(e)
		if err != nil {
			t.Fatal(err)
		}
		if err := compiles(e); err != nil {
			t.Fatalf("%v\n%s", err, first)
		}
		back, err := Read("f.json", first)
		if err != nil {
			t.Fatalf("%v\n%s", err, first)
		}
		second, err := contract.JSONSchema(back)
		if err != nil || !bytes.Equal(first, second) {
			t.Errorf("%s\nreads back as\n%s\n%v", first, second, err)
		}
	})
}
