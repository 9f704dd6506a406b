//go:build unix

package load

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/dlq"
	"github.com/mediamesh/events/test/chaos/journal"
	"github.com/mediamesh/events/test/chaos/process"
)

// ErrLeft says that dead letters are left.
var ErrLeft = errors.New("dead letters are left")

// Redrive is the process that redrives and discards the dead letters of a topic,
// again and again until it is asked to end; or once, and then the error is ErrLeft
// if there was something to do.
func Redrive(dir, topic string, once bool) error {
	c, err := Read(dir)
	if err != nil {
		return err
	}
	r := &redriver{config: c, topic: topic}
	for _, g := range c.Groups {
		if !g.Redriven {
			continue
		}
		out, err := journal.Open(filepath.Join(dir, g.Journal))
		if err != nil {
			return err
		}
		defer out.Close()
		r.journals = append(r.journals, out)
	}
	ctx, cancel := process.Part(nil)
	defer cancel()
	process.SayReady()
	for {
		left, err := r.round(ctx)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
		switch {
		case ctx.Err() != nil:
			return nil
		case once && (err != nil || left > 0):
			return ErrLeft
		case once:
			return nil
		}
		select {
		case <-ctx.Done():
		case <-time.After(300 * time.Millisecond):
		}
	}
}

type redriver struct {
	config   *Config
	topic    string // of dead letters
	journals []*journal.Writer
}

// round discards what is given up, and redrives the rest. It returns how many dead
// letters it found to be left.
func (r *redriver) round(ctx context.Context) (left int, err error) {
	up, left, err := r.givenUp(ctx)
	if err != nil || left == 0 {
		return left, err
	}
	if len(up) > 0 {
		_, err := dlq.Discard(ctx, dlq.DiscardConfig{
			Cluster: cluster.Config{Brokers: r.config.Brokers, ClientOptions: r.config.options()}, DeadLetterTopic: r.topic, Positions: up, Reason: "given up",
		})
		if err != nil {
			return left, err
		}
	}
	redrive, err := dlq.NewRedriver(dlq.RedriveConfig{
		Cluster: cluster.Config{Brokers: r.config.Brokers, ClientOptions: r.config.options()}, Registry: registry(), DeadLetterTopic: r.topic, KeepGoing: true, Canary: 5,
		HandleTimeout: 15 * time.Second,
	})
	if err != nil {
		return left, err
	}
	_, err = redrive.Run(ctx)
	return left, err
}

// givenUp returns the dead letters that are to be discarded, and how many are left
// with them. It writes them down.
func (r *redriver) givenUp(ctx context.Context) (up []cluster.Position, left int, err error) {
	var lines []byte
	_, err = dlq.Discard(ctx, dlq.DiscardConfig{
		Cluster: cluster.Config{Brokers: r.config.Brokers, ClientOptions: r.config.options()}, DeadLetterTopic: r.topic, All: true, DryRun: true, Reason: "a look",
		OnLetter: func(l dlq.Letter) {
			left++
			if r.hopeless(l) {
				up = append(up, l.At)
				lines = journal.Line(lines, journal.GivenUp, l.At)
			}
		},
	})
	for _, out := range r.journals {
		if failed := out.Append(lines); failed != nil {
			return nil, left, failed
		}
	}
	return up, left, err
}

// hopeless reports whether to redrive a dead letter would be of no use.
func (r *redriver) hopeless(l dlq.Letter) bool {
	id := l.EventID
	for _, h := range l.Original.Headers {
		if h.Key == "event-id" {
			id = string(h.Value) // which is there even if the value is not an event
		}
	}
	e, err := parse(id)
	if err != nil || e.kind.Breaks() {
		return true // it breaks its contract, and is refused whenever its turn comes
	}
	return l.Reason == kafka.ReasonHandlerFailed && fate(r.config.Seed, l.Group, id) == never
}
