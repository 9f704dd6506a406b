package kafka_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/dlq"
	"github.com/mediamesh/events/kafka/records"
)

func pairs(list ...string) (headers []kafka.Header) {
	for i := 0; i < len(list); i += 2 {
		headers = append(headers, kafka.Header{Key: list[i], Value: []byte(list[i+1])})
	}
	return headers
}

func TestDeadLetterOf(t *testing.T) {
	value := []byte(`{"metadata":{"eventType":"content.created","eventId":"e-1","eventVersion":"1.0.0"},"payload":{}}`)
	when := time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC)
	at := cluster.Position{Topic: "content.events.dlq", Partition: 3, Offset: 17}
	original := func(headers ...string) records.Record {
		return records.Record{Topic: "content.events", Partition: 2, Offset: 41, Timestamp: when.Add(-time.Hour), Key: []byte("c-1"), Value: value, Headers: pairs(headers...)}
	}
	nowhere := records.Record{Partition: -1, Offset: -1, Key: []byte("c-1"), Value: value}
	for _, c := range []struct {
		name    string
		headers []string
		value   []byte
		want    dlq.Letter
	}{
		{
			name: "ours",
			headers: []string{"event-type", "content.created", "trace", "t", "dlq-reason", "invalid", "dlq-error", "content.created is invalid: …",
				"dlq-violations", `[{"pointer":"/payload/title","rule":"minLength","limit":"1","message":"must not be empty"}]`, "dlq-omitted", "4",
				"dlq-topic", "content.events", "dlq-partition", "2", "dlq-offset", "41", "dlq-timestamp", "2026-11-24T07:00:00.000Z",
				"dlq-group", "indexer", "dlq-attempts", "5", "__dlq.errors.topic", "other", "__dlq.errors.group", "other"},
			want: dlq.Letter{
				Reason: kafka.ReasonInvalid, Error: "content.created is invalid: …", Omitted: 4, Attempts: 5, Group: "indexer",
				Violations: []events.Violation{{Pointer: "/payload/title", Rule: "minLength", Limit: "1", Message: "must not be empty"}},
				Original:   original("event-type", "content.created", "trace", "t"),
			},
		},
		{
			name: "Kafka's own names",
			headers: []string{"__dlq.errors.topic", "content.events", "__dlq.errors.partition", "2", "__dlq.errors.offset", "41",
				"__dlq.errors.group", "share", "__dlq.errors.delivery.count", "3", "__dlq.errors.message", "boom", "dlq-timestamp", "2026-11-24T07:00:00Z"},
			want: dlq.Letter{Error: "boom", Attempts: 3, Group: "share", Original: original()},
		},
		{name: "no dead letter", want: dlq.Letter{Original: nowhere}},
		{
			name: "nonsense", headers: []string{"dlq-topic", "no topic", "dlq-partition", "-2", "dlq-offset", "x", "dlq-timestamp", "today", "dlq-violations", "{", "dlq-attempts", "-1"},
			want: dlq.Letter{Original: nowhere},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.want.At, c.want.DeadLetteredAt = at, when
			c.want.EventType, c.want.EventID, c.want.EventVersion = "content.created", "e-1", "1.0.0"
			got := dlq.LetterOf(records.Record{
				Topic: at.Topic, Partition: at.Partition, Offset: at.Offset, Timestamp: when, Key: []byte("c-1"), Value: value, Headers: pairs(c.headers...),
			})
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("want, got:\n%s", diff)
			}
		})
	}
}

// TestDeadLetterName shows what a broken document still says of its event.
func TestDeadLetterName(t *testing.T) {
	for _, c := range []struct {
		value   string
		headers []string
		want    [3]string
	}{
		{`{"metadata":{"eventType":"content.created","eventId":"e-1","eventVersion":"1.0"}}`, nil, [3]string{"content.created", "e-1", "1.0"}},
		{`{"metadata":{"eventType":"content.created","eventId":7,"eventVersion":"1.0"}}`, []string{"event-id", "e-2"}, [3]string{"content.created", "e-2", "1.0"}},
		{`{"metadata":{"eventType":"content.created","eventVersion":"1.0"},"payload":{`, []string{"event-type", "x"}, [3]string{"content.created", "", "1.0"}},
		{`hello`, []string{"event-type", "a", "event-version", "b", "event-id", "c"}, [3]string{"a", "c", "b"}},
		{``, nil, [3]string{}},
	} {
		d := dlq.LetterOf(records.Record{Value: []byte(c.value), Headers: pairs(c.headers...)})
		if got := [3]string{d.EventType, d.EventID, d.EventVersion}; got != c.want {
			t.Errorf("%s %v: got %q, want %q", c.value, c.headers, got, c.want)
		}
	}
}

func TestPosition(t *testing.T) {
	for _, text := range []string{"content.events.dlq/0/0", "a/2147483647/9223372036854775807"} {
		if p, err := cluster.ParsePosition(text); err != nil || p.String() != text {
			t.Errorf("%s: got %v, %v", text, p, err)
		}
	}
	for _, text := range []string{"", "a/0", "a/0/0/0", "a/-1/0", "a/0/-1", "a/2147483648/0", "a/x/0", "a b/0/0", "/0/0"} {
		if _, err := cluster.ParsePosition(text); err == nil || err.Error() != `"`+text+`" is not a position: want TOPIC/PARTITION/OFFSET, such as content.events.dlq/3/17` {
			t.Errorf("%q: got %v", text, err)
		}
	}
}
