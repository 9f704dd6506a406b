//go:build unix

package broken

import (
	"context"
	"time"

	"github.com/mediamesh/events/test/chaos/journal"
	"github.com/mediamesh/events/test/chaos/process"
	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"
)

// ReplayRole is the first argument of a process that replays.
const ReplayRole = "broken-replay"

// replaying is how long a replay takes at most.
const replaying = 3 * time.Second

// Replay is the process of a replay: it reads what the topic holds, and handles
// it. It ends when it has.
func Replay(dir string) error {
	c, err := read(dir)
	if err != nil {
		return err
	}
	out, err := journal.Open(c.HandledJournal())
	if err != nil {
		return err
	}
	defer out.Close()
	opts := []kgo.Opt{kgo.SeedBrokers(c.Brokers...), kgo.ConsumeTopics(c.Topic.Name),
		kgo.ConsumeStartOffset(kgo.NewOffset().AtStart()), kgo.FetchIsolationLevel(kgo.ReadCommitted()), kgo.KeepControlRecords()}
	if c.Flaw == replayCommits {
		opts = append(opts, kgo.ConsumerGroup(c.Topic.Group), kgo.DisableAutoCommit())
	}
	client, err := kgo.NewClient(opts...)
	if err != nil {
		return err
	}
	defer client.Close()
	ctx, cancel := process.Part(nil)
	defer cancel()
	process.SayReady()
	return c.replay(ctx, client, out)
}

func (c *Config) replay(ctx context.Context, client *kgo.Client, out *journal.Writer) error {
	admin := kadm.NewClient(client)
	ends, err := admin.ListCommittedOffsets(ctx, c.Topic.Name)
	if err != nil {
		return err
	}
	left := make(map[int32]int64)
	ends.Each(func(o kadm.ListedOffset) {
		if o.Offset > 0 {
			left[o.Partition] = o.Offset
		}
	})
	ctx, cancel := context.WithTimeout(ctx, replaying)
	defer cancel()
	for len(left) > 0 && ctx.Err() == nil {
		var lines []byte
		client.PollFetches(ctx).EachRecord(func(r *kgo.Record) {
			if r.Offset+1 >= left[r.Partition] {
				delete(left, r.Partition)
			}
			if id := idOf(r); !r.Attrs.IsControl() && kindIn(id) != journal.Invalid && kindIn(id) != journal.Giant {
				lines = journal.Line(lines, journal.Replayed, r.Topic, r.Partition, r.Offset, id)
			}
		})
		if err := out.Append(lines); err != nil {
			return err
		}
	}
	if c.Flaw == replayCommits {
		return client.CommitUncommittedOffsets(context.WithoutCancel(ctx))
	}
	return nil
}
