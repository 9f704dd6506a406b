package eventstest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/records"
)

// A Wanted is an event that [RequirePublishedInOrder] looks for.
type Wanted struct {
	name string
	find func(all []records.Record, matches []Match) *search
	with []Match
}

// An returns a [Wanted] for an event of type P that matches.
func An[P events.Payload[P]](matches ...Match) Wanted {
	var zero P
	return Wanted{name: zero.EventType().Name(), find: searchIn[P], with: matches}
}

// RequirePublishedInOrder fails the test unless the events have been published in this
// order to one partition, as is the case for events with the same key. There may be other
// events between them. For example
//
//	eventstest.RequirePublishedInOrder(t, b, eventstest.An[content.Created](), eventstest.An[content.Published](eventstest.Key("program-1")))
func RequirePublishedInOrder(t testing.TB, b *Broker, wanted ...Wanted) {
	t.Helper()
	ctx, cancel := within(t)
	defer cancel()
	b.flush(ctx, t)
	all, err := b.all(ctx)
	if err != nil {
		t.Fatalf("eventstest: %v", err)
	}
	partitions := make(map[place][]records.Record)
	for _, r := range all {
		p := place{r.Topic, r.Partition}
		partitions[p] = append(partitions[p], r)
	}
	found := 0
	for _, in := range partitions {
		found = max(found, inOrder(in, wanted))
	}
	if found < len(wanted) {
		t.Fatalf("%s", disorder(all, wanted, found))
	}
}

// inOrder returns how many of the wanted events a partition has in order.
func inOrder(all []records.Record, wanted []Wanted) (found int) {
	for _, w := range wanted {
		s := w.find(all, w.with)
		if len(s.matching) == 0 {
			return found
		}
		for i, r := range all {
			if r.Offset == s.matching[0].record.Offset {
				all = all[i+1:]
				break
			}
		}
		found++
	}
	return found
}

func disorder(all []records.Record, wanted []Wanted, found int) string {
	var names []string
	for _, w := range wanted {
		names = append(names, w.name)
	}
	var b strings.Builder
	missing := wanted[found]
	fmt.Fprintf(&b, "no partition has %s in this order: none has %s (number %d) where it should be.", strings.Join(names, ", "), missing.name, found+1)
	if s := missing.find(all, missing.with); len(s.matching) == 0 {
		return b.String() + "\n" + s.none()
	}
	b.WriteString(" All that was published:\n")
	list(&b, all)
	return strings.TrimSuffix(b.String(), "\n")
}
