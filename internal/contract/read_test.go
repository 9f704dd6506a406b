package contract

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func TestReadWithoutFolder(t *testing.T) {
	_, err := Read(filepath.Join(t.TempDir(), "nowhere"))
	const want = "catalog.yaml:1: file: cannot be read: open catalog.yaml: no such file or directory"
	if err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
}

// Types that each hold the one before twice are few lines and, written out,
// more schemas than there is memory for; types that each hold the one before
// once are deeper than an event may be.
func TestReadRefusesTypesThatGrow(t *testing.T) {
	for fields, want := range map[int]string{
		1: "types/T60.yaml:1: limit: nested 61 deep when the types are written out; 60 is the limit",
		2: "types/T13.yaml:1: limit: more than 10000 schemas when the types are written out; split it",
	} {
		files := fstest.MapFS{
			"catalog.yaml":      {Data: []byte(fuzzCatalog)},
			"types/T00.yaml":    {Data: []byte("type: object\nproperties: {x: {type: string}}\n")},
			"order/placed.yaml": {Data: []byte("type: order.placed\n")},
		}
		for i := 1; i < 64; i++ {
			text := "type: object\nproperties:\n"
			for f := range fields {
				text += fmt.Sprintf("  f%d: {$ref: T%02d}\n", f, i-1)
			}
			files[fmt.Sprintf("types/T%02d.yaml", i)] = &fstest.MapFile{Data: []byte(text)}
		}
		_, err := ReadFS(files)
		var problems Problems
		if !errors.As(err, &problems) {
			t.Fatalf("error %v", err)
		}
		if !slices.ContainsFunc(problems, func(p Problem) bool { return p.String() == want }) {
			t.Errorf("%d fields: want %s, got\n%v", fields, want, err)
		}
	}
}

// The limit is for all events together: each of these is small, and they are many.
func TestReadRefusesEventsThatGrowTogether(t *testing.T) {
	files := fstest.MapFS{
		"catalog.yaml":   {Data: []byte(fuzzCatalog)},
		"types/T00.yaml": {Data: []byte("type: object\nproperties: {x: {type: string}}\n")},
	}
	for i := 1; i <= 11; i++ { // type i has 3·2^i-1 schemas, the last 6,143
		files[fmt.Sprintf("types/T%02d.yaml", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, "type: object\nproperties: {a: {$ref: T%02[1]d}, b: {$ref: T%02[1]d}}\n", i-1)}
	}
	var got []string
	for i := range 16 {
		files[fmt.Sprintf("order/e%02d.yaml", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, "type: order.e%02d\nversion: 1.0.0\npayload:\n  type: object\n  properties: {t: {$ref: T11}}\n", i)}
		_, err := ReadFS(files)
		got = nil
		if problems, ok := errors.AsType[Problems](err); ok {
			for _, p := range problems {
				if p.Rule == "limit" {
					got = append(got, p.String())
				}
			}
		}
		if i < 8 && got != nil {
			t.Fatalf("%d events: %s", i+1, got)
		}
	}
	const want = "order/e08.yaml:1: limit: more than 50000 schemas in the events up to this one when the types are written out, the limit for a contract; refer to large types less often"
	if len(got) != 1 || got[0] != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestReadRefusesHugeFiles(t *testing.T) {
	_, err := ReadFS(fstest.MapFS{"catalog.yaml": {Data: []byte(strings.Repeat("#", maxFileBytes+1))}})
	const want = "catalog.yaml:1: yaml: the file has 1048577 bytes; split it, 1048576 are the limit"
	if err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
}

func TestReadRefusesDeepFiles(t *testing.T) {
	for _, n := range []int{200, 9_000, 500_000} {
		_, err := ReadFS(fstest.MapFS{"catalog.yaml": {Data: []byte("title: " + strings.Repeat("[", n) + strings.Repeat("]", n))}})
		var problems Problems
		if !errors.As(err, &problems) || !slices.ContainsFunc(problems, func(p Problem) bool { return p.Rule == "yaml" }) {
			t.Errorf("%d deep: error %v", n, err)
		}
	}
}
