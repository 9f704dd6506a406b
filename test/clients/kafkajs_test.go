package clients

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/catalog/ingest"
	"github.com/mediamesh/events/kafka"
)

// kafkajsRead returns so many records that a kafkajs group reads and commits,
// in the order in which they came.
func (s *stage) kafkajsRead(t *testing.T, count int, topics ...string) []record {
	t.Helper()
	for i, topic := range topics {
		topics[i] = s.name(topic)
	}
	return nodeRecords(t, "consume.mjs", map[string]any{"group": s.name("kafkajs"), "topics": topics, "count": count})
}

// services publishes as those deployed services do, and returns what they sent.
func (s *stage) services(t *testing.T, names ...string) []record {
	t.Helper()
	return nodeRecords(t, "services.mjs", map[string]any{"prefix": s.prefix, "services": names})
}

// A content service sends a key and headers, an ingest service neither.
func TestDeployedServicesReachOurHandlers(t *testing.T) {
	s := newStage(t, "content.events", "ingest.events")
	sent := s.services(t, "content", "ingest")
	c := s.consumer(t)
	films, ingests := handle[content.Created](t, c), handle[ingest.Completed](t, c)
	if stats := run(t, c); stats.Handled != 2 || stats.DeadLetters != 0 {
		t.Errorf("counted %+v", stats)
	}
	film, done := films.only(t), ingests.only(t)
	if film.Payload.Title != "Späte \"Stunde\" \u2028 😀" || film.Metadata.CorrelationID != "req-123" || film.Metadata.UserID != "user-456" {
		t.Errorf("handled %+v", film.Event)
	}
	if seconds, ok := done.Payload.Duration.Get(); !ok || seconds != 5400.5 || done.Payload.FileSize != 1234567890 {
		t.Errorf("handled %+v", done.Event)
	}
	if film.Record.Headers["content-type"] != "PROGRAM" || done.Record.Key != nil {
		t.Errorf("the test is no good: records %+v, %+v", film.Record, done.Record)
	}
	sent[1].Headers = map[string]string{} // what is sent without headers comes with none
	if diff := cmp.Diff(sent, []record{film.Record, done.Record}); diff != "" {
		t.Errorf("- sent by kafkajs, + handled:\n%s", diff)
	}
	if document(t, film.Event) != sent[0].Value || document(t, done.Event) != sent[1].Value {
		t.Error("the events are not written as kafkajs's sender wrote them")
	}
}

// A kafkajs group reads what we publish, commits, leaves, and goes on there.
func TestKafkajs_ReadsPublishedEvents(t *testing.T) {
	for name, codec := range map[string]kafka.Compression{"none": kafka.CompressionNone, "gzip": kafka.CompressionGzip} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t, "content.events")
			list := make([]events.Message, 8)
			for i := range list {
				list[i] = created(fmt.Sprintf("program-%d", i%3))
			}
			s.publish(t, codec, list[:6]...)
			got := s.kafkajsRead(t, 4, "content.events")
			s.publish(t, codec, list[6:]...)
			got = append(got, s.kafkajsRead(t, 4, "content.events")...)

			if want, got := perKey(t, list), byKey(got); !cmp.Equal(got, want) {
				t.Errorf("- published, + read by kafkajs:\n%s", cmp.Diff(want, got))
			}
			for _, r := range got {
				i := slices.IndexFunc(list, func(e events.Message) bool { return r.Value == document(t, e) })
				if i < 0 {
					t.Errorf("kafkajs read %s", r.Value)
				} else if diff := cmp.Diff(headersOf(list[i]), r.Headers); diff != "" {
					t.Errorf("headers, - published, + read by kafkajs:\n%s", diff)
				}
			}
			if got := s.compressed(t, "content.events"); (got == gzipped) != (codec == kafka.CompressionGzip) {
				t.Errorf("our batches are of codec %d", got)
			}
		})
	}
}

// perKey returns events' documents by their key, in order.
func perKey(t *testing.T, list []events.Message) map[string][]string {
	documents := map[string][]string{}
	for _, e := range list {
		key, _ := e.Key()
		documents[key] = append(documents[key], document(t, e))
	}
	return documents
}

// byKey returns records' values by their key, in order.
func byKey(list []record) map[string][]string {
	values := map[string][]string{}
	for _, r := range list {
		values[r.key()] = append(values[r.key()], r.Value)
	}
	return values
}

// message is a record for produce.mjs.
type message struct {
	Key     string            `json:"key"`
	Value   string            `json:"value"`
	Headers map[string]string `json:"headers,omitempty"`
}

// kafkajsProduce sends messages to topics in one batch.
func (s *stage) kafkajsProduce(t *testing.T, settings map[string]any, topics map[string][]message) {
	t.Helper()
	type topicMessages struct {
		Topic    string    `json:"topic"`
		Messages []message `json:"messages"`
	}
	var batch []topicMessages
	for topic, list := range topics {
		batch = append(batch, topicMessages{s.name(topic), list})
	}
	input, err := json.Marshal(batch)
	if err != nil {
		t.Fatal(err)
	}
	nodeRun(t, "produce.mjs", settings, string(input))
}

func TestKafkajsBatchReachesOurHandlersInOrder(t *testing.T) {
	for name, gzip := range map[string]bool{"none": false, "gzip": true} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t, "content.events", "ingest.events")
			var films, starts []events.Message
			topics := map[string][]message{}
			for i := range 200 {
				film := created(fmt.Sprintf("program-%d", i%20))
				begun := events.New("ingest-service", ingest.Started{
					IngestID: fmt.Sprintf("ingest-%d", i%7), ContentID: film.Payload.ContentID, Filename: "a.mp4", MIMEType: "video/mp4",
					StartedBy: "user-456", StartedAt: film.Metadata.Timestamp,
				})
				films, starts = append(films, film), append(starts, begun)
				topics["content.events"] = append(topics["content.events"], message{film.Payload.ContentID, document(t, film), map[string]string{"event-type": "content.created"}})
				topics["ingest.events"] = append(topics["ingest.events"], message{begun.Payload.IngestID, document(t, begun), nil})
			}
			s.kafkajsProduce(t, map[string]any{"gzip": gzip}, topics)

			c := s.consumer(t)
			gotFilms, gotStarts := handle[content.Created](t, c), handle[ingest.Started](t, c)
			if stats := run(t, c); stats.Handled != 400 || stats.DeadLetters != 0 {
				t.Errorf("counted %+v", stats)
			}
			if diff := cmp.Diff(perKey(t, films), byKey(gotFilms.records())); diff != "" {
				t.Errorf("- sent by kafkajs, + handled:\n%s", diff)
			}
			if diff := cmp.Diff(perKey(t, starts), byKey(gotStarts.records())); diff != "" {
				t.Errorf("- sent by kafkajs, + handled:\n%s", diff)
			}
			if got := s.compressed(t, "content.events"); (got == gzipped) != gzip {
				t.Errorf("kafkajs's batches are of codec %d", got)
			}
		})
	}
}
