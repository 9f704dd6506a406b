package kafka_test

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/mediamesh/events/catalog/content"
	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

// noise is what no codec makes smaller.
func noise(size int) []byte {
	data := make([]byte, size)
	rng := rand.New(rand.NewPCG(1, 2))
	for i := range data {
		data[i] = byte(rng.Uint32())
	}
	return data
}

// sendLarge sends a record that the client would think too large.
func sendLarge(t *testing.T, brokers []string, value []byte, headers ...kgo.RecordHeader) {
	t.Helper()
	cl := client(t, brokers, kgo.ProducerBatchMaxBytes(8<<20), kgo.ProducerBatchCompression(kgo.NoCompression()))
	if err := cl.ProduceSync(deadline(t), &kgo.Record{Topic: "content.events", Key: []byte("c-1"), Value: value, Headers: headers}).FirstErr(); err != nil {
		t.Fatal(err)
	}
}

func largeConsumer(t *testing.T, brokers []string) *kafka.Consumer {
	t.Helper()
	c := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}, Group: "g"})
	handle(t, c, func(context.Context, events.Event[content.Created]) error { return nil })
	return c
}

// A record as large as the source topic takes is put aside whole, with all its
// headers: the topic for it is made with room for them.
func TestDeadLetterOfTheLargestRecord(t *testing.T) {
	brokers := startBroker(t)
	value := noise(1_048_480)
	sendLarge(t, brokers, value)
	publish(t, brokers, created("c-1"))
	runToEnd(t, largeConsumer(t, brokers))

	letters := held(t, brokers, "content.events.dlq")
	if len(letters) != 1 || !bytes.Equal(letters[0].Value, value) || string(letters[0].Key) != "c-1" {
		t.Fatalf("%d dead letters", len(letters))
	}
	if reason, text := header(letters[0], "dlq-reason"), header(letters[0], "dlq-error"); reason != "invalid" || text == "" {
		t.Errorf("dlq-reason %q, dlq-error %q", reason, text)
	}
	if at := committed(t, brokers, "g", "content.events"); at != 2 {
		t.Errorf("committed %d, want 2", at)
	}
}

// position are the names of a dead letter's headers up to its position.
func position(more string) string {
	return "dlq-reason " + more + "dlq-topic dlq-partition dlq-offset"
}

const copies = "__dlq.errors.topic __dlq.errors.partition __dlq.errors.offset __dlq.errors.group __dlq.errors.delivery.count __dlq.errors.message"

// names are those of a record's headers.
func names(r *kgo.Record) (list []string) {
	for _, h := range r.Headers {
		list = append(list, h.Key)
	}
	return list
}

// A topic that is there already, and takes no more than its source does, gets
// the record with fewer headers, the least important left out first and named.
// The record that leaves no room for any stays, and the error says what to do.
func TestDeadLetterTopicWithoutRoom(t *testing.T) {
	for name, c := range map[string]struct {
		size              int
		want              string // the error's text; "" if it is dead-lettered
		headers, stripped string
	}{
		"room for all":           {1_047_500, "", "previous-dlq-reason " + position("dlq-error dlq-violations ") + " dlq-timestamp dlq-group " + copies, ""},
		"no room for copies":     {1_048_060, "", position("dlq-error dlq-violations ") + " dlq-timestamp dlq-group dlq-stripped", "previous-*,__dlq.errors.*"},
		"no room for violations": {1_048_190, "", position("dlq-error dlq-omitted ") + " dlq-timestamp dlq-group dlq-stripped", "previous-*,dlq-violations,__dlq.errors.*"},
		"no room for the error":  {1_048_265, "", position("dlq-omitted ") + " dlq-timestamp dlq-group dlq-stripped", "previous-*,dlq-error,dlq-violations,__dlq.errors.*"},
		"room for the position":  {1_048_335, "", position("") + " dlq-group dlq-stripped", "previous-*,dlq-error,dlq-violations,dlq-omitted,dlq-timestamp,__dlq.errors.*"},
		"no room for any header": {1_048_480, "MESSAGE_TOO_LARGE", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			brokers := startBroker(t)
			admin := kadm.NewClient(client(t, brokers))
			if _, err := admin.CreateTopic(deadline(t), 1, 1, nil, "content.events.dlq"); err != nil {
				t.Fatal(err)
			}
			value := noise(c.size)
			sendLarge(t, brokers, value, kgo.RecordHeader{Key: "dlq-reason", Value: []byte("copied")})
			err := largeConsumer(t, brokers).RunToEnd(deadline(t))
			letters := held(t, brokers, "content.events.dlq")
			if c.want == "" {
				if err != nil || len(letters) != 1 || !bytes.Equal(letters[0].Value, value) {
					t.Fatalf("%d dead letters, %v", len(letters), err)
				}
				if got := strings.Join(names(letters[0]), " "); got != c.headers {
					t.Errorf("headers %s, want %s", got, c.headers)
				}
				if got := header(letters[0], "dlq-stripped"); got != c.stripped {
					t.Errorf("dlq-stripped %s, want %s", got, c.stripped)
				}
				if header(letters[0], "dlq-topic") != "content.events" || header(letters[0], "dlq-offset") != "0" || header(letters[0], "dlq-group") != "g" {
					t.Errorf("headers %s", headers(letters[0]))
				}
				return
			}
			var failed *kafka.DeadLetterError
			if !errors.As(err, &failed) || !errors.Is(err, kerr.MessageTooLarge) || len(letters) != 0 {
				t.Fatalf("%d dead letters, %v", len(letters), err)
			}
			if want := "; raise max.message.bytes of content.events.dlq above that of content.events"; !strings.HasSuffix(err.Error(), want) {
				t.Errorf("error %q, want …%q", err, want)
			}
			if at := committed(t, brokers, "g", "content.events"); at > 0 {
				t.Errorf("committed %d", at)
			}
		})
	}
}
