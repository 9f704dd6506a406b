package kafka_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/dlq"
)

// bomb is a title that compresses to a thousandth.
func bomb(size int) []byte {
	return fmt.Appendf(nil, `{"metadata":{"eventId":"bomb"},"payload":{"title":%q}}`, strings.Repeat("0", size))
}

// listing returns a consumer that exits at the end, and what it handles.
func (s *stage) listing(t *testing.T, config kafka.ConsumerConfig) (*kafka.Consumer, *seen) {
	t.Helper()
	config.Workers = 1
	c, handled := s.consumer(t, config), new(seen)
	handleAny(t, c, func(_ context.Context, e events.Any) error {
		handled.add(e)
		return nil
	})
	return c, handled
}

// TestGiants gives a consumer records that decompress to more than an event may have,
// among others of their batch and their key. Each becomes a dead letter that says how
// large it was, and what; the others are handled.
func TestGiants(t *testing.T) {
	t.Parallel()
	for _, codec := range []kgo.CompressionCodec{kgo.NoCompression(), kgo.GzipCompression(), kgo.SnappyCompression(), kgo.Lz4Compression(), kgo.ZstdCompression()} {
		s := newStage(t, 1)
		largest := "20000000"
		if _, err := s.admin.AlterTopicConfigs(deadline(t), []kadm.AlterConfig{{Name: "max.message.bytes", Value: &largest}}, s.name("content.events")); err != nil {
			t.Fatal(err)
		}
		size := 3_000_000
		giant := bomb(size)
		c := client(t, s.brokers, kgo.ProducerBatchCompression(codec), kgo.ProducerBatchMaxBytes(16<<20), kgo.RecordPartitioner(kgo.ManualPartitioner()), kgo.DefaultProduceTopic(s.name("content.events")))
		record := func(id string) *kgo.Record {
			return &kgo.Record{Key: []byte("k"), Value: document(t, created("k", events.WithID(id)))}
		}
		if err := c.ProduceSync(deadline(t), record("e-0"), &kgo.Record{Key: []byte("k"), Value: giant, Headers: []kgo.RecordHeader{{Key: "mine", Value: []byte("x")}}}, record("e-1")).FirstErr(); err != nil {
			t.Fatal(err)
		}
		m, handled := s.listing(t, kafka.ConsumerConfig{})
		runToEnd(t, m)
		if got := handled.list(); got != "e-0 e-1" {
			t.Errorf("handled %s", got)
		}
		letters := s.held(t, "content.events.dlq")
		if len(letters) != 1 {
			t.Fatalf("%d dead letters", len(letters))
		}
		sum := sha256.Sum256(giant)
		got := letters[0]
		if got.Value != nil || string(got.Key) != "k" || header(got, "mine") != "x" || header(got, "dlq-reason") != "invalid" || header(got, "dlq-offset") != "1" ||
			header(got, "dlq-size") != fmt.Sprint(len(giant)) || header(got, "dlq-sha256") != hex.EncodeToString(sum[:]) {
			t.Errorf("the dead letter has %d bytes and the headers %s", len(got.Value), headers(got))
		}
		report, err := redrive(t, dlq.RedriveConfig{Cluster: cluster.Config{Brokers: s.brokers}, DeadLetterTopic: s.name("content.events.dlq")})
		if want := fmt.Sprintf("is missing: the record had %d bytes, and 1048576 are the limit of an event", len(giant)); err == nil || !strings.Contains(err.Error(), want) || report.Sent != 0 {
			t.Errorf("redriving it: %+v, %v", report, err)
		}
		if got, want := header(got, "dlq-violations"), fmt.Sprintf(`[{"pointer":"","rule":"size","limit":"1048576","message":"must have at most 1048576 bytes, has %d"}]`, len(giant)); got != want {
			t.Errorf("violations %s\nwant       %s", got, want)
		}
	}
}

