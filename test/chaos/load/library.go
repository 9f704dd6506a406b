//go:build unix

package load

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/test/chaos/journal"
	"github.com/twmb/franz-go/pkg/kerr"
)

// library publishes by the library, to one topic.
type library struct {
	config kafka.PublisherConfig
	pub    *kafka.Publisher
}

// sender returns how a worker sends to a topic.
func (p *publisher) sender(worker int, topic *Topic) (sender, error) {
	if p.config.isRaw(p.number) {
		return p.raw(topic)
	}
	l := &library{config: kafka.PublisherConfig{
		Cluster:         cluster.Config{Brokers: p.config.Brokers, ClientOptions: p.config.options()},
		Topics:          topic.naming(),
		DeliveryTimeout: 5 * time.Second,
		TransactionalID: p.config.transactionalID(p.number, worker, topic),
		NoTopicCreation: true,
	}}
	if p.number%2 == 1 {
		l.config.MaxBuffered = 50 // so that some have to wait for others
	}
	return l, l.open()
}

// transactionalID is a worker's, but for one, which has the default: a random id,
// whose transaction keeps readers waiting when the process is killed.
func (c *Config) transactionalID(publisher, worker int, topic *Topic) string {
	if uint64(publisher*len(c.Topics)+worker)%4 == c.Seed%4 {
		return ""
	}
	return fmt.Sprintf("%sp%d", topic.Prefix, publisher)
}

func (l *library) open() (err error) {
	l.pub, err = kafka.NewPublisher(l.config)
	return err
}

func (l *library) close() { l.pub.Close(context.Background()) }

func (l *library) way(way journal.Way) journal.Way { return way }

func (l *library) send(ctx context.Context, way journal.Way, list []*pending, tell tell) {
	switch way {
	case journal.Async:
		l.sendAsync(ctx, list, tell)
	case journal.Atomic:
		l.sendAtomically(ctx, list, tell)
	default:
		l.sendAll(ctx, list, tell)
	}
}

func (l *library) sendAll(ctx context.Context, list []*pending, tell tell) {
	err := l.pub.Publish(ctx, messages(list)...)
	failures := kafka.Failures(err)
	if err != nil && len(failures) == 0 {
		complain(err)
		return
	}
	failed := make(map[int]bool)
	for _, f := range failures {
		failed[f.Index] = true
		tell(outcomeOf(f), list[f.Index])
	}
	var rest []*pending
	for i, e := range list {
		if !failed[i] {
			rest = append(rest, e)
		}
	}
	tell(acked, rest...)
}

// sendAsync hands events over one by one, and has their callbacks tell.
func (l *library) sendAsync(ctx context.Context, list []*pending, tell tell) {
	for _, e := range list {
		err := l.pub.PublishAsync(ctx, e.message(), func(err error) { tell(outcomeOf(err), e) })
		if err != nil {
			tell(outcomeOf(err), e)
		}
	}
	if err := l.pub.Flush(ctx); err != nil {
		complain(err)
	}
}

func (l *library) sendAtomically(ctx context.Context, list []*pending, tell tell) {
	err := l.pub.PublishAtomically(ctx, messages(list)...)
	tell(outcomeOf(err), list...)
	var fenced *kafka.FencedError
	if errors.As(err, &fenced) {
		// It is final for this one, if its id was given.
		l.close()
		if err := l.open(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

// outcomeOf is what the library says of an event.
func outcomeOf(err error) outcome {
	if err == nil {
		return acked
	}
	complain(err)
	var one *kafka.PublishError
	var all *kafka.TransactionError
	switch {
	case errors.As(err, &one) && one.Retry == kafka.RetryUseless && errors.Is(err, kerr.MessageTooLarge),
		errors.As(err, &all) && all.Retry == kafka.RetryUseless && errors.Is(err, kerr.MessageTooLarge):
		return refused
	case errors.As(err, &one) && one.Retry != kafka.RetryMayDuplicate:
		return unwritten
	case errors.As(err, &all) && all.Retry != kafka.RetryMayDuplicate:
		return unwritten
	}
	return unknown
}

func complain(err error) { fmt.Fprintln(os.Stderr, "not acknowledged:", err) }

func messages(list []*pending) []events.Message {
	out := make([]events.Message, len(list))
	for i, e := range list {
		out[i] = e.message()
	}
	return out
}
