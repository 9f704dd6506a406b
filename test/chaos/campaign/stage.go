//go:build unix

package campaign

import (
	"context"
	"fmt"
	"time"

	"github.com/mediamesh/events/test/chaos/broken"
	"github.com/mediamesh/events/test/chaos/check"
	"github.com/mediamesh/events/test/chaos/cluster"
	"github.com/mediamesh/events/test/chaos/journal"
	"github.com/mediamesh/events/test/chaos/process"
)

// stage is where a variant is played.
type stage struct {
	*broken.Config
	on        cluster.Cluster
	look      *observer
	publisher *process.Process
	processes []*process.Process
	consumers int // that were started
}

// play plays what is done to a variant, until its publisher is done.
func (s *stage) play(ctx context.Context) error {
	switch s.Play {
	case broken.Joins:
		return s.join(ctx)
	case broken.Partitions:
		return s.partitions(ctx)
	case broken.Latest:
		return s.latest(ctx)
	case broken.Recreate:
		return s.recreate(ctx)
	case broken.Redrives:
		return s.redrive(ctx)
	case broken.Replays:
		return s.replay(ctx)
	}
	return s.crash(ctx)
}

// topic returns what is to be judged of the topic.
func (s *stage) topic() *check.Topic { return &s.look.topics[0] }

// publish starts the publisher.
func (s *stage) publish() (err error) {
	s.publisher, err = s.start("publisher", broken.PublisherRole, s.Dir)
	return err
}

// consume starts another consumer.
func (s *stage) consume() (*process.Process, error) {
	s.consumers++
	name := fmt.Sprintf("consumer-%d", s.consumers)
	return s.start(name, broken.ConsumerRole, s.Dir, name)
}

func (s *stage) start(name string, args ...string) (*process.Process, error) {
	p, err := process.Start(s.Dir, name, args...)
	if err == nil {
		s.processes = append(s.processes, p)
	}
	return p, err
}

// published waits until the publisher is done, for some time: some never are.
func (s *stage) published(ctx context.Context) error {
	select {
	case <-ctx.Done():
	case <-s.publisher.Done():
	case <-time.After(controlBudget):
	}
	return ctx.Err()
}

// await waits at a gate, for some time.
func (s *stage) await(ctx context.Context, gate string) error {
	ctx, cancel := context.WithTimeout(ctx, controlBudget)
	defer cancel()
	if err := s.Await(ctx, gate); err != nil {
		return fmt.Errorf("waiting for %s: %w", gate, err)
	}
	return nil
}

// stop stops all processes.
func (s *stage) stop() {
	for i, p := range s.processes {
		if i == 0 {
			p.Kill()
			continue
		}
		_ = p.Stop(stopBudget)
	}
}

// until waits until so many events were handled, in one go or more.
func (s *stage) until(ctx context.Context, handled int) {
	ctx, cancel := context.WithTimeout(ctx, controlBudget)
	defer cancel()
	for ctx.Err() == nil {
		n := 0
		_ = journal.Read(s.HandledJournal(), func(w []string) error {
			if w[0] == journal.Handled {
				n++
			}
			return nil
		})
		if n >= handled {
			return
		}
		select {
		case <-ctx.Done():
		case <-time.After(5 * time.Millisecond):
		}
	}
}
