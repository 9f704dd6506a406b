package wire_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/mediamesh/events/wire"
)

// The strings of a document share one buffer, as long as its share of the document is
// that of the documents that the reader has read before.
func TestReader_StringsShareOneBuffer(t *testing.T) {
	var b strings.Builder
	for i := range 20 {
		fmt.Fprintf(&b, `,"field%d":"%s"`, i, strings.Repeat("x", 100))
	}
	document := []byte("{" + b.String()[1:] + "}")
	var reader wire.Reader
	var text string
	read := func() {
		readObject(&reader, reader.Open(document, wire.Settings{}), func(r *wire.Reader, i int) int {
			return r.String(i, &text, &anyText)
		})
		if !reader.OK() {
			t.Error("the document has violations")
		}
		reader.Close()
	}
	if n := testing.AllocsPerRun(10, read); n != 1 {
		t.Errorf("%v allocations to read 20 strings, want 1", n)
	}
}

// A document of which a little less was kept changes the expected share by a part of the
// difference only, so that the next one still has one buffer.
func TestReader_KeepsExpectedShareAfterSmallerDocument(t *testing.T) {
	field := `"f":"` + strings.Repeat("x", 4000) + `"`
	usual, smaller := []byte("{"+field+"}"), []byte("{"+field+strings.Repeat(" ", 16)+"}")
	var reader wire.Reader
	var text string
	read := func(document []byte) {
		readObject(&reader, reader.Open(document, wire.Settings{}), func(r *wire.Reader, i int) int {
			return r.String(i, &text, &anyText)
		})
		if !reader.OK() {
			t.Error("the document has violations")
		}
		reader.Close()
	}
	read(usual)
	if n := testing.AllocsPerRun(10, func() { read(smaller); read(usual) }); n != 2 {
		t.Errorf("%v allocations to read two strings, want 2", n)
	}
}
