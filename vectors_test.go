package events_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/mediamesh/events"
	"github.com/mediamesh/events/internal/contract"
)

var updateVectors = flag.Bool("update", false, "write testdata/vectors anew")

// vector is a line of testdata/vectors; its README says what it means.
type vector struct {
	Name           string   `json:"name"`
	Document       *string  `json:"document,omitempty"`
	DocumentBase64 []byte   `json:"documentBase64,omitempty"`
	Valid          bool     `json:"valid"`
	Violations     []broken `json:"violations"`
	Canonical      string   `json:"canonical,omitempty"` // "" if the document itself
}

// broken is a violation without its message, which is Go's own.
type broken struct {
	Pointer string `json:"pointer"`
	Rule    string `json:"rule"`
	Limit   string `json:"limit,omitempty"`
}

func (v vector) document() []byte {
	if v.Document != nil {
		return []byte(*v.Document)
	}
	return v.DocumentBase64
}

func vectorFile(e *contract.Event) string {
	return filepath.Join("testdata", "vectors", e.Type+".ndjson")
}

// The vectors are what the contract's model makes of its examples.
func TestVectorsAreUpToDate(t *testing.T) {
	total, files := 0, map[string]bool{}
	for _, e := range theContract(t).Events() {
		file := vectorFile(e)
		files[file] = true
		var want bytes.Buffer
		lines := json.NewEncoder(&want)
		lines.SetEscapeHTML(false)
		for _, v := range vectorsOf(t, e) {
			if err := lines.Encode(v); err != nil {
				t.Fatal(err)
			}
		}
		total += want.Len()
		if *updateVectors {
			if err := os.WriteFile(file, want.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		got, err := os.ReadFile(file)
		if err != nil || !bytes.Equal(got, want.Bytes()) {
			t.Errorf("%s is not what the contract makes of it, %v: go test . -run TestVectors -update, and read the diff", file, err)
		}
	}
	there, _ := filepath.Glob("testdata/vectors/*.ndjson")
	for _, file := range there {
		if !files[file] {
			t.Errorf("%s is of no event of the contract", file)
		}
	}
	if total > 100_000*len(files) {
		t.Errorf("%d bytes are more than one wants to carry along", total)
	}
}

// The decoder's verdict, its violations in their order, and what it writes are
// those of every vector.
func TestVectors(t *testing.T) {
	valid, invalid := 0, 0
	for _, e := range theContract(t).Events() {
		data, err := os.ReadFile(vectorFile(e))
		if err != nil {
			t.Fatal(err)
		}
		for line := range bytes.Lines(data) {
			var v vector
			if err := json.Unmarshal(line, &v); err != nil {
				t.Fatal(err)
			}
			checkVector(t, e.Type, v)
			if v.Valid {
				valid++
			} else {
				invalid++
			}
		}
	}
	if valid < 500 || invalid < 2000 {
		t.Errorf("%d valid and %d invalid documents, want hundreds and thousands", valid, invalid)
	}
	t.Logf("%d valid and %d invalid documents", valid, invalid)
}

func checkVector(t *testing.T, eventType string, v vector) {
	t.Helper()
	where := eventType + ": " + v.Name
	typ, _ := typedOf(eventType)
	e, _, err := typ.unmarshal(v.document())
	got := []broken{}
	for _, found := range brokenRules(err) {
		got = append(got, broken{found.Pointer, found.Rule, found.Limit})
	}
	if diff := gocmp.Diff(v.Violations, got); diff != "" || v.Valid != (err == nil) {
		t.Errorf("%s: valid is %v, want %v; violations (-want +got):\n%s", where, err == nil, v.Valid, diff)
		return
	}
	checkDocument(t, v.document())
	if !v.Valid {
		return
	}
	out, err := events.MarshalString(e)
	if want := cmp.Or(v.Canonical, *v.Document); out != want || err != nil {
		t.Errorf("%s: written as\n%s, %v\nwant\n%s", where, out, err, want)
	}
}

// brokenRules are the violations of an error. A major version that is not the
// type's own is an error of another type in Go.
func brokenRules(err error) []events.Violation {
	if unsupported := new(events.UnsupportedVersionError); errors.As(err, &unsupported) {
		return []events.Violation{{Pointer: "/metadata/eventVersion", Rule: "pattern", Limit: "1.x.y"}}
	}
	if bad := new(events.InvalidError); errors.As(err, &bad) {
		return bad.Violations
	}
	return nil
}
