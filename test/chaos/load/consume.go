//go:build unix

package load

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/test/chaos/journal"
	"github.com/mediamesh/events/test/chaos/process"
	"github.com/twmb/franz-go/pkg/kgo"
)

// sessionTimeout is after how long a consumer that says nothing is out of its
// group.
const sessionTimeout = 3 * time.Second

// Consume is the process of a consumer of one of the groups. It ends when it is
// asked to.
func Consume(dir string, group int, name string) error {
	c, err := Read(dir)
	if err != nil {
		return err
	}
	out, err := journal.Open(filepath.Join(dir, c.Groups[group].Journal))
	if err != nil {
		return err
	}
	defer out.Close()
	consumer, err := kafka.NewConsumer(consumerConfig(c, &c.Groups[group]))
	if err != nil {
		return err
	}
	h := &handler{seed: c.Seed, group: &c.Groups[group], journal: out, process: name, failed: make(map[string]int)}
	if err := kafka.Handle(consumer, h.handle); err != nil {
		return err
	}
	ctx, cancel := process.Part(nil)
	defer cancel()
	process.SayReady()
	return consumer.Run(ctx)
}

// handler handles events, and writes down that it has.
type handler struct {
	seed    uint64
	group   *Group
	journal *journal.Writer
	process string

	mu     sync.Mutex
	failed map[string]int // attempts by id, in this process
}

var (
	errPassing = errors.New("fails for now")
	errForGood = errors.New("fails for good")
)

func (h *handler) handle(ctx context.Context, e events.Event[content.Created]) error {
	event, err := parse(e.Metadata.EventID)
	if err != nil {
		return err
	}
	if err := h.trouble(ctx, event); err != nil {
		return err
	}
	r, ok := kafka.RecordFrom(ctx)
	if !ok {
		return errors.New("the context does not know the record")
	}
	if err := ctx.Err(); err != nil {
		return err // somebody else may be at it by now
	}
	return h.journal.Append(journal.Line(nil, journal.Handled,
		time.Now().UnixNano(), r.Topic, r.Partition, r.Offset, e.Metadata.EventID, e.Payload.ContentID, e.Payload.Title, h.process))
}

// trouble is what is special about an event.
func (h *handler) trouble(ctx context.Context, e event) error {
	chance := draw(h.seed, e.id())
	if h.group.Redriven && (e.kind == journal.Transient || e.kind == journal.Permanent) {
		return h.untilRedriven(ctx, e)
	}
	switch e.kind {
	case journal.Slow:
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Duration(5+chance%100) * time.Millisecond):
		}
	case journal.Transient:
		if h.attempt(e.id()) <= 1+int(chance%2) {
			return errPassing
		}
	case journal.Hangs:
		if h.attempt(e.id()) == 1 {
			<-ctx.Done()
			return ctx.Err()
		}
	case journal.Panics:
		if h.attempt(e.id()) == 1 {
			panic("a handler panics")
		}
	case journal.Permanent:
		return permanent(errForGood)
	}
	return nil
}

// attempt counts the calls for an event.
func (h *handler) attempt(id string) int {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.failed[id]++
	return h.failed[id]
}

func logger() *slog.Logger {
	return slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
}

func (c *Config) consumerOptions() []kgo.Opt {
	return append(c.options(),
		kgo.WithLogger(kgo.BasicLogger(os.Stderr, kgo.LogLevelInfo, func() string { return time.Now().Format("15:04:05.000 ") })),
		kgo.SessionTimeout(sessionTimeout),
		kgo.HeartbeatInterval(500*time.Millisecond),
		kgo.RebalanceTimeout(5*time.Second),
	)
}

// registry is what the campaign's services know.
func registry() *events.Registry { return catalog.Registry() }
