//go:build unix

package campaign

import (
	"context"
	"time"

	"github.com/mediamesh/events/test/chaos/broken"
)

// latest starts a consumer when half of the events are published, and kills it
// as soon as the group has begun. The other half comes before the next one starts.
func (s *stage) latest(ctx context.Context) error {
	if err := s.publish(); err != nil {
		return err
	}
	if err := s.await(ctx, broken.HalfSent); err != nil {
		return err
	}
	first, err := s.consume()
	if err != nil {
		return err
	}
	if err := s.await(ctx, broken.Begun); err != nil {
		return err
	}
	s.topic().Since = time.Now().UnixNano()
	first.Kill()
	if err := s.Open(broken.Half); err != nil {
		return err
	}
	if err := s.published(ctx); err != nil {
		return err
	}
	_, err = s.consume()
	return err
}
