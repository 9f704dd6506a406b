package events_test

import (
	"strings"
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/catalog/search"
	"github.com/mediamesh/events/wire"
)

// An optional field that holds null is absent, whoever put it there: null is
// read as that, and never written. Where a value is required, null is one.
func TestNullOfAnOptionalFieldIsNotWritten(t *testing.T) {
	for _, null := range []wire.JSON{"", wire.Null, " \t\r\n null \n"} {
		set := events.New("cms", content.MetadataUpdated{
			ContentID: "c", MetadataKey: "k", OldValue: null, NewValue: wire.Null, UpdatedBy: "u",
		})
		const wantSet = `{"contentId":"c","metadataKey":"k","newValue":null,"updatedBy":"u"}`
		if got := payloadOf(t, set); got != wantSet {
			t.Errorf("oldValue %q: %s, want %s", null, got, wantSet)
		}
		searched := events.New("search", search.Performed{Query: "q", Filters: null})
		const wantSearched = `{"query":"q","resultsCount":0,"searchTime":0}`
		if got := payloadOf(t, searched); got != wantSearched {
			t.Errorf("filters %q: %s, want %s", null, got, wantSearched)
		}
	}
}

// payloadOf marshals an event, and returns its payload's text.
func payloadOf[M events.Message](t *testing.T, e M) string {
	t.Helper()
	document, err := events.MarshalString(e)
	if err != nil {
		t.Fatal(err)
	}
	_, payload, ok := strings.Cut(document, `,"payload":`)
	if !ok {
		t.Fatalf("no payload in %s", document)
	}
	return strings.TrimSuffix(payload, "}")
}
