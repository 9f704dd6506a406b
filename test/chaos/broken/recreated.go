//go:build unix

package broken

import (
	"context"
	"errors"
	"time"

	"github.com/mediamesh/events/test/chaos/journal"
	"github.com/twmb/franz-go/pkg/kerr"
)

// recreated reports whether an error says that the topic is another one than the
// client knows.
func recreated(err error) bool {
	return errors.Is(err, kerr.UnknownTopicID) || errors.Is(err, kerr.UnknownTopicOrPartition)
}

// stuck is how long a publisher tries that never goes on.
const stuck = 3 * time.Second

// errGaveUp ends a publisher that never goes on.
var errGaveUp = errors.New("the topic refuses everything")

// goOn sends a round again that a re-created topic refused. A sound publisher
// takes new clients, which have not seen the old topic.
func (p *publisher) goOn(ctx context.Context, r *round) error {
	switch p.Flaw {
	case recreatedDropped:
		return nil
	case recreatedStuck:
		return p.tryOn(ctx, r)
	}
	p.close()
	if err := p.open(); err != nil {
		return err
	}
	if r.way == journal.Atomic {
		return p.transact(ctx, r.records)
	}
	return p.produce(ctx, r.records)
}

// tryOn sends one event again and again by the old client.
func (p *publisher) tryOn(ctx context.Context, r *round) error {
	id, end := idOf(r.records[0]), time.Now().Add(stuck)
	for attempt := 2; time.Now().Before(end) && ctx.Err() == nil; attempt++ {
		line := journal.Line(nil, journal.Sent, id, string(r.records[0].Key), r.seq, kindIn(id), p.Topic.Name, journal.Publish, attempt, time.Now().UnixNano())
		if err := p.journal.Append(line); err != nil {
			return err
		}
		if err := p.client.ProduceSync(ctx, r.records[0]).FirstErr(); err == nil {
			return nil
		}
	}
	return errGaveUp
}
