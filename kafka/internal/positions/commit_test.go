package positions

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events/kafka/internal/doneset"
	"github.com/mediamesh/events/kafka/internal/lanes"
)

// manyStretches returns stretches of one record each, every second one of a
// partition, from an offset on.
func manyStretches(n int, from int64) (list doneset.Ranges) {
	for i := range int64(n) {
		list = append(list, doneset.Range{From: from + 2*i, To: from + 2*i + 1, Epoch: 1})
	}
	return list
}

// TestCommitter_FillsTheRoomOfACommit commits partitions that have more done ahead
// than a commit has room for: what is left out is the end of it, evenly.
func TestCommitter_FillsTheRoomOfACommit(t *testing.T) {
	begun := doneset.FirstRead{Millis: 1_795_507_200_000, Partitions: 3}
	for _, c := range []struct {
		name        string
		partitions  int
		terse       int
		least, most int // characters of each partition's metadata
	}{
		{"two partitions", 2, 0, doneset.MaxText - 3, doneset.MaxText},
		{"many partitions", 200, 0, commitRoom/200 - 3, commitRoom / 200},
		{"without what is ahead", 2, 1, len(begun.Text()), len(begun.Text())},
		{"without anything", 2, tersest, 0, 100}, // the client names the member
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			cluster, err := kfake.NewCluster(kfake.NumBrokers(1), kfake.SeedTopics(int32(c.partitions), "t"))
			if err != nil {
				t.Fatal(err)
			}
			defer cluster.Close()
			requests := make(chan *kmsg.OffsetCommitRequest, 1)
			cluster.ControlKey(int16(kmsg.OffsetCommit), func(req kmsg.Request) (kmsg.Response, error, bool) {
				requests <- req.(*kmsg.OffsetCommitRequest)
				return nil, nil, false
			})
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			assigned := make(chan struct{}, 1)
			client, err := kgo.NewClient(kgo.SeedBrokers(cluster.ListenAddrs()...), kgo.ConsumerGroup("g"), kgo.ConsumeTopics("t"),
				kgo.DisableAutoCommit(), kgo.DisableClientMetrics(),
				kgo.OnPartitionsAssigned(func(context.Context, *kgo.Client, map[string][]int32) { assigned <- struct{}{} }))
			if err != nil {
				t.Fatal(err)
			}
			defer client.Close()
			select {
			case <-assigned:
			case <-ctx.Done():
				t.Fatal("no partition was assigned")
			}
			done := make(map[lanes.Place]lanes.Position)
			for p := range c.partitions {
				done[lanes.Place{Topic: "t", Partition: int32(p)}] = lanes.Position{At: kgo.EpochOffset{Epoch: 1, Offset: 10}, Ahead: manyStretches(2000, 11), FirstRead: begun}
			}
			if err := (&Committer{Group: "g", terse: c.terse}).Commit(ctx, client, done); err != nil {
				t.Fatal(err)
			}
			for _, topic := range (<-requests).Topics {
				if len(topic.Partitions) != c.partitions {
					t.Errorf("%d partitions were committed, want %d", len(topic.Partitions), c.partitions)
				}
				for _, p := range topic.Partitions {
					text := ""
					if p.Metadata != nil {
						text = *p.Metadata
					}
					if len(text) < c.least || len(text) > c.most {
						t.Fatalf("partition %d: %d characters, want %d to %d", p.Partition, len(text), c.least, c.most)
					}
					if told := strings.HasPrefix(text, begun.Text()); told != (c.terse < tersest) {
						t.Fatalf("partition %d: %s begins with %s: %v", p.Partition, text, begun.Text(), told)
					}
				}
			}
			// What was written is read, for the topic's own id.
			offsets, err := kadm.NewClient(client).FetchOffsets(ctx, "g")
			if err != nil {
				t.Fatal(err)
			}
			name, id := lookUp(ctx, client, "t", [16]byte{})
			o, _ := offsets.Lookup("t", 0)
			_, rest := doneset.CutFirstRead(o.Metadata)
			ahead := doneset.Scope{Group: "g", Topic: name, Partition: 0, TopicID: id, Offset: 10}.Parse(rest)
			if c.terse == 0 != (len(ahead) > 0) || !slices.Equal(ahead, manyStretches(len(ahead), 11)) {
				t.Errorf("%d stretches are read again: %v", len(ahead), ahead)
			}
		})
	}
}
