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
func sendLarge(t *testing.T, brokers []string, value []byte) {
	t.Helper()
	cl := client(t, brokers, kgo.ProducerBatchMaxBytes(8<<20), kgo.ProducerBatchCompression(kgo.NoCompression()))
	if err := cl.ProduceSync(deadline(t), &kgo.Record{Topic: "content.events", Key: []byte("c-1"), Value: value}).FirstErr(); err != nil {
		t.Fatal(err)
	}
}

func largeConsumer(t *testing.T, brokers []string) *kafka.Consumer {
	t.Helper()
	c := newConsumer(t, kafka.ConsumerConfig{Brokers: brokers, Group: "g", ExitAtEnd: true})
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

// A topic that is there already, and takes no more than its source does, gets
// the record with fewer headers; the record that leaves no room for any stays,
// and the error says what to do.
func TestDeadLetterTopicWithoutRoom(t *testing.T) {
	for name, c := range map[string]struct {
		size int
		want string // the error's text; "" if it is put aside
	}{
		"room for few headers": {1_048_300, ""},
		"room for none":        {1_048_480, "MESSAGE_TOO_LARGE"},
	} {
		t.Run(name, func(t *testing.T) {
			brokers := startBroker(t)
			admin := kadm.NewClient(client(t, brokers))
			if _, err := admin.CreateTopic(deadline(t), 1, 1, nil, "content.events.dlq"); err != nil {
				t.Fatal(err)
			}
			value := noise(c.size)
			sendLarge(t, brokers, value)
			err := largeConsumer(t, brokers).Run(deadline(t))
			letters := held(t, brokers, "content.events.dlq")
			if c.want == "" {
				if err != nil || len(letters) != 1 || !bytes.Equal(letters[0].Value, value) {
					t.Fatalf("%d dead letters, %v", len(letters), err)
				}
				if got, want := headers(letters[0]), "dlq-reason=invalid dlq-topic=content.events dlq-partition="; !strings.HasPrefix(got, want) || header(letters[0], "dlq-offset") != "0" {
					t.Errorf("headers %s, want %s…", got, want)
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
