//go:build unix

package campaign

import (
	"context"
	"fmt"

	"github.com/mediamesh/events/test/chaos/broken"
	"github.com/twmb/franz-go/pkg/kgo"
)

// redrives is how often the dead letters that there are then are redriven.
const redrives = 4

// redrive has dead letters redriven and discarded when all is published, some
// times. In the dead-letter topic there are letters of another group, too.
func (s *stage) redrive(ctx context.Context) error {
	if err := s.otherLetters(ctx); err != nil {
		return err
	}
	if err := s.publish(); err != nil {
		return err
	}
	if _, err := s.consume(); err != nil {
		return err
	}
	if err := s.published(ctx); err != nil {
		return err
	}
	for i := range redrives {
		s.look.settle(ctx, controlBudget)
		p, err := s.start(fmt.Sprintf("redrive-%d", i), broken.RedriveRole, s.Dir)
		if err != nil {
			return err
		}
		if err := p.Err(); err != nil {
			return err
		}
	}
	return nil
}

// otherLetters writes dead letters of another group, of keys whose events come later.
func (s *stage) otherLetters(ctx context.Context) error {
	if err := s.look.create(ctx, 1, creation{s.Topic.DeadLetters, partitions, 0}, creation{s.Topic.DeadLetters + ".redriven", 1, 0}); err != nil {
		return err
	}
	var letters []*kgo.Record
	for key := range 3 {
		letters = append(letters, &kgo.Record{Topic: s.Topic.DeadLetters, Key: fmt.Appendf(nil, "k%d", key), Value: []byte("of another group"), Headers: []kgo.RecordHeader{
			{Key: "dlq-reason", Value: []byte("handler-failed")}, {Key: "dlq-group", Value: []byte("another")},
		}})
	}
	return s.look.client.ProduceSync(ctx, letters...).FirstErr()
}
