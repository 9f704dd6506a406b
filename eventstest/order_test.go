package eventstest_test

import (
	"strings"
	"testing"

	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/catalog/search"
	"github.com/mediamesh/events/eventstest"
)

// order is what RequirePublishedInOrder says of the wanted events, "" if it
// finds them, without the list of what was published.
func order(t *testing.T, b *eventstest.Broker, wanted ...eventstest.Wanted) string {
	t.Helper()
	got := failing(t, func(t testing.TB) { eventstest.RequirePublishedInOrder(t, b, wanted...) })
	text, _, _ := strings.Cut(got, " All that was published:\n")
	return text
}

func TestRequirePublishedInOrder(t *testing.T) {
	one := eventstest.NewBroker(t)
	eventstest.Publish(t, one, created(t, "program-1"))

	two := eventstest.NewBroker(t)
	late := created(t, "program-1")
	late.Metadata.CorrelationID = "req-1"
	eventstest.Publish(t, two, created(t, "program-1"), late)

	deleted := eventstest.Example[content.Deleted](t)
	deleted.Payload.ContentID = "program-1"
	three := eventstest.NewBroker(t)
	eventstest.Publish(t, three, created(t, "program-1"), deleted, created(t, "program-1"))

	type wanted = []eventstest.Wanted
	created, late1, deleted1 := eventstest.An[content.Created](), eventstest.An[content.Created](eventstest.CorrelationID("req-1")), eventstest.An[content.Deleted]()
	keyed := eventstest.An[content.Created](eventstest.Key("program-1"))
	for _, c := range []struct {
		name   string
		broker *eventstest.Broker
		wanted wanted
		want   string
	}{
		{"nothing is wanted", one, nil, ""},
		{"one event, wanted once", one, wanted{created}, ""},
		{"one event, wanted twice", one, wanted{created, created},
			"no partition has content.created, content.created in this order: none has content.created (number 2) where it should be."},
		{"one event, wanted by two descriptions", one, wanted{keyed, created},
			"no partition has content.created, content.created in this order: none has content.created (number 2) where it should be."},
		{"two events, wanted twice", two, wanted{created, created}, ""},
		{"two events, wanted three times", two, wanted{created, created, created},
			"no partition has content.created, content.created, content.created in this order: none has content.created (number 3) where it should be."},
		{"the last one, then any", two, wanted{late1, created},
			"no partition has content.created, content.created in this order: none has content.created (number 2) where it should be."},
		{"any, then the last one", two, wanted{created, late1}, ""},
		{"others between", three, wanted{created, created}, ""},
		{"all of three", three, wanted{created, deleted1, created}, ""},
		{"the middle one first", three, wanted{deleted1, created}, ""},
		{"the middle one twice", three, wanted{deleted1, deleted1},
			"no partition has content.deleted, content.deleted in this order: none has content.deleted (number 2) where it should be."},
		{"the middle one last", three, wanted{created, created, deleted1},
			"no partition has content.created, content.created, content.deleted in this order: none has content.deleted (number 3) where it should be."},
	} {
		t.Run(c.name, func(t *testing.T) { wantText(t, order(t, c.broker, c.wanted...), c.want) })
	}
}

// The partitions of these keys: program-1 and program-2 share one, program-3 has
// another.
func TestRequirePublishedInOrder_LooksInOnePartition(t *testing.T) {
	gone := eventstest.Example[content.Deleted](t)
	gone.Payload.ContentID = "program-3"
	indexed := eventstest.Example[search.Indexed](t)
	indexed.Payload.ContentID = "program-1"
	wantCreated, wantDeleted, wantIndexed := eventstest.An[content.Created](), eventstest.An[content.Deleted](), eventstest.An[search.Indexed]()

	partitions := eventstest.NewBroker(t)
	eventstest.Publish(t, partitions, created(t, "program-1"), gone, created(t, "program-3"))
	topics := eventstest.NewBroker(t)
	eventstest.Publish(t, topics, created(t, "program-1"), indexed)
	keys := eventstest.NewBroker(t)
	eventstest.Publish(t, keys, created(t, "program-1"), created(t, "program-2"))

	type wanted = []eventstest.Wanted
	for _, c := range []struct {
		name   string
		broker *eventstest.Broker
		wanted wanted
		want   string
	}{
		{"two partitions", partitions, wanted{wantCreated, wantDeleted},
			"no partition has content.created, content.deleted in this order: none has content.deleted (number 2) where it should be."},
		{"the partition that has both", partitions, wanted{wantDeleted, wantCreated}, ""},
		{"the partition that has the most", partitions, wanted{wantDeleted, wantCreated, wantCreated},
			"no partition has content.deleted, content.created, content.created in this order: none has content.created (number 3) where it should be."},
		{"the same partition of two topics", topics, wanted{wantCreated, wantIndexed},
			"no partition has content.created, search.indexed in this order: none has search.indexed (number 2) where it should be."},
		{"two keys of one partition", keys, wanted{wantCreated, eventstest.An[content.Created](eventstest.Key("program-2"))}, ""},
	} {
		t.Run(c.name, func(t *testing.T) { wantText(t, order(t, c.broker, c.wanted...), c.want) })
	}
}
