package clients

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
)

// kcat runs kcat and returns what it prints.
func kcat(t *testing.T, input string, args ...string) []byte {
	t.Helper()
	require(t, "kcat", "install kcat (Debian's package kcat)")
	cmd := exec.CommandContext(deadline(t), "kcat", append([]string{"-q", "-b", strings.Join(brokers, ",")}, args...)...)
	cmd.Stdin = strings.NewReader(input)
	var complaints bytes.Buffer
	cmd.Stderr = &complaints
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("kcat %s: %v\n%s", strings.Join(args, " "), err, &complaints)
	}
	return out
}

// kcatRead returns the records of a topic as kcat reads them.
func kcatRead(t *testing.T, topic string) []record {
	t.Helper()
	out := kcat(t, "", "-C", "-t", topic, "-e", "-J", "-X", "fetch.wait.max.ms=20")
	var records []record
	for line := range bytes.Lines(out) {
		var r struct {
			record
			Headers []string `json:"headers"` // name, value, name, value
			Payload string   `json:"payload"`
		}
		if err := json.Unmarshal(line, &r); err != nil {
			t.Fatalf("%v in %s", err, line)
		}
		r.record.Value, r.record.Headers = r.Payload, map[string]string{}
		for i := 0; i+1 < len(r.Headers); i += 2 {
			r.record.Headers[r.Headers[i]] = r.Headers[i+1]
		}
		records = append(records, r.record)
	}
	return inOrder(records)
}

func TestKcatProducesForOurHandler(t *testing.T) {
	for name, codec := range map[string]uint8{"none": 0, "gzip": gzipped} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t, "content.events")
			var sent []string
			for range 3 { // one alone may grow by compression, and is then left as it is
				sent = append(sent, document(t, created("program-1")))
			}
			kcat(t, strings.Join(sent, "\n"), "-P", "-t", s.name("content.events"), "-k", "program-1", "-z", name,
				"-H", "event-type=content.created", "-H", "event-version=1.0.0", "-H", "content-id=program-1", "-H", "note=späte 😀")

			c := s.consumer(t)
			in := handle[content.Created](t, c)
			if stats := run(t, c); stats.Handled != 3 || stats.DeadLetters != 0 || len(in.list) != 3 {
				t.Fatalf("counted %+v", stats)
			}
			headers := map[string]string{"event-type": "content.created", "event-version": "1.0.0", "content-id": "program-1", "note": "späte 😀"}
			for i, got := range in.list {
				want := record{Topic: s.name("content.events"), Partition: got.Record.Partition, Offset: int64(i), Key: new("program-1"), Headers: headers, Value: sent[i]}
				if diff := cmp.Diff(want, got.Record); diff != "" {
					t.Errorf("record %d, - sent by kcat, + handled:\n%s", i, diff)
				}
				if got.Payload.Title != title || document(t, got.Event) != sent[i] {
					t.Errorf("handled %+v", got.Event)
				}
			}
			if got := s.compressed(t, "content.events"); got != codec && !s.plainForLibrdkafka(t) {
				t.Errorf("kcat compressed by codec %d, want %d", got, codec)
			}
		})
	}
}

// plainForLibrdkafka tells of brokers for which an older librdkafka, such as
// Debian's, compresses nothing: it takes one that does not speak the first
// version of produce for too old. Apache Kafka 4 pretends to (KAFKA-18659), the
// embedded broker does not.
func (s *stage) plainForLibrdkafka(t *testing.T) bool {
	t.Helper()
	const produce = 0
	versions, err := s.admin.ApiVersions(deadline(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range versions {
		if first, _ := v.KeyMinVersion(produce); first > 0 {
			t.Log("this kcat does not compress for this broker")
			return true
		}
	}
	return false
}

func TestKcat_ReadsPublishedEvents(t *testing.T) {
	for name, codec := range map[string]kafka.Compression{"none": kafka.CompressionNone, "gzip": kafka.CompressionGzip} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t, "content.events")
			list := []events.Message{created("program-1"), created("program-1"), created("program-1")}
			s.publish(t, codec, list...)

			records := kcatRead(t, s.name("content.events"))
			if len(records) != len(list) {
				t.Fatalf("kcat read %d records, want %d", len(records), len(list))
			}
			for i, e := range list {
				want := record{Topic: s.name("content.events"), Partition: records[0].Partition, Offset: int64(i), Key: new("program-1"), Headers: headersOf(e), Value: document(t, e)}
				if diff := cmp.Diff(want, records[i]); diff != "" {
					t.Errorf("record %d, - published, + read by kcat:\n%s", i, diff)
				}
			}
			raw := kcat(t, "", "-C", "-t", s.name("content.events"), "-e", "-f", "%s\n", "-X", "fetch.wait.max.ms=20")
			if want := document(t, list[0]) + "\n" + document(t, list[1]) + "\n" + document(t, list[2]) + "\n"; string(raw) != want {
				t.Errorf("kcat read the bytes\n%s\nwant\n%s", raw, want)
			}
			if got := s.compressed(t, "content.events"); (got == gzipped) != (codec == kafka.CompressionGzip) {
				t.Errorf("our batches are of codec %d", got)
			}
		})
	}
}