// TestGiants_BehindABlockedKey keeps the value out of the dead letter of a giant that
// follows another dead letter of its key, too.
func TestGiants_BehindABlockedKey(t *testing.T) {
	t.Parallel()
	b := newBlockedStage(t)
	b.tell(t, "k", "e-0", "bad")
	b.awaitLetters(t, 1)
	giant := bomb(3_000_000)
	c := client(t, b.brokers, kgo.ProducerBatchCompression(kgo.GzipCompression()), kgo.ProducerBatchMaxBytes(16<<20), kgo.DefaultProduceTopic(b.name("content.events")))
	if err := c.ProduceSync(deadline(t), &kgo.Record{Key: []byte("k"), Value: giant}).FirstErr(); err != nil {
		t.Fatal(err)
	}
	b.awaitLetters(t, 2)
	if got := b.held(t, "content.events.dlq")[1]; got.Value != nil || header(got, "dlq-reason") != "key-blocked" || header(got, "dlq-size") != fmt.Sprint(len(giant)) {
		t.Errorf("the dead letter has %d bytes and the headers %s", len(got.Value), headers(got))
	}
}

// TestGiantBatches passes over batches that are too large even without what may be
// left out, each with one dead letter, and goes on behind them.
func TestGiantBatches(t *testing.T) {
	t.Parallel()
	for name, protocol := range map[string]kafka.Protocol{"Classic": kafka.ProtocolClassic, "KIP848": kafka.ProtocolKIP848} {
		t.Run(name, func(t *testing.T) { passGiantBatches(t, protocol) })
	}
}

func passGiantBatches(t *testing.T, protocol kafka.Protocol) {
	s := newStage(t, 1)
	many := make([]*kgo.Record, 300_000)
	for i := range many {
		many[i] = &kgo.Record{Key: []byte("k")}
	}
	event := func(id string) *kgo.Record {
		return &kgo.Record{Key: []byte("k"), Value: document(t, created("k", events.WithID(id)))}
	}
	s.send(t, event("e-0"))
	c := client(t, s.brokers, kgo.ProducerBatchCompression(kgo.ZstdCompression()), kgo.ProducerBatchMaxBytes(16<<20), kgo.MaxBufferedRecords(len(many)),
		kgo.ProducerLinger(time.Minute), kgo.ManualFlushing(), kgo.RecordPartitioner(kgo.ManualPartitioner()), kgo.DefaultProduceTopic(s.name("content.events")))
	var failed atomic.Pointer[error] // the first of many
	for round := range 2 {
		ctx := deadline(t)
		for _, r := range many {
			r := *r
			c.Produce(ctx, &r, func(_ *kgo.Record, err error) {
				if err != nil {
					failed.CompareAndSwap(nil, &err)
				}
			})
		}
		if err := c.Flush(ctx); err != nil {
			t.Fatal(err)
		}
		if err := failed.Load(); err != nil {
			t.Fatal(*err)
		}
		s.send(t, event(fmt.Sprintf("e-%d", round+1)))
	}
	m, handled := s.listing(t, kafka.ConsumerConfig{Protocol: protocol})
	runToEnd(t, m)
	if got := handled.list(); got != "e-0 e-1 e-2" {
		t.Errorf("handled %s", got)
	}
	m, handled = s.listing(t, kafka.ConsumerConfig{})
	report, err := kafka.Replay(deadline(t), m, kafka.ReplayConfig{Topic: s.name("content.events")})
	if got := handled.list(); err != nil || got != "e-0 e-1 e-2" || report.Refused != 2 {
		t.Errorf("a replay handles %s, %+v, %v", got, report, err)
	}
	letters := s.held(t, "content.events.dlq")
	if len(letters) != 2 {
		t.Fatalf("%d dead letters", len(letters))
	}
	for i, want := range []struct{ first, last string }{{"1", "300000"}, {"300002", "600001"}} {
		got := letters[i]
		text := fmt.Sprintf("the batch of the offsets %s to %s cannot be decompressed, or has more than 67108864 bytes with what its records take in memory: none of its events was read", want.first, want.last)
		if header(got, "dlq-offset") != want.first || header(got, "dlq-last-offset") != want.last || header(got, "dlq-reason") != "invalid" || header(got, "dlq-error") != text {
			t.Errorf("headers %s", headers(got))
		}
	}
	if at := s.committed(t); at != 600_003 {
		t.Errorf("committed %d, want 600003", at)
	}
}
