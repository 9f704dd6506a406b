//go:build unix

package load

import (
	"context"
	"strings"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/test/chaos/journal"
	"github.com/twmb/franz-go/pkg/kgo"
)

// raw sends by a client that knows nothing of contracts, as a service of
// another team might. It is the one to send events that break theirs.
func (p *publisher) raw(topic *Topic) (s send, closing func(), err error) {
	client, err := kgo.NewClient(append(p.config.options(),
		kgo.SeedBrokers(p.config.Brokers...),
		kgo.DefaultProduceTopic(topic.Name),
		kgo.RecordDeliveryTimeout(5*time.Second),
		kgo.AllowIdempotentProduceCancellation(),
	)...)
	if err != nil {
		return nil, nil, err
	}
	return func(ctx context.Context, list []event) []error {
		records := make([]*kgo.Record, len(list))
		at := make(map[*kgo.Record]int)
		errs := make([]error, len(list))
		for i, e := range list {
			value, err := events.Marshal(e.message())
			if err != nil {
				errs[i] = err
				continue
			}
			records[i] = &kgo.Record{Key: []byte(e.key), Value: e.spoil(value), Headers: []kgo.RecordHeader{{Key: "event-id", Value: []byte(e.id())}}}
			at[records[i]] = i
		}
		for _, r := range client.ProduceSync(ctx, records...) {
			errs[at[r.Record]] = r.Err
		}
		return errs
	}, client.Close, nil
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
