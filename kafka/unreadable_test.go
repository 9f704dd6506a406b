package kafka_test

import (
	"bytes"
	"testing"

	"github.com/klauspost/compress/zstd"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/dlq"
)

// compressor compresses by a function.
type compressor struct {
	codec kgo.CompressionCodecType
	f     func(src []byte) []byte
}

func (c compressor) Compress(_ *bytes.Buffer, src []byte, _ ...kgo.CompressFlag) ([]byte, kgo.CompressionCodecType) {
	return c.f(src), c.codec
}

// windowed compresses with zstd as producers in C and Java do, which refer back so many
// bytes at most, however little there is.
func windowed(t *testing.T, window int) compressor {
	return compressor{kgo.CodecZstd, func(src []byte) []byte {
		var b bytes.Buffer
		z, err := zstd.NewWriter(&b, zstd.WithWindowSize(window), zstd.WithEncoderConcurrency(1))
		if err == nil {
			_, err = z.Write(src[:1])
		}
		if err == nil {
			err = z.Flush()
		}
		if err == nil {
			_, err = z.Write(src[1:])
		}
		if err == nil {
			err = z.Close()
		}
		if err != nil {
			t.Error(err)
		}
		return b.Bytes()
	}}
}

// TestWindows reads what other clients compress with zstd at any of its levels.
func TestWindows(t *testing.T) {
	t.Parallel()
	s := newStage(t, 1)
	for i, window := range []int{2 << 20, 8 << 20, 32 << 20, 128 << 20} {
		c := client(t, s.brokers, kgo.WithCompressor(windowed(t, window)), kgo.DefaultProduceTopic(s.name("content.events")))
		r := &kgo.Record{Key: []byte("k"), Value: document(t, created("k", events.WithID("e-"+string(rune('0'+i)))))}
		if err := c.ProduceSync(deadline(t), r).FirstErr(); err != nil {
			t.Fatal(err)
		}
	}
	m, handled := s.listing(t, kafka.ConsumerConfig{})
	runToEnd(t, m)
	if got := handled.list(); got != "e-0 e-1 e-2 e-3" {
		t.Errorf("handled %s", got)
	}
}

// TestUnreadableBatches passes over batches that nobody can read, each with one dead
// letter, in topics of events and of dead letters. Kafka refuses such batches.
func TestUnreadableBatches(t *testing.T) {
	onlyEmbedded(t)
	t.Parallel()
	s := newStage(t, 1)
	damages := []compressor{
		{kgo.CodecGzip, func([]byte) []byte { return []byte("no gzip") }},
		{kgo.CodecZstd, func(src []byte) []byte { return windowed(t, 2<<20).f(src)[:9] }},
		{kgo.CodecLz4, func([]byte) []byte { return []byte("no LZ4") }},
		{kgo.CodecSnappy, func([]byte) []byte { return []byte{200, 200, 1} }},
		windowed(t, 512<<20),
	}
	produce := func(topic string, with compressor) {
		t.Helper()
		c := client(t, s.brokers, kgo.WithCompressor(with), kgo.DefaultProduceTopic(s.name(topic)), kgo.AllowAutoTopicCreation())
		if err := c.ProduceSync(deadline(t), &kgo.Record{Key: []byte("k"), Value: document(t, created("k"))}).FirstErr(); err != nil {
			t.Fatal(err)
		}
	}
	event := func(id string) *kgo.Record {
		return &kgo.Record{Key: []byte("k"), Value: document(t, created("k", events.WithID(id)))}
	}
	s.send(t, event("e-0"))
	for _, with := range damages {
		produce("content.events", with)
	}
	s.send(t, event("e-1"))
	m, handled := s.listing(t, kafka.ConsumerConfig{})
	runToEnd(t, m)
	if got := handled.list(); got != "e-0 e-1" {
		t.Errorf("handled %s", got)
	}
	produce("content.events.dlq", damages[0])
	s.send(t, &kgo.Record{Topic: s.name("content.events.dlq"), Value: []byte("{}")})
	var found []dlq.Letter
	for d, err := range dlq.List(deadline(t), dlq.Config{Cluster: cluster.Config{Brokers: s.brokers}, Topics: []string{s.name("content.events.dlq")}}) {
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, d)
	}
	if want := len(damages) + 2; len(found) != want { // the batch there is one of no reason
		t.Fatalf("%d dead letters, want %d", len(found), want)
	}
	for i, d := range found[:len(damages)] {
		if d.Reason != kafka.ReasonInvalid || d.Original.Offset != int64(i+1) {
			t.Errorf("dead letter %d: %+v", i, d)
		}
	}
	m, handled = s.listing(t, kafka.ConsumerConfig{})
	report, err := kafka.Replay(deadline(t), m, kafka.ReplayConfig{Topic: s.name("content.events")})
	if got := handled.list(); err != nil || got != "e-0 e-1" || report.Refused != len(damages) {
		t.Errorf("a replay handles %s, %+v, %v", got, report, err)
	}
}
