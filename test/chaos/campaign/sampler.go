//go:build unix

package campaign

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/mediamesh/events/test/chaos/check"
	"github.com/mediamesh/events/test/chaos/journal"
	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"
)

// observer looks at groups and topics while a campaign runs.
type observer struct {
	client   *kgo.Client
	admin    *kadm.Client
	topics   []check.Topic
	journal  *journal.Writer
	deleting sync.Mutex // held while a sample is taken, or a topic is deleted
}

func newObserver(brokers []string, topics []check.Topic, out *journal.Writer) (*observer, error) {
	client, err := kgo.NewClient(kgo.SeedBrokers(brokers...), kgo.RetryTimeout(2*time.Second))
	if err != nil {
		return nil, err
	}
	return &observer{client: client, admin: kadm.NewClient(client), topics: topics, journal: out}, nil
}

// sample writes down what the groups have committed, and behind that where the
// dead-letter topics end, in one piece and the other way round: what is below
// a committed offset by then has to be dealt with in the lines before.
func (o *observer) sample(ctx context.Context) error {
	o.deleting.Lock()
	defer o.deleting.Unlock()
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	var committed, ends []byte
	for i := range o.topics {
		t := &o.topics[i] // whose other fields plays may be changing
		offsets, err := o.admin.FetchOffsets(ctx, t.Group)
		if err != nil && !errors.Is(err, kerr.GroupIDNotFound) {
			return err
		}
		offsets.Each(func(r kadm.OffsetResponse) {
			if r.Err == nil && r.At >= 0 {
				committed = journal.Line(committed, journal.Committed, t.Group, r.Topic, r.Partition, r.At)
			}
		})
	}
	for i := range o.topics {
		t := &o.topics[i] // whose other fields plays may be changing
		list, err := o.deadLetters(ctx, t.DeadLetters)
		if err != nil {
			return err
		}
		for _, l := range list {
			ends = journal.Line(ends, journal.End, l.Topic, l.Partition, l.Offset)
		}
	}
	return o.journal.Append(append(ends, committed...))
}

// deadLetters returns where a dead-letter topic ends now, nothing if there is
// no such topic yet.
func (o *observer) deadLetters(ctx context.Context, topic string) (list []kadm.ListedOffset, err error) {
	// The client must not remember that there was none.
	req := kmsg.NewPtrMetadataRequest()
	name := kmsg.NewMetadataRequestTopic()
	name.Topic = &topic
	req.Topics = append(req.Topics, name)
	if _, err := o.client.RequestCachedMetadata(ctx, req, time.Nanosecond); err != nil {
		return nil, err
	}
	ends, err := o.admin.ListEndOffsets(ctx, topic)
	if err != nil {
		return nil, err
	}
	ends.Each(func(l kadm.ListedOffset) {
		switch {
		case errors.Is(l.Err, kerr.UnknownTopicOrPartition):
		case l.Err != nil:
			err = l.Err
		default:
			list = append(list, l)
		}
	})
	return list, err
}

// watch samples every so often until ctx ends.
func (o *observer) watch(ctx context.Context, every time.Duration) {
	for ctx.Err() == nil {
		_ = o.sample(ctx) // brokers fail; the next may do better
		select {
		case <-ctx.Done():
		case <-time.After(every):
		}
	}
}

// done reports whether the groups have committed all that the topics hold.
func (o *observer) done(ctx context.Context) bool {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	for i := range o.topics {
		t := &o.topics[i] // whose other fields plays may be changing
		ends, err := o.admin.ListEndOffsets(ctx, t.Name)
		if err == nil {
			err = ends.Error()
		}
		if errors.Is(err, kerr.UnknownTopicOrPartition) {
			continue // it was not created yet
		}
		if err != nil {
			return false
		}
		offsets, err := o.admin.FetchOffsets(ctx, t.Group)
		if err != nil {
			return false
		}
		left := false
		ends.Each(func(l kadm.ListedOffset) {
			at, ok := offsets.Lookup(l.Topic, l.Partition)
			left = left || l.Offset > 0 && (!ok || at.At < l.Offset)
		})
		if left {
			return false
		}
	}
	return true
}

// settle waits until the groups are done, and reports whether they were in time.
func (o *observer) settle(ctx context.Context, within time.Duration) bool {
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	for ctx.Err() == nil {
		if o.done(ctx) {
			return true
		}
		select {
		case <-ctx.Done():
		case <-time.After(50 * time.Millisecond):
		}
	}
	return false
}

func (o *observer) close() { o.admin.Close() }
