package events_test

import (
	"errors"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/wire"
)

var noon = time.Date(2026, 1, 31, 12, 0, 0, 123_456_789, time.FixedZone("", 3600))

func clock() time.Time { return noon }

func TestNewMetadata(t *testing.T) {
	for _, c := range []struct {
		where string
		opts  []events.Option
		want  events.Metadata
	}{
		{here(), nil, events.Metadata{EventVersion: "1.0.0", Timestamp: noon.UTC().Truncate(time.Millisecond)}},
		{here(), []events.Option{events.CorrelationID("req-1"), events.UserID("user-1")},
			events.Metadata{EventVersion: "1.0.0", Timestamp: noon.UTC().Truncate(time.Millisecond), CorrelationID: "req-1", UserID: "user-1"}},
		{here(), []events.Option{events.CorrelationID(""), events.UserID("")},
			events.Metadata{EventVersion: "1.0.0", Timestamp: noon.UTC().Truncate(time.Millisecond)}},
		{here(), []events.Option{events.WithVersion("1.2.0"), events.WithID("id-1")},
			events.Metadata{EventID: "id-1", EventVersion: "1.2.0", Timestamp: noon.UTC().Truncate(time.Millisecond)}},
		{here(), []events.Option{events.WithTimestamp(noon)}, events.Metadata{EventVersion: "1.0.0", Timestamp: noon}},
	} {
		got := events.NewMetadata("a.b", "cms-service", append([]events.Option{events.WithClock(clock)}, c.opts...)...)
		c.want.EventType, c.want.Source = "a.b", "cms-service"
		if c.want.EventID == "" {
			if !uuidV7.MatchString(got.EventID) {
				t.Errorf("%s: the id is %s", c.where, got.EventID)
			}
			c.want.EventID = got.EventID
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.where, diff)
		}
		if got.Timestamp.Location().String() != c.want.Timestamp.Location().String() {
			t.Errorf("%s: the timestamp is %v, want %v", c.where, got.Timestamp, c.want.Timestamp)
		}
	}
}

// RFC 9562: 48 bits of milliseconds, the version, the variant.
var uuidV7 = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)

func TestIDsAreUUIDv7(t *testing.T) {
	seen := map[string]bool{}
	for _, at := range []time.Time{time.UnixMilli(0), noon, time.UnixMilli(1<<48 - 1)} {
		for range 1000 {
			id := events.NewMetadata("a.b", "s", events.WithTimestamp(at)).EventID
			if !uuidV7.MatchString(id) {
				t.Fatalf("%s is not a UUIDv7", id)
			}
			if seen[id] {
				t.Fatalf("%s comes twice", id)
			}
			seen[id] = true
			ms, err := strconv.ParseInt(strings.ReplaceAll(id[:13], "-", ""), 16, 64)
			if err != nil || ms != at.UnixMilli() {
				t.Fatalf("%s is of millisecond %d, want %d", id, ms, at.UnixMilli())
			}
		}
	}
}

// A time before 1970 has no place in a UUIDv7; its id is of the first millisecond.
func TestIDsOfTimesBefore1970(t *testing.T) {
	id := events.NewMetadata("a.b", "s", events.WithTimestamp(time.Date(1960, 1, 1, 0, 0, 0, 0, time.UTC))).EventID
	if !uuidV7.MatchString(id) || !strings.HasPrefix(id, "00000000-0000-7") {
		t.Errorf("the id is %s", id)
	}
}

// Ids of a later millisecond sort after those of an earlier one.
func TestIDsSortByTime(t *testing.T) {
	last := ""
	for ms := range int64(1000) {
		id := events.NewMetadata("a.b", "s", events.WithTimestamp(noon.Add(time.Duration(ms)*time.Millisecond))).EventID
		if id <= last {
			t.Fatalf("%s after %s", id, last)
		}
		last = id
	}
}

