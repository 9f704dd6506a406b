//go:build unix

package load

import (
	"context"
	"fmt"
	"os"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/mediamesh/events/test/chaos/journal"
	"github.com/mediamesh/events/test/chaos/process"
)

// Publish is the process of a publisher. It ends when it has sent its events,
// or is asked to, and all that it sent is acknowledged.
func Publish(dir string, number int) error {
	c, err := Read(dir)
	if err != nil {
		return err
	}
	c.Mix = c.Mix.of(c.isRaw(number))
	path := SentJournal(dir, number)
	slots := c.slots(number)
	sent, err := resume(path, slots)
	if err != nil {
		return err
	}
	out, err := journal.Open(path)
	if err != nil {
		return err
	}
	defer out.Close()
	if err := out.Append(journal.Line(nil, journal.Began, os.Getpid())); err != nil {
		return err
	}
	ctx, cancel := process.Part(nil)
	defer cancel()
	process.SayReady()
	p := &publisher{config: c, number: number, journal: out, began: time.Now()}
	p.left.Store(int64(max(0, c.Events-sent)))
	var workers sync.WaitGroup
	for i, part := range some(slots, len(c.Topics)) {
		sender, err := p.sender(i, part[0].topic)
		if err != nil {
			return err
		}
		workers.Go(func() {
			defer sender.close()
			p.awaitTopic(ctx, part[0].topic)
			p.work(ctx, fmt.Sprintf("p%d-%d", number, i), part, sender)
		})
	}
	workers.Wait()
	return nil
}

type publisher struct {
	config  *Config
	number  int
	journal *journal.Writer
	began   time.Time
	left    atomic.Int64 // events to be sent
	taken   atomic.Int64
	calls   atomic.Int64 // the last that was named
}

// sender publishes events.
type sender interface {
	// way is how it publishes where a round is dealt a way.
	way(journal.Way) journal.Way
	// send tries to publish events, and tells for each what came of it.
	send(ctx context.Context, way journal.Way, list []*pending, tell tell)
	close()
}

// tell takes what came of events, of all by the same outcome.
type tell func(outcome outcome, list ...*pending)

// outcome is what is known of an event when its call is over.
type outcome int

const (
	unknown   outcome = iota // it may have been written
	acked                    // it was
	unwritten                // it was not
	refused                  // it was not, and never will be, since it is too large
)

// settle bounds how long a publisher that has nothing new to send tries to have
// the rest acknowledged.
const settle = time.Minute

// work sends events of the slots.
func (p *publisher) work(ctx context.Context, name string, slots []*slot, s sender) {
	var end time.Time
	for round := 0; ; round++ {
		open := ctx.Err() == nil && p.left.Load() > 0
		deal := dealOf(p.config.Seed, name, round, len(slots))
		deal.way = s.way(deal.way)
		if !open {
			deal.slots = len(slots)
		}
		list := p.batch(slots, deal, open)
		if len(list) == 0 && !open {
			return
		}
		if !open && end.IsZero() {
			end = time.Now().Add(settle)
		}
		if !open && time.Now().After(end) {
			return
		}
		if len(list) > 0 {
			s.send(context.WithoutCancel(ctx), deal.way, list, p.tell)
		}
		failed := false
		for _, s := range slots {
			failed = s.settle() || failed
		}
		if failed {
			time.Sleep(50 * time.Millisecond)
		}
		p.pace(ctx)
	}
}

// awaitTopic waits until a topic is there that is created later, or ctx ends.
func (p *publisher) awaitTopic(ctx context.Context, topic *Topic) {
	for topic.Later && ctx.Err() == nil {
		if _, err := os.Stat(Created(p.config.Dir, topic.Name)); err == nil {
			return
		}
		select {
		case <-ctx.Done():
		case <-time.After(100 * time.Millisecond):
		}
	}
}

// batch takes what is to be sent, and writes down that it is. Of each key it is
// in order.
func (p *publisher) batch(slots []*slot, deal deal, open bool) (list []*pending) {
	more := func() bool { return open && p.left.Add(-1) >= 0 }
	for depth := range deal.depth {
		for i := range deal.slots {
			if e := slots[(deal.first+i)%len(slots)].next(p.config, depth, more); e != nil {
				list = append(list, e)
			}
		}
	}
	if deal.way == journal.Atomic {
		list = slices.DeleteFunc(list, func(e *pending) bool { return e.kind == journal.Oversize })
	}
	call := p.call()
	var lines []byte
	for _, e := range list {
		if e.attempt++; e.attempt == 1 {
			p.taken.Add(1)
		}
		lines = journal.Line(lines, journal.Sent, e.id(), e.key, e.seq, e.kind, e.topic.Name, deal.way, e.attempt, call)
	}
	p.write(lines)
	return list
}

// call names a call by the time, and no two the same.
func (p *publisher) call() int64 {
	for {
		last := p.calls.Load()
		now := max(time.Now().UnixNano(), last+1)
		if p.calls.CompareAndSwap(last, now) {
			return now
		}
	}
}

// tell writes down what came of events, at once.
func (p *publisher) tell(outcome outcome, list ...*pending) {
	var lines []byte
	for _, e := range list {
		switch outcome {
		case acked:
			e.over = true
			lines = journal.Line(lines, journal.Acked, e.id(), e.attempt)
		case unwritten:
			lines = journal.Line(lines, journal.Unwritten, e.id(), e.attempt)
		case refused:
			e.over = e.kind == journal.Oversize
			lines = journal.Line(lines, journal.Refused, e.id(), e.attempt)
		}
	}
	p.write(lines)
}

func (p *publisher) write(lines []byte) {
	if err := p.journal.Append(lines); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// pace waits until the publisher is no longer ahead of its rate.
func (p *publisher) pace(ctx context.Context) {
	due := p.began.Add(time.Duration(float64(p.taken.Load()) / p.config.Rate * float64(time.Second)))
	select {
	case <-ctx.Done():
	case <-time.After(time.Until(due)):
	}
}
