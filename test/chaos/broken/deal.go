//go:build unix

package broken

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/mediamesh/events/test/chaos/journal"
	"github.com/twmb/franz-go/pkg/kgo"
)

// slowness is how long a slow event takes: several samples of the committed
// offsets.
const slowness = 150 * time.Millisecond

// pace is how long each event takes, so that there is something left to do when
// a consumer is killed.
const pace = 200 * time.Microsecond

// deal handles a record or puts it aside, and returns when that is certain.
func (c *consumer) deal(ctx context.Context, r *kgo.Record) error {
	if r.Attrs.IsControl() {
		return nil // a mark of a transaction
	}
	time.Sleep(pace)
	if kindIn(idOf(r)) != journal.Tombstone {
		follows, err := c.follows(ctx, r)
		if err != nil {
			return err
		}
		if follows {
			return c.putAside(ctx, r, "key-blocked")
		}
	}
	return c.work(ctx, r)
}

// work does what is to be done with a record whose turn it is.
func (c *consumer) work(ctx context.Context, r *kgo.Record) error {
	id := idOf(r)
	switch kind := kindIn(id); {
	case c.Flaw == resolvedBelieved && headerOf(r, "dlq-resolved") != "":
		return nil
	case c.Flaw == redrivenBelieved && headerOf(r, "redriven-for") != "" && headerOf(r, "redriven-for") != c.Topic.Group:
		return nil
	case kind == journal.Permanent && headerOf(r, "redriven-for") == c.Topic.Group:
		return c.handled(r, id) // whatever failed was put right
	case kind == journal.Giant && c.Flaw == giantDropped:
		return nil
	case kind == journal.Tombstone && c.Flaw != tombstoneAside:
		return nil
	case kind == journal.Tombstone || kind == journal.Giant:
		return c.putAside(ctx, r, "invalid")
	case kind == journal.Permanent && c.Flaw == unboundedSkip:
		return nil
	case kind == journal.Invalid && c.Flaw == invalidHandled:
	case kind == journal.Permanent:
		return c.putAside(ctx, r, "handler-failed")
	case kind == journal.Invalid:
		return c.putAside(ctx, r, "invalid")
	case kind == journal.Slow && c.Flaw == commitPastSlow:
		c.aside.Go(func() {
			time.Sleep(slowness)
			_ = c.handled(r, id)
		})
		return nil
	case kind == journal.Slow:
		time.Sleep(slowness / 10)
	case kind == journal.Transient && c.fails(id):
		if c.Flaw == lostRetry || c.Flaw == retryBehind {
			c.again = append(c.again, r)
			return nil
		}
		return c.work(ctx, r)
	}
	if c.Flaw == fabricated && strings.HasPrefix(id, "k7:20:") {
		id = "k7:21000:n"
	}
	return c.handled(r, id)
}

// fails reports whether an event that fails at first does so now.
func (c *consumer) fails(id string) bool {
	c.failed[id]++
	return c.failed[id] == 1
}

// retry handles what failed, once there is nothing else to do.
func (c *consumer) retry(ctx context.Context) error {
	list := c.again
	c.again = nil
	for _, r := range list {
		if err := c.deal(ctx, r); err != nil {
			return err
		}
	}
	return nil
}

func (c *consumer) handled(r *kgo.Record, id string) error {
	words := strings.Split(id, ":")
	return c.journal.Append(journal.Line(nil, journal.Handled,
		time.Now().UnixNano(), r.Topic, r.Partition, r.Offset, id, words[0], words[1], c.name))
}

// putAside sends a record to the dead-letter topic, until it is there.
func (c *consumer) putAside(ctx context.Context, r *kgo.Record, reason string) error {
	letter := func() *kgo.Record {
		l := &kgo.Record{Topic: c.Topic.DeadLetters, Key: r.Key, Value: r.Value, Headers: append(renamed(r.Headers),
			kgo.RecordHeader{Key: "dlq-reason", Value: []byte(reason)},
			kgo.RecordHeader{Key: "dlq-group", Value: []byte(c.Topic.Group)},
			kgo.RecordHeader{Key: "dlq-topic", Value: []byte(r.Topic)},
			kgo.RecordHeader{Key: "dlq-partition", Value: strconv.AppendInt(nil, int64(r.Partition), 10)},
			kgo.RecordHeader{Key: "dlq-offset", Value: strconv.AppendInt(nil, r.Offset, 10)},
		)}
		if len(r.Value) > maxValue {
			l.Value = nil
		}
		if c.Flaw == deadLetterAltered {
			l.Value = []byte(strings.ToUpper(string(r.Value)))
		}
		return l
	}
	if c.Flaw == deadLetterAckIgnored {
		c.client.Produce(ctx, letter(), nil)
		return nil
	}
	for {
		l, err := c.client.ProduceSync(ctx, letter()).First()
		if err == nil && c.blocked != nil {
			c.blocked[string(r.Key)] = append(c.blocked[string(r.Key)], positionOf(l))
		}
		if err == nil || ctx.Err() != nil {
			return err
		}
		time.Sleep(20 * time.Millisecond)
	}
}

func idOf(r *kgo.Record) string { return headerOf(r, "event-id") }

// kindIn returns the kind of event that an id is of, "" of no id.
func kindIn(id string) journal.Kind { return journal.Kind(id[strings.LastIndexByte(id, ':')+1:]) }
