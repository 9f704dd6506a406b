//go:build unix

package load

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/test/chaos/journal"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
)

// raw sends by a client that knows nothing of contracts, as a service of
// another team might. It is the one to send events that break theirs.
type raw struct {
	options []kgo.Opt
	client  *kgo.Client
	seed    uint64
	topic   *Topic
	forged  int // of a million
}

// isRaw reports whether a publisher is one of those.
func (c *Config) isRaw(publisher int) bool { return publisher >= c.Sources-c.Raw }

func (p *publisher) raw(topic *Topic) (sender, error) {
	r := &raw{seed: p.config.Seed, topic: topic, forged: p.config.Mix.Forged, options: append(p.config.options(),
		kgo.SeedBrokers(p.config.Brokers...),
		kgo.DefaultProduceTopic(topic.Name),
		kgo.RecordDeliveryTimeout(5*time.Second),
		kgo.AllowIdempotentProduceCancellation(),
		kgo.MetadataMinAge(500*time.Millisecond),
		kgo.ProducerBatchCompression(kgo.GzipCompression()),
		kgo.ProducerBatchMaxBytes(2*giant),
	)}
	return r, r.open()
}

func (r *raw) open() (err error) {
	r.client, err = kgo.NewClient(r.options...)
	return err
}

func (r *raw) close() { r.client.Close() }

func (*raw) way(journal.Way) journal.Way { return journal.ByClient }

func (r *raw) send(ctx context.Context, _ journal.Way, list []*pending, tell tell) {
	var records []*kgo.Record
	of := make(map[*kgo.Record]*pending)
	for _, e := range list {
		value, err := events.Marshal(e.message())
		if err != nil {
			complain(err)
			continue
		}
		record := &kgo.Record{Key: []byte(e.key), Value: e.spoil(value), Headers: append(r.forge(e.event),
			kgo.RecordHeader{Key: "event-id", Value: []byte(e.id())},
			kgo.RecordHeader{Key: "correlation-id", Value: strconv.AppendInt(nil, int64(e.attempt), 10)},
		)}
		records, of[record] = append(records, record), e
	}
	var done []*pending
	again := false
	for _, result := range r.client.ProduceSync(ctx, records...) {
		if result.Err != nil {
			complain(result.Err)
			again = again || errors.Is(result.Err, kerr.UnknownTopicID)
			continue
		}
		done = append(done, of[result.Record])
	}
	tell(acked, done...)
	if again { // a client never accepts that a topic was created again
		r.close()
		if err := r.open(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

// giant is how many bytes the value of a giant has.
const giant = 4 << 20

// spoil has an invalid event break its contract, in one of several ways.
func (e event) spoil(value []byte) []byte {
	switch e.kind {
	case journal.Tombstone:
		return nil
	case journal.Giant:
		return fmt.Appendf(nil, `{"filler":%q}`, bytes.Repeat([]byte("0"), giant))
	case journal.Invalid:
	default:
		return value
	}
	text := string(value)
	switch e.seq % 5 {
	case 0:
		return []byte{} // an empty value is not a tombstone
	case 1:
		return value[:len(value)-9] // half a document
	case 2:
		return []byte(strings.Replace(text, `"content.created"`, `"content.vanished"`, 1)) // an unknown type
	case 3:
		return []byte(strings.Replace(text, `"1.0.0"`, `"9.0.0"`, 1)) // an unsupported version
	}
	return []byte(strings.Replace(text, `"title":`, `"name":`, 1)) // a field too few
}
