package eventstest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/records"
)

// RequireTombstone fails the test unless exactly one tombstone with that key has been
// published so far for events of type P, to any topic. It returns the tombstone; see
// [kafka.Publisher.PublishTombstone].
func RequireTombstone[P events.Payload[P]](t testing.TB, b *Broker, key string) records.Record {
	t.Helper()
	ctx, cancel := within(t)
	defer cancel()
	b.flush(ctx, t)
	all, err := b.all(ctx)
	if err != nil {
		t.Fatalf("eventstest: %v", err)
	}
	var zero P
	name := zero.EventType().Name()
	var found []records.Record
	for _, r := range all {
		if isTombstone(r) && string(r.Key) == key && headerOf(r, kafka.HeaderEventType) == name {
			found = append(found, r)
		}
	}
	if len(found) == 1 {
		return found[0]
	}
	var text strings.Builder
	switch {
	case len(found) > 1:
		fmt.Fprintf(&text, "%d tombstones of %s with key %q were published, want one:\n", len(found), name, key)
		list(&text, found)
	case len(all) == 0:
		fmt.Fprintf(&text, "no tombstone of %s with key %q was published; nothing else was either", name, key)
	default:
		fmt.Fprintf(&text, "no tombstone of %s with key %q was published, but:\n", name, key)
		list(&text, all)
	}
	t.Fatalf("%s", strings.TrimSuffix(text.String(), "\n"))
	return records.Record{}
}

// isTombstone reports whether a record deletes its key, and is not a dead-lettered
// tombstone.
func isTombstone(r records.Record) bool { return r.Value == nil && !isDeadLetter(r) }

// headerOf returns the value of a record's last header of a key, "" if it has none.
func headerOf(r records.Record, key string) (value string) {
	for _, h := range r.Headers {
		if h.Key == key {
			value = string(h.Value)
		}
	}
	return value
}
