package events_test

import (
	"strconv"
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
)

func itoa(n int) string { return strconv.Itoa(n) }

// recode decodes a document that must be valid, and encodes it.
func recode(t fatal, document string) string {
	t.Helper()
	checkDocument(t, []byte(document))
	e, err := catalog.Decode([]byte(document))
	if err != nil {
		t.Fatalf("%s: %v", document, err)
	}
	out, err := events.MarshalString(e)
	if err != nil {
		t.Fatalf("%s: %v", document, err)
	}
	return out
}

// sameBytes checks what a document becomes on its way through an event.
func sameBytes(t testing.TB, where, document, want string) {
	t.Helper()
	if got := recode(t, document); got != want {
		t.Errorf("%s: written as\n%s\nwant\n%s", where, got, want)
	}
}

// sameEvent checks that two documents are one event.
func sameEvent(t *testing.T, where, a, b string) {
	t.Helper()
	sameBytes(t, where, a, recode(t, b))
	e, _ := catalog.Decode([]byte(a))
	typ, _ := typedOf(e.Metadata.EventType)
	if !typ.same(t, []byte(a), []byte(b)) {
		t.Errorf("%s: decoded, these differ:\n%s\n%s", where, a, b)
	}
}
