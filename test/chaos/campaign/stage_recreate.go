//go:build unix

package campaign

import (
	"context"

	"github.com/mediamesh/events/test/chaos/broken"
)

// recreate deletes the topic and creates it again when half of the events are
// published, while no consumer runs.
func (s *stage) recreate(ctx context.Context) error {
	if err := s.publish(); err != nil {
		return err
	}
	first, err := s.consume()
	if err != nil {
		return err
	}
	if err := s.await(ctx, broken.HalfSent); err != nil {
		return err
	}
	s.until(ctx, broken.Events/4)
	first.Kill()
	if err := s.look.recreate(ctx, s.topic(), 1, creation{s.Topic.Name, broken.FirstPartitions, broken.MaxBytes}); err != nil {
		return err
	}
	if err := s.Open(broken.Half); err != nil {
		return err
	}
	if _, err := s.consume(); err != nil {
		return err
	}
	return s.published(ctx)
}
