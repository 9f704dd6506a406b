//go:build unix

package campaign

import (
	"context"

	"github.com/mediamesh/events/test/chaos/broken"
	"github.com/mediamesh/events/test/chaos/cluster"
)

// crash kills the consumer when it has handled a third, and starts it again. A
// second one joins at half. At first the dead-letter topic takes nothing.
func (s *stage) crash(ctx context.Context) error {
	if err := s.on.Break(cluster.Trouble{Kind: cluster.RefuseProduce, Topics: []string{s.Topic.DeadLetters}, For: controlDeadLetter}); err != nil {
		return err
	}
	if err := s.publish(); err != nil {
		return err
	}
	first, err := s.consume()
	if err != nil {
		return err
	}
	s.until(ctx, broken.Events/3)
	first.Kill()
	if _, err := s.consume(); err != nil {
		return err
	}
	s.until(ctx, broken.Events/2)
	if _, err := s.consume(); err != nil {
		return err
	}
	return s.published(ctx)
}
