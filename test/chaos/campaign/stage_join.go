//go:build unix

package campaign

import (
	"context"
	"time"

	"github.com/mediamesh/events/test/chaos/broken"
)

// join has a second consumer join when the first half of the events is published,
// and the second half published when it has partitions.
func (s *stage) join(ctx context.Context) error {
	if err := s.publish(); err != nil {
		return err
	}
	if _, err := s.consume(); err != nil {
		return err
	}
	if err := s.await(ctx, broken.HalfSent); err != nil {
		return err
	}
	s.members(ctx, 1)
	if _, err := s.consume(); err != nil {
		return err
	}
	s.members(ctx, 2)
	if err := s.Open(broken.Half); err != nil {
		return err
	}
	return s.published(ctx)
}

// members waits until the group has so many members with partitions.
func (s *stage) members(ctx context.Context, n int) {
	ctx, cancel := context.WithTimeout(ctx, controlBudget)
	defer cancel()
	for ctx.Err() == nil {
		groups, err := s.look.admin.DescribeGroups(ctx, s.Topic.Group)
		assigned := 0
		if err == nil {
			for _, m := range groups[s.Topic.Group].Members {
				if c, ok := m.Assigned.AsConsumer(); ok && len(c.Topics) > 0 {
					assigned++
				}
			}
		}
		if assigned >= n {
			return
		}
		select {
		case <-ctx.Done():
		case <-time.After(20 * time.Millisecond):
		}
	}
}
