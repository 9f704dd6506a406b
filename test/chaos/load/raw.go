//go:build unix

package load

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/test/chaos/journal"
	"github.com/twmb/franz-go/pkg/kgo"
)

// raw sends by a client that knows nothing of contracts, as a service of
// another team might. It is the one to send events that break theirs.
type raw struct{ client *kgo.Client }

// isRaw tells whether a publisher is one of those.
func (c *Config) isRaw(publisher int) bool { return publisher >= c.Sources-c.Raw }

func (p *publisher) raw(topic *Topic) (sender, error) {
	client, err := kgo.NewClient(append(p.config.options(),
		kgo.SeedBrokers(p.config.Brokers...),
		kgo.DefaultProduceTopic(topic.Name),
		kgo.RecordDeliveryTimeout(5*time.Second),
		kgo.AllowIdempotentProduceCancellation(),
	)...)
	return raw{client}, err
}

func (r raw) close() { r.client.Close() }

func (raw) way(journal.Way) journal.Way { return journal.ByClient }

func (r raw) send(ctx context.Context, _ journal.Way, list []*pending, tell tell) {
	var records []*kgo.Record
	of := make(map[*kgo.Record]*pending)
	for _, e := range list {
		value, err := events.Marshal(e.message())
		if err != nil {
			complain(err)
			continue
		}
		record := &kgo.Record{Key: []byte(e.key), Value: e.spoil(value), Headers: []kgo.RecordHeader{
			{Key: "event-id", Value: []byte(e.id())},
			{Key: "correlation-id", Value: strconv.AppendInt(nil, int64(e.attempt), 10)},
		}}
		records, of[record] = append(records, record), e
	}
	var done []*pending
	for _, result := range r.client.ProduceSync(ctx, records...) {
		if result.Err != nil {
			complain(result.Err)
			continue
		}
		done = append(done, of[result.Record])
	}
	tell(acked, done...)
}

// spoil has an invalid event break its contract, in one of several ways.
func (e event) spoil(value []byte) []byte {
	if e.kind != journal.Invalid {
		return value
	}
	text := string(value)
	switch e.seq % 5 {
	case 0:
		return nil // no value
	case 1:
		return value[:len(value)-9] // half a document
	case 2:
		return []byte(strings.Replace(text, `"content.created"`, `"content.vanished"`, 1)) // an unknown type
	case 3:
		return []byte(strings.Replace(text, `"1.0.0"`, `"9.0.0"`, 1)) // an unsupported version
	}
	return []byte(strings.Replace(text, `"title":`, `"name":`, 1)) // a field too few
}
