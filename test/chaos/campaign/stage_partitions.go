//go:build unix

package campaign

import (
	"context"

	"github.com/mediamesh/events/test/chaos/broken"
)

// partitions adds partitions when half of the events are published.
func (s *stage) partitions(ctx context.Context) error {
	if err := s.publish(); err != nil {
		return err
	}
	if _, err := s.consume(); err != nil {
		return err
	}
	if err := s.await(ctx, broken.HalfSent); err != nil {
		return err
	}
	s.topic().Had = []int32{broken.FirstPartitions}
	answers, err := s.look.admin.UpdatePartitions(ctx, broken.FirstPartitions+added, s.Topic.Name)
	if err == nil {
		err = answers.Error()
	}
	if err != nil {
		return err
	}
	if err := s.Open(broken.Half); err != nil {
		return err
	}
	return s.published(ctx)
}
