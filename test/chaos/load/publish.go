//go:build unix

package load

import (
	"context"
	"fmt"
	"os"
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
	if number < c.Sources-c.Raw {
		c.Mix.Invalid = 0 // the library would refuse them
	}
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
	ctx, cancel := process.Part(nil)
	defer cancel()
	process.SayReady()
	p := &publisher{config: c, journal: out, began: time.Now()}
	p.left.Store(int64(max(0, c.Events-sent)))
	var workers sync.WaitGroup
	for _, part := range some(slots, len(c.Topics)) {
		send, closing, err := p.sender(number, part[0].topic)
		if err != nil {
			return err
		}
		workers.Go(func() {
			defer closing()
			p.work(ctx, part, send)
		})
	}
	workers.Wait()
	return nil
}

type publisher struct {
	config  *Config
	journal *journal.Writer
	began   time.Time
	left    atomic.Int64 // events to be sent
	taken   atomic.Int64
}

// send tries to send events, and returns for each why it is not acknowledged,
// nil if it is.
type send func(ctx context.Context, list []event) []error

// settle bounds how long a publisher that has nothing new to send tries to have
// the rest acknowledged.
const settle = time.Minute

// work sends events of the slots, one of each at a time.
func (p *publisher) work(ctx context.Context, slots []*slot, send send) {
	var end time.Time
	for {
		open := ctx.Err() == nil && p.left.Load() > 0
		list, from := p.batch(slots, open)
		if len(list) == 0 && !open {
			return
		}
		if !open && end.IsZero() {
			end = time.Now().Add(settle)
		}
		if !open && time.Now().After(end) {
			return
		}
		var lines []byte
		failed := 0
		for i, err := range send(context.WithoutCancel(ctx), list) {
			if err != nil {
				failed++
				fmt.Fprintln(os.Stderr, "not acknowledged:", err)
				continue
			}
			from[i].pending = nil
			lines = journal.Line(lines, journal.Acked, list[i].id())
		}
		if err := p.journal.Append(lines); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		if failed > 0 {
			time.Sleep(50 * time.Millisecond)
		}
		p.pace(ctx)
	}
}

// batch takes what is pending, and new events if the publisher is open, and
// writes down that these are to be sent.
func (p *publisher) batch(slots []*slot, open bool) (list []event, from []*slot) {
	var lines []byte
	for _, s := range slots {
		if s.pending == nil && (!open || p.left.Add(-1) < 0) {
			continue
		}
		e, fresh := s.next(p.config)
		if fresh {
			p.taken.Add(1)
			lines = journal.Line(lines, journal.Sent, e.id(), e.key, e.seq, e.kind, s.topic.Name)
		}
		list, from = append(list, e), append(from, s)
	}
	if err := p.journal.Append(lines); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	return list, from
}

// pace waits until the publisher is no longer ahead of its rate.
func (p *publisher) pace(ctx context.Context) {
	due := p.began.Add(time.Duration(float64(p.taken.Load()) / p.config.Rate * float64(time.Second)))
	select {
	case <-ctx.Done():
	case <-time.After(time.Until(due)):
	}
}
