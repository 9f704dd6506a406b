package eventstest_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/eventstest"
	"github.com/mediamesh/events/kafka/records"
	"github.com/mediamesh/events/wire"
)

// stage publishes three events and a record that is none.
func stage(t testing.TB) *eventstest.Broker {
	t.Helper()
	b := eventstest.NewBroker(t)
	late := created(t, "program-1")
	late.Payload.Title = "Late News"
	late.Metadata.CorrelationID = "req-1"
	deleted := eventstest.Example[content.Deleted](t)
	deleted.Payload.ContentID = "program-1"
	eventstest.Publish(t, b, created(t, "program-1"), late, deleted)
	eventstest.PublishRecord(t, b, records.Record{Topic: "ingest.events", Value: []byte("no JSON")})
	return b
}

const all = `
    content.events/4/0 content.created 1.0.0, key "program-1"
    content.events/4/1 content.created 1.0.0, key "program-1"
    content.events/4/2 content.deleted 1.0.0, key "program-1"
    ingest.events/`

func TestRequirePublished(t *testing.T) {
	b := stage(t)
	if e := eventstest.RequirePublished[content.Deleted](t, b); e.Payload.ContentID != "program-1" || e.Metadata.EventType != "content.deleted" {
		t.Errorf("got %+v", e)
	}
	e := eventstest.RequirePublished[content.Created](t, b, eventstest.CorrelationID("req-1"), eventstest.Key("program-1"),
		eventstest.Topic("content.events"), eventstest.Header("event-type", "content.created"))
	if e.Payload.Title != "Late News" {
		t.Errorf("got %+v", e)
	}
	eventstest.RequirePublished[content.Created](t, b, eventstest.Payload(e.Payload))
	eventstest.RequirePublished[content.Created](t, b, eventstest.Where("the late one", func(e events.Event[content.Created]) bool { return strings.HasPrefix(e.Payload.Title, "Late") }))
	eventstest.RequireNotPublished[content.Created](t, b, eventstest.Key("program-2"))
	eventstest.RequireNotPublished[content.Archived](t, b)
	eventstest.RequirePublishedInOrder(t, b, eventstest.An[content.Created](), eventstest.An[content.Deleted]())
	eventstest.RequirePublishedInOrder(t, b, eventstest.An[content.Created](), eventstest.An[content.Created](eventstest.CorrelationID("req-1")), eventstest.An[content.Deleted]())
	if n := len(eventstest.Published[content.Created](t, b)); n != 2 {
		t.Errorf("%d events, want 2", n)
	}
}

