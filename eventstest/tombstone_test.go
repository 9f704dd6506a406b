package eventstest_test

import (
	"strings"
	"testing"

	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/eventstest"
	"github.com/mediamesh/events/kafka/records"
)

func TestRequireTombstone(t *testing.T) {
	b := eventstest.NewBroker(t)
	pub := b.Publisher(t)
	require := func(key string) func(testing.TB) {
		return func(t testing.TB) { eventstest.RequireTombstone[content.Created](t, b, key) }
	}
	wantText(t, failing(t, require("program-1")), `no tombstone of content.created with key "program-1" was published; nothing else was either`)
	eventstest.Publish(t, b, created(t, "program-1"))
	for _, key := range []string{"program-1", "program-2", "program-2"} {
		if err := pub.PublishTombstone(t.Context(), content.Created{}.EventType(), key); err != nil {
			t.Fatal(err)
		}
	}
	if r := eventstest.RequireTombstone[content.Created](t, b, "program-1"); r.Topic != "content.events" || string(r.Key) != "program-1" || r.Value != nil {
		t.Errorf("record %+v", r)
	}
	if text := failing(t, require("program-2")); !strings.HasPrefix(text, `2 tombstones of content.created with key "program-2" were published, want one:`) {
		t.Errorf("failed with %s", text)
	}
	text := failing(t, require("program-3"))
	if !strings.HasPrefix(text, "no tombstone of content.created with key \"program-3\" was published, but:\n") ||
		!strings.Contains(text, "content.events/4/1 tombstone of content.created, key \"program-1\"") {
		t.Errorf("failed with %s", text)
	}
	if text := failing(t, func(t testing.TB) { eventstest.RequireTombstone[content.Deleted](t, b, "program-1") }); !strings.HasPrefix(text, "no tombstone of content.deleted") {
		t.Errorf("failed with %s", text)
	}
	eventstest.PublishRecord(t, b, records.Record{Topic: "other", Key: []byte("k")})
	if text := failing(t, require("k")); !strings.Contains(text, `tombstone, key "k"`) {
		t.Errorf("failed with %s", text)
	}
}
