package wire_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/mediamesh/events/wire"
)

func TestOptional(t *testing.T) {
	absent, zero := wire.Optional[int64]{}, wire.Some[int64](0)
	if v, ok := absent.Get(); v != 0 || ok || absent.Or(7) != 7 {
		t.Errorf("absent: %d, %v, %d", v, ok, absent.Or(7))
	}
	if v, ok := zero.Get(); v != 0 || !ok || zero.Or(7) != 0 {
		t.Errorf("zero: %d, %v, %d", v, ok, zero.Or(7))
	}
}

// optionals reads and writes each sort of optional field.
type optionals struct {
	text    wire.Optional[string]
	integer wire.Optional[int64]
	number  wire.Optional[float64]
	boolean wire.Optional[bool]
	time    wire.Optional[time.Time]
	plain   string
}

func (o *optionals) read(document string) []wire.Violation {
	r, i := wire.NewReader([]byte(document))
	defer r.Release()
	for i = r.Enter(i); i >= 0; {
		name, v := r.Name(i)
		switch name {
		case "text":
			v = r.OptionalString(v, &o.text, &wire.Text{Key: `,"text":`, Optional: true, Max: 3})
		case "integer":
			v = r.OptionalInteger(v, &o.integer, &wire.Integer{Key: `,"integer":`, Optional: true})
		case "number":
			v = r.OptionalNumber(v, &o.number, &wire.Number{Key: `,"number":`, Optional: true})
		case "boolean":
			v = r.OptionalBool(v, &o.boolean, &wire.Value{Key: `,"boolean":`, Optional: true})
		case "time":
			v = r.OptionalTime(v, &o.time, &wire.Value{Key: `,"time":`, Optional: true})
		case "plain":
			v = r.String(v, &o.plain, &wire.Text{Key: `,"plain":`, Optional: true, Min: 1, Max: 3})
		}
		i = r.Next(v)
	}
	r.End(wire.After(i))
	list, _ := r.Violations()
	return append([]wire.Violation(nil), list...)
}

func (o *optionals) write() string {
	document, _ := write(func(w *wire.Writer) {
		w.OptionalString(o.text, &wire.Text{Key: `,"text":`, Optional: true, Max: 3})
		w.OptionalInteger(o.integer, &wire.Integer{Key: `,"integer":`, Optional: true})
		w.OptionalNumber(o.number, &wire.Number{Key: `,"number":`, Optional: true})
		w.OptionalBool(o.boolean, &wire.Value{Key: `,"boolean":`, Optional: true})
		w.OptionalTime(o.time, &wire.Value{Key: `,"time":`, Optional: true})
		w.String(o.plain, &wire.Text{Key: `,"plain":`, Optional: true, Min: 1, Max: 3})
	})
	return document
}

func TestOptionalFields(t *testing.T) {
	const nulls = `{"text":null,"integer":null,"number": null,"boolean":null,"time":null ,"plain":null}`
	const zeros = `{"text":"","integer":0,"number":0,"boolean":false,"time":"0001-01-01T00:00:00.000Z"}`
	const values = `{"text":"a","integer":-1,"number":0.5,"boolean":true,"time":"2026-01-31T12:00:00.000Z","plain":"b"}`
	for _, c := range []struct{ where, document, want string }{
		{here(), `{}`, `{}`},
		{here(), nulls, `{}`},
		{here(), zeros, zeros},
		{here(), values, values},
		{here(), `{"text": "a" ,"integer": 1e1,"number": 1E1 ,"boolean": false ,"time": "2026-01-31T12:00:00Z"}`,
			`{"text":"a","integer":10,"number":10,"boolean":false,"time":"2026-01-31T12:00:00.000Z"}`},
	} {
		var o optionals
		same(t, c.where, nil, o.read(c.document))
		if got := o.write(); got != c.want {
			t.Errorf("%s: %s is written as %s, want %s", c.where, c.document, got, c.want)
		}
	}
}

func TestOptionalFieldsOfTheWrongKind(t *testing.T) {
	var o optionals
	list := o.read(`{"text":1,"integer":"1","number":"1","boolean":"true","time":1,"plain":false}`)
	same(t, here(), found(
		violation("/text", "type", "string", "must be a string, not a number"),
		violation("/integer", "type", "integer", "must be an integer, not a string"),
		violation("/number", "type", "number", "must be a number, not a string"),
		violation("/boolean", "type", "boolean", "must be a boolean, not a string"),
		violation("/time", "type", "string", "must be a string, not a number"),
		violation("/plain", "type", "string", "must be a string, not a boolean"),
	), list)
	list = o.read(`{"text":"long","plain":""}`)
	same(t, here(), found(
		violation("/text", "maxLength", "3", "must have at most 3 characters, has 4"),
		violation("/plain", "minLength", "1", "must not be empty"),
	), list)
}

// A word that only begins like null is placed where it stands, optional or not.
func TestBrokenNulls(t *testing.T) {
	for _, name := range []string{"text", "integer", "number", "boolean", "time", "plain"} {
		var o optionals
		list := o.read(`{"` + name + `":nil}`)
		at := len(`{"":`) + len(name)
		same(t, name, syntax("/"+name, fmt.Sprintf("is malformed at byte %d: expected null", at)), list)
	}
}
