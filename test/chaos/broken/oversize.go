//go:build unix

package broken

import (
	"context"
	"errors"

	"github.com/mediamesh/events/test/chaos/journal"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
)

// sendOversize sends a round with an event that is too large for the topic. A
// sound publisher sends each event by itself, so that none is refused for another.
func (p *publisher) sendOversize(ctx context.Context, r *round) error {
	if p.Flaw == batchGivenUp || p.Flaw == splitReordered {
		return p.sendTogether(ctx, r)
	}
	for _, record := range r.records {
		if err := p.settle(p.client.ProduceSync(ctx, record), nil); err != nil {
			return err
		}
	}
	return nil
}

// sendTogether sends a round in batches. Those that are refused are given up, or
// sent again when it is too late for their order.
func (p *publisher) sendTogether(ctx context.Context, r *round) error {
	return p.settle(p.client.ProduceSync(ctx, r.records...), func(record *kgo.Record) (again bool) {
		again = p.Flaw == splitReordered && kindIn(idOf(record)) != journal.Oversize
		if again {
			p.late = append(p.late, &kgo.Record{Key: record.Key, Value: record.Value, Headers: record.Headers, Timestamp: record.Timestamp})
		}
		return again
	})
}

// settle writes down what came of records. Those that are too large are refused,
// unless again tells that they are sent another time.
func (p *publisher) settle(results kgo.ProduceResults, again func(*kgo.Record) bool) error {
	var lines []byte
	for _, result := range results {
		id := idOf(result.Record)
		switch {
		case result.Err == nil:
			lines = journal.Line(lines, journal.Acked, id, 1)
		case !errors.Is(result.Err, kerr.MessageTooLarge):
			return result.Err
		case again == nil || !again(result.Record):
			lines = journal.Line(lines, journal.Refused, id, 1)
		}
	}
	return p.journal.Append(lines)
}

// sendLate sends what an earlier round left, behind the round.
func (p *publisher) sendLate(ctx context.Context, r *round) error {
	if len(p.late) == 0 || r.oversize && r.seq != each {
		return nil
	}
	list := p.late
	p.late = nil
	return p.settle(p.client.ProduceSync(ctx, list...), nil)
}
