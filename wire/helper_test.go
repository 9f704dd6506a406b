package wire_test

import (
	"fmt"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mediamesh/events/wire"
)

// here says where a test case stands, so that its failure names the line.
func here() string {
	_, file, line, _ := runtime.Caller(1)
	return fmt.Sprintf("%s:%d", filepath.Base(file), line)
}

// fieldKey is the key of the one field of the documents that these tests read
// and write.
const fieldKey = wire.Key(`,"f":`)

// field is a document with that field.
func field(value string) string { return `{"f":` + value + `}` }

// read reads a document with one field, whose value is read by value.
func read(document string, value func(r *wire.Reader, i int) int) []wire.Violation {
	r, i := wire.NewReader([]byte(document))
	defer r.Release()
	if i != wire.Fault {
		readObject(r, i, value)
	}
	list, _ := r.Violations()
	return slices.Clone(list)
}

func readObject(r *wire.Reader, i int, value func(r *wire.Reader, i int) int) {
	at, end, ok := r.Object(i, &wire.Value{})
	if !ok {
		r.End(end)
		return
	}
	for i = r.Enter(at); i >= 0; {
		_, v := r.Name(i)
		if v == wire.Fault {
			return
		}
		i = r.Next(value(r, v))
	}
	r.End(wire.After(i))
}

// readJSON reads a document of any JSON.
func readJSON(document string) (wire.JSON, []wire.Violation) {
	r, i := wire.NewReader([]byte(document))
	defer r.Release()
	var v wire.JSON
	if i != wire.Fault {
		r.End(r.JSON(i, &v, &wire.Value{}))
	}
	list, _ := r.Violations()
	return v, slices.Clone(list)
}

// write returns what value writes between braces, and what was wrong with it.
func write(value func(w *wire.Writer)) (string, []wire.Violation) {
	w := wire.NewWriter(nil)
	defer w.Release()
	start := w.Begin()
	value(w)
	w.End(start)
	w.Finish(start)
	list, _ := w.Violations()
	return string(w.Buf), slices.Clone(list)
}

// canonical returns the JSON as the writer writes it.
func canonical(v wire.JSON) (string, []wire.Violation) {
	w := wire.NewWriter(nil)
	defer w.Release()
	w.JSON(v, &wire.Value{})
	list, _ := w.Violations()
	return string(w.Buf), slices.Clone(list)
}

// found is a list of violations.
func found(v ...wire.Violation) []wire.Violation { return v }

func violation(pointer, rule, limit, message string) wire.Violation {
	return wire.Violation{Pointer: pointer, Rule: rule, Limit: limit, Message: message}
}

// syntax is the fault of a malformed document.
func syntax(pointer, message string) []wire.Violation {
	return found(violation(pointer, "syntax", "", message))
}

// same compares what was found with what was wanted.
func same(t *testing.T, where string, want, got []wire.Violation) {
	t.Helper()
	if len(want) == 0 && len(got) == 0 {
		return
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s: violations (-want +got):\n%s", where, diff)
	}
}

// article is how a message says of a kind of JSON that one is there.
func article(kind string) string {
	switch kind {
	case "null":
		return kind
	case "array", "integer", "object":
		return "an " + kind
	}
	return "a " + kind
}