func TestRequirePublishedFails(t *testing.T) {
	b := stage(t)
	wanted := created(t, "program-1").Payload
	wanted.Title, wanted.ContentType = "Morning News", "EPISODE"
	wanted.Program = &content.Program{ID: "p-1", Title: "T", ContentType: content.ContentTypeMovie, Status: content.ContentStatusDraft, CreatedAt: eventstest.Time, UpdatedAt: eventstest.Time}
	for _, test := range []struct {
		name   string
		assert func(t testing.TB)
		want   string // the beginning; what follows are partitions that are a matter of chance
	}{
		{"none of its type", func(t testing.TB) { eventstest.RequirePublished[content.Archived](t, b) },
			"no content.archived was published, but:" + all},
		{"another payload", func(t testing.TB) { eventstest.RequirePublished[content.Created](t, b, eventstest.Payload(wanted)) },
			`no content.created that matches was published. The closest is content.events/4/0 (- wanted, + published):
    /payload/contentType
      - "EPISODE"
      + "PROGRAM"
    /payload/program
      - {"contentType":"MOVIE","createdAt":"2026-01-15T09:30:00.000Z","id":"p-1","status":"DRAFT","title":"T","updatedAt":"2026-01-15T09:30:00.000Z"}
      + (absent)
    /payload/title
      - "Morning News"
      + "Evening News"
All that was published:` + all},
		{"the nearest of two", func(t testing.TB) {
			eventstest.RequirePublished[content.Created](t, b, eventstest.CorrelationID("req-1"), eventstest.Key("program-2"),
				eventstest.Topic("staging.content.events"), eventstest.Header("tenant", "a"), eventstest.Header("event-version", "2.0.0"))
		}, `no content.created that matches was published. The closest is content.events/4/1 (- wanted, + published):
    key: want "program-2", has "program-1"
    topic: want "staging.content.events", has "content.events"
    header tenant: want "a", has none
    header event-version: want "2.0.0", has "1.0.0"
All that was published:` + all},
		{"a condition", func(t testing.TB) {
			eventstest.RequirePublished[content.Created](t, b, eventstest.CorrelationID("req-2"), eventstest.Where("a title of one word", func(e events.Event[content.Created]) bool { return false }))
		}, `no content.created that matches was published. The closest is content.events/4/0 (- wanted, + published):
    correlation id: want "req-2", has ""
    condition not met: a title of one word
All that was published:` + all},
		{"a payload that is not valid", func(t testing.TB) {
			eventstest.RequirePublished[content.Created](t, b, eventstest.Payload(content.Created{ContentID: "x", ContentType: "y", Title: "z"}))
		}, `no content.created that matches was published. The closest is content.events/4/0 (- wanted, + published):
    the wanted payload breaks its contract: content.created is invalid: /payload/createdBy must not be empty
All that was published:` + all},
		{"more than one", func(t testing.TB) { eventstest.RequirePublished[content.Created](t, b) },
			`2 events content.created that match were published, want one:
    content.events/4/0 content.created 1.0.0, key "program-1"
    content.events/4/1 content.created 1.0.0, key "program-1"`},
		{"unwanted", func(t testing.TB) { eventstest.RequireNotPublished[content.Deleted](t, b) },
			`content.deleted was published, and should not have been:
    content.events/4/2 content.deleted 1.0.0, key "program-1"`},
		{"another order", func(t testing.TB) {
			eventstest.RequirePublishedInOrder(t, b, eventstest.An[content.Deleted](), eventstest.An[content.Created]())
		}, "no partition has content.deleted, content.created in this order: none has content.created (number 2) where it should be. All that was published:" + all},
		{"one that is missing", func(t testing.TB) {
			eventstest.RequirePublishedInOrder(t, b, eventstest.An[content.Created](), eventstest.An[content.Archived]())
		}, "no partition has content.created, content.archived in this order: none has content.archived (number 2) where it should be.\nno content.archived was published, but:" + all},
		{"nothing at all", func(t testing.TB) { eventstest.RequirePublished[content.Created](t, eventstest.NewBroker(t)) },
			"no content.created was published; nothing else was either"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := failing(t, test.assert)
			if rest, ok := strings.CutPrefix(got, test.want); !ok || strings.Contains(rest, "\n") || rest != "" && !strings.HasSuffix(rest, "/0 7 bytes that are not an event, no key") {
				t.Errorf("failed with\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

// Each value that differs is shown by its pointer. It is no difference how a number
// is written.
func TestPayload_ShowsWhatDiffers(t *testing.T) {
	for _, c := range []struct{ name, wanted, published, want string }{
		{"same value", `"n":1`, `"n":1`, ""},
		{"number written otherwise", `"n":100,"m":0.5,"k":1e21`, `"n":1e2,"m":0.50,"k":1000000000000000000000`, ""},
		{"another number", `"n":100`, `"n":1.50e0`, "/payload/n\n      - 100\n      + 1.5"},
		{"integer beyond float64", `"n":9007199254740993`, `"n":9007199254740995`, "/payload/n\n      - 9007199254740993\n      + 9007199254740995"},
		{"number and text", `"n":1`, `"n":"1"`, "/payload/n\n      - 1\n      + \"1\""},
		{"text of markup", `"t":"<a> & b"`, `"t":null`, "/payload/t\n      - \"<a> & b\"\n      + null"},
		{"name with signs of pointers", `"a/b~c":1`, `"a/b~c":2`, "/payload/a~1b~0c\n      - 1\n      + 2"},
		{"field that is wanted only", `"a":{"b":[1]}`, `"a":{}`, "/payload/a/b\n      - [1]\n      + (absent)"},
		{"field that is published only", `"a":{}`, `"a":{"b":[1]}`, "/payload/a/b\n      - (absent)\n      + [1]"},
		{"element of an array", `"l":[1,2]`, `"l":[1,3]`, "/payload/l/1\n      - 2\n      + 3"},
		{"longer array", `"l":[1]`, `"l":[1,{"a":2}]`, "/payload/l/1\n      - (absent)\n      + {\"a\":2}"},
		{"shorter array", `"l":[1,2]`, `"l":[1]`, "/payload/l/1\n      - 2\n      + (absent)"},
		{"array and object", `"l":[]`, `"l":{}`, "/payload/l\n      - []\n      + {}"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := eventstest.NewBroker(t)
			e := created(t, "program-1")
			wanted := e.Payload
			wanted.Unknown, e.Payload.Unknown = wire.Unknown(c.wanted), ""
			document := strings.TrimSuffix(marshal(t, e), "}}") + "," + c.published + "}}"
			r := eventstest.PublishRecord(t, b, records.Record{Topic: "content.events", Key: []byte("program-1"), Value: []byte(document)})
			got := failing(t, func(t testing.TB) {
				eventstest.RequirePublished[content.Created](t, b, eventstest.Payload(wanted))
			})
			want := ""
			if c.want != "" {
				at := fmt.Sprintf("content.events/%d/0", r.Partition)
				want = "no content.created that matches was published. The closest is " + at + " (- wanted, + published):\n    " + c.want +
					"\nAll that was published:\n    " + at + ` content.created 1.0.0, key "program-1"`
			}
			wantText(t, got, want)
		})
	}
}

func TestManyRecordsAreNotAllListed(t *testing.T) {
	b := eventstest.NewBroker(t)
	for range 30 {
		eventstest.Publish(t, b, created(t, "program-1"))
	}
	got := failing(t, func(t testing.TB) { eventstest.RequirePublished[content.Deleted](t, b) })
	if lines := strings.Split(got, "\n"); len(lines) != 22 || lines[21] != "    and 10 more" {
		t.Errorf("failed with\n%s", got)
	}
}

func TestAwaitPublished(t *testing.T) {
	t.Parallel()
	b := eventstest.NewBroker(t)
	p := b.Publisher(t)
	e, ready, done := created(t, "program-1"), make(chan struct{}), make(chan error, 1)
	go func() { // a service at work
		<-ready
		done <- p.Publish(t.Context(), e)
	}()
	close(ready)
	if got := eventstest.AwaitPublished[content.Created](t, b, eventstest.Key("program-1")); got.Payload.ContentID != "program-1" {
		t.Errorf("got %+v", got)
	}
	if err := <-done; err != nil {
		t.Error(err)
	}
	begun := time.Now()
	wantText(t, failingSoon(t, func(t testing.TB) { eventstest.AwaitPublished[content.Created](t, b, eventstest.Key("program-2")) }),
		`timed out waiting: no content.created that matches was published. The closest is content.events/4/0 (- wanted, + published):
    key: want "program-2", has "program-1"
All that was published:
    content.events/4/0 content.created 1.0.0, key "program-1"`)
	if took := time.Since(begun); took > 5*time.Second {
		t.Errorf("it waited for %v, past the test's deadline", took)
	}
}

// ending is a test that ends as soon as it looks again at what was published.
type ending struct {
	*fake
	ctx    context.Context
	end    context.CancelFunc
	looked bool
}

func (e *ending) Context() context.Context { return e.ctx }

func (e *ending) Helper() {
	if e.looked {
		e.end()
	}
}

// A test that ends while AwaitPublished looks fails with what was found before.
func TestAwaitPublished_ReportsLastLookWhenTestEnds(t *testing.T) {
	b := eventstest.NewBroker(t)
	r := eventstest.PublishRecord(t, b, records.Record{Topic: "content.events", Key: []byte("program-1"), Value: []byte(marshal(t, created(t, "program-1")))})
	ctx, end := context.WithCancel(t.Context())
	defer end()
	e := &ending{fake: &fake{TB: t}, ctx: ctx, end: end}
	done := make(chan struct{})
	go func() {
		defer close(done)
		eventstest.AwaitPublished[content.Created](e, b, eventstest.Where("what never comes", func(events.Event[content.Created]) bool {
			e.looked = true
			return false
		}))
	}()
	<-done
	at := fmt.Sprintf("content.events/%d/0", r.Partition)
	wantText(t, e.text, "timed out waiting: no content.created that matches was published. The closest is "+at+` (- wanted, + published):
    condition not met: what never comes
All that was published:
    `+at+` content.created 1.0.0, key "program-1"`)
}
