//go:build unix

package campaign

import (
	"context"

	"github.com/mediamesh/events/test/chaos/broken"
)

// replay replays the topic when all is published, while a consumer works that is
// killed behind the replay.
func (s *stage) replay(ctx context.Context) error {
	if err := s.publish(); err != nil {
		return err
	}
	if err := s.published(ctx); err != nil {
		return err
	}
	first, err := s.consume()
	if err != nil {
		return err
	}
	s.until(ctx, 1)
	p, err := s.start("replay", broken.ReplayRole, s.Dir)
	if err != nil {
		return err
	}
	if err := p.Err(); err != nil {
		return err
	}
	first.Kill()
	_, err = s.consume()
	return err
}