func TestNew(t *testing.T) {
	before := time.Now().Truncate(time.Millisecond)
	e := events.New("cms-service", content.Deleted{ContentID: "c-1"}, events.UserID("user-1"))
	after := time.Now()
	m := e.Metadata
	if m.Timestamp.Before(before) || m.Timestamp.After(after) || m.Timestamp.Location() != time.UTC {
		t.Errorf("the timestamp is %v, want between %v and %v", m.Timestamp, before, after)
	}
	if m.Timestamp.Nanosecond()%int(time.Millisecond) != 0 {
		t.Errorf("the timestamp %v has more than milliseconds", m.Timestamp)
	}
	want := events.Metadata{EventID: m.EventID, EventType: "content.deleted", EventVersion: "1.0.0", Timestamp: m.Timestamp, Source: "cms-service", UserID: "user-1"}
	if diff := cmp.Diff(want, m); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if e.Payload.ContentID != "c-1" || e.Unknown != "" {
		t.Errorf("the event is %+v", e)
	}
}

func TestDecodeMetadata(t *testing.T) {
	m, err := events.DecodeMetadata([]byte(`{"payload":{"any":1},"metadata":{"eventId":"e","eventType":"of.another.contract","eventVersion":"7.0.0","timestamp":"2026-01-31T12:00:00Z","source":"s","correlationId":null,"x":1}}`))
	want := events.Metadata{EventID: "e", EventType: "of.another.contract", EventVersion: "7.0.0", Timestamp: time.Date(2026, 1, 31, 12, 0, 0, 0, time.UTC), Source: "s", Unknown: wire.Unknown(`"x":1`)}
	if diff := cmp.Diff(want, m); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}

func TestValidateStructure(t *testing.T) {
	const metadata = `"metadata":{"eventId":"e","eventType":"of.another.contract","eventVersion":"7.0.0","timestamp":"2026-01-31T12:00:00Z","source":"s"}`
	for _, c := range []struct{ where, document, want string }{
		{here(), `{` + metadata + `,"payload":{}}`, ""},
		{here(), `{` + metadata + `,"payload":{"title":""}}`, ""},
		{here(), `{` + metadata + `}`, "of.another.contract is invalid: /payload is required"},
		{here(), `{` + metadata + `,"payload":null}`, "of.another.contract is invalid: /payload must be an object, not null"},
		{here(), `{` + metadata + `,"payload":[]}`, "of.another.contract is invalid: /payload must be an object, not an array"},
		{here(), `{` + metadata + `,"payload":{"a":01}}`, "of.another.contract is invalid: /payload/a is malformed at byte 148: expected a number as JSON writes it"},
		{here(), `{"payload":{}}`, "event is invalid: /metadata is required"},
		{here(), `{"metadata":{},"payload":{}}`, "event is invalid: /metadata/eventId is required; /metadata/eventType is required; /metadata/eventVersion is required; /metadata/timestamp is required; /metadata/source is required"},
		{here(), `[]`, "event is invalid: the document must be an object, not an array"},
		{here(), `{`, "event is invalid: the document is cut off at byte 1: expected a field's name in quotes or a closing brace"},
	} {
		err := events.ValidateStructure([]byte(c.document))
		if text(err) != c.want {
			t.Errorf("%s: %v, want %s", c.where, err, c.want)
		}
		if bad := new(events.InvalidError); err != nil && !errors.As(err, &bad) {
			t.Errorf("%s: the error is a %T", c.where, err)
		}
	}
}

// What can be read of a broken document's metadata comes with the error.
func TestMetadataOfBrokenDocuments(t *testing.T) {
	m, err := events.DecodeMetadata([]byte(`{"metadata":{"eventId":"e-1","eventType":"a.b","source":1},"payload":{}`))
	if m.EventID != "e-1" || m.EventType != "a.b" || text(err) != "a.b is invalid: the document is cut off at byte 71: expected a comma or a closing brace" {
		t.Errorf("DecodeMetadata gives %+v, %v", m, err)
	}
}
