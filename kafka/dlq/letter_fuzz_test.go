package dlq

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mediamesh/events/kafka"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/deadletter"
	"github.com/mediamesh/events/kafka/internal/doneset"
	"github.com/mediamesh/events/kafka/internal/ledger"
	"github.com/mediamesh/events/kafka/internal/record"
	"github.com/mediamesh/events/kafka/records"
)

// headersOf takes headers from a fuzzed text: keys and values by turns, divided by 0.
func headersOf(text []byte) (list []kgo.RecordHeader) {
	fields := bytes.Split(text, []byte{0})
	for i := 0; i+1 < len(fields); i += 2 {
		list = append(list, kgo.RecordHeader{Key: string(fields[i]), Value: fields[i+1]})
	}
	return list
}

func seedHeaders(f *testing.F) {
	f.Helper()
	f.Add([]byte("dlq-reason\x00invalid\x00dlq-topic\x00content.events\x00dlq-partition\x001\x00dlq-offset\x0017\x00dlq-violations\x00[{\"pointer\":\"/a\",\"rule\":\"type\"}]"), []byte("k"), []byte(`{"metadata":{"eventType":"content.created"}}`))
	f.Add([]byte("redriven-from\x00content.events.dlq/0/1\x00redriven-for\x00search\x00previous-dlq-topic\x00x"), []byte("content.events.dlq/0/1"), []byte(`{"putAside":1,"topic":"content.events","group":"g"}`))
	f.Add([]byte("__dlq.errors.topic\x00t\x00__dlq.errors.offset\x00-1\x00dlq-size\x0099999999999999999999\x00dlq-stripped\x00a,b,,\x00dlq-violations-omitted\x00-7"), []byte(nil), []byte{0, 0, 0, 0, 1, '{', '}'})
	f.Add([]byte("content-type\x00application/cloudevents+json\x00ce_id\x00\xff\x00ce_type\x00x\x00dlq-timestamp\x002026-99-99"), []byte{}, []byte("null"))
}

// Whatever a dead letter says, it is read without harm, and nothing of it is larger
// than what it says it with.
func FuzzLetterOf(f *testing.F) {
	seedHeaders(f)
	f.Fuzz(func(t *testing.T, headers, key, value []byte) {
		r := records.FromClient(&kgo.Record{Topic: "t.dlq", Key: key, Value: value, Headers: headersOf(headers)})
		d := LetterOf(r)
		if d.Attempts < 0 || d.Omitted < 0 || d.LeftOut < 0 || d.Original.Partition < -1 || d.Original.Offset < -1 {
			t.Errorf("numbers below what they may be: %+v", d)
		}
		if cluster.TopicProblem(d.Original.Topic) != "" && d.Original.Topic != "" {
			t.Errorf("the topic %q is none", d.Original.Topic)
		}
		if len(d.Violations) > len(headers) || len(d.Stripped) > len(headers) {
			t.Errorf("%d violations and %d stripped headers of %d bytes", len(d.Violations), len(d.Stripped), len(headers))
		}
		if slices.ContainsFunc(d.Original.Headers, func(h records.Header) bool { return deadletter.IsDeadLetterHeader(h.Key) }) {
			t.Errorf("the original has headers of a dead letter: %q", d.Original.Headers)
		}
		if at, ok := d.RedrivenFrom(); ok {
			if again, err := cluster.ParsePosition(at.String()); err != nil || again != at {
				t.Errorf("position %v is read again as %v, %v", at, again, err)
			}
		}
		l := ledger.Ledger{}
		l.Add(key, value)
		for at, entry := range l {
			if _, err := cluster.ParsePosition(at.String()); err != nil {
				t.Errorf("entry %v of the ledger: %v", at, err)
			}
			if len(entry.Topic) > len(value) || len(entry.Group) > len(value) {
				t.Errorf("entry %+v of %d bytes", entry, len(value))
			}
		}
	})
}

// Whatever headers a record has, its dead letter says where it was and why it is one,
// at each step of leaving headers out that keeps them, and none of the record's own
// has an effect.
func FuzzDeadLetterHeaders(f *testing.F) {
	seedHeaders(f)
	f.Fuzz(func(t *testing.T, headers, key, value []byte) {
		rec := &kgo.Record{Topic: "content.events", Partition: 3, Offset: 17, Key: key, Value: value, Headers: headersOf(headers), Timestamp: time.UnixMilli(1).UTC()}
		_, _ = doneset.CutFirstRead(string(headers))
		_ = record.WithoutSchemaID(rec.Headers)
		_ = record.Document(value)
		d := &deadletter.Letter{Reason: deadletter.ReasonInvalid, Text: string(value), Violations: []events.Violation{{Pointer: string(key), Rule: "type", Message: string(value)}}, Attempts: 2}
		for step := range deadletter.StripOwn + 1 {
			list := d.Headers(rec, false, "group", step)
			letter := LetterOf(records.FromClient(&kgo.Record{Topic: "content.events.dlq", Key: key, Value: value, Headers: list}))
			if letter.Reason != kafka.ReasonInvalid || letter.Original.Topic != rec.Topic || letter.Original.Partition != 3 || letter.Original.Offset != 17 || letter.Group != "group" {
				t.Fatalf("step %d: %+v", step, letter)
			}
			for _, h := range letter.Original.Headers {
				if deadletter.IsControlHeader(h.Key) {
					t.Errorf("step %d: header %q has an effect", step, h.Key)
				}
			}
			if _, ok := letter.RedrivenFrom(); ok {
				t.Errorf("step %d: a redrive is believed", step)
			}
			if said := headerOf(records.FromClient(&kgo.Record{Headers: list}).Headers, kafka.HeaderDeadLetterViolations); said != "" && !json.Valid([]byte(said)) {
				t.Errorf("step %d: violations %q", step, said)
			}
			if n := strings.Count(string(headers), "\x00"); len(list) > n+40 {
				t.Errorf("step %d: %d headers of %d", step, len(list), n)
			}
		}
	})
}
