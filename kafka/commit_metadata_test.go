package kafka

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events/kafka/internal/doneset"
)

// manyStretches returns stretches of one record each, every second one of a
// partition, from an offset on.
func manyStretches(n int, from int64) (list doneset.Ranges) {
	for i := range int64(n) {
		list = append(list, doneset.Range{From: from + 2*i, To: from + 2*i + 1, Epoch: 1})
	}
	return list
}

// TestWithAhead_FillsTheRoomOfACommit commits partitions that have more done ahead
// than a commit has room for: what is left out is the end of it, evenly.
func TestWithAhead_FillsTheRoomOfACommit(t *testing.T) {
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
			r := &run{config: ConsumerConfig{Group: "g"}, client: client, terse: c.terse}
			marks := make(map[place]mark)
			for p := range c.partitions {
				marks[place{Topic: "t", Partition: int32(p)}] = mark{At: kgo.EpochOffset{Epoch: 1, Offset: 10}, Ahead: manyStretches(2000, 11), FirstRead: begun}
			}
			if err := r.commitAt(r.withAhead(ctx, marks), offsetsIn(marks)); err != nil {
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

// TestFetched_GoesOnFromWhatIsCommitted passes on the committed offsets of
// partitions, and what was committed with them, unless there is none or it cannot
// be told.
func TestFetched_GoesOnFromWhatIsCommitted(t *testing.T) {
	id := [16]byte{7}
	begun := doneset.FirstRead{Millis: 1_795_507_200_000, Partitions: 3}
	metadata := func(p int32, base int64) *string {
		w := doneset.Scope{Group: "g", Topic: "t", Partition: p, TopicID: id, Offset: base}
		text := begun.Text() + w.Text(doneset.Ranges{{From: base + 2, To: base + 4, Epoch: 5}}, doneset.MaxText)
		return &text
	}
	others := "NO_METADATA"
	topic := kmsg.OffsetFetchResponseGroupTopic{Topic: "t", TopicID: id}
	for p, answer := range []kmsg.OffsetFetchResponseGroupTopicPartition{
		{Offset: 10, LeaderEpoch: 4, Metadata: metadata(0, 10)},
		{Offset: 0, LeaderEpoch: 4, Metadata: metadata(1, 0)},
		{Offset: -1, LeaderEpoch: 4, Metadata: metadata(2, 0)},
		{Offset: 10, LeaderEpoch: 4, Metadata: metadata(3, 10), ErrorCode: kerr.UnstableOffsetCommit.Code},
		{Offset: 10, LeaderEpoch: 4},
		{Offset: 10, LeaderEpoch: 4, Metadata: &others},
		{Offset: 10, LeaderEpoch: 4, Metadata: metadata(6, 9)},
	} {
		answer.Partition = int32(p)
		topic.Partitions = append(topic.Partitions, answer)
	}
	resp := &kmsg.OffsetFetchResponse{Groups: []kmsg.OffsetFetchResponseGroup{{Group: "g", Topics: []kmsg.OffsetFetchResponseGroupTopic{topic}}}}

	r := &run{config: ConsumerConfig{Group: "g"}, scheduler: newScheduler(t.Context(), &ConsumerConfig{MaxInFlight: 100, MaxInFlightBytes: 100})}
	for p := range topic.Partitions {
		r.scheduler.Assign([]place{{Topic: "t", Partition: int32(p)}})
	}
	if err := r.fetched(t.Context(), nil, resp); err != nil {
		t.Fatal(err)
	}
	none := kgo.EpochOffset{Epoch: -1, Offset: -1}
	at := func(offset int64) kgo.EpochOffset { return kgo.EpochOffset{Epoch: 4, Offset: offset} }
	for p, want := range []struct {
		reached kgo.EpochOffset
		ahead   doneset.Ranges
		begun   doneset.FirstRead
	}{
		{at(10), doneset.Ranges{{From: 12, To: 14, Epoch: 5}}, begun},
		{at(0), doneset.Ranges{{From: 2, To: 4, Epoch: 5}}, begun},
		{none, nil, doneset.FirstRead{}},
		{none, nil, doneset.FirstRead{}},
		{at(10), nil, doneset.FirstRead{}},
		{at(10), nil, doneset.FirstRead{}},
		{at(10), nil, begun}, // what is ahead was said of another offset
	} {
		at := place{Topic: "t", Partition: int32(p)}
		if got := r.scheduler.FirstRead(at); got != want.begun {
			t.Errorf("partition %d: read since %v, want %v", p, got, want.begun)
		}
		if got := reached(r.scheduler, at); got != want.reached.Offset {
			t.Errorf("partition %d goes on from %d, want %d", p, got, want.reached.Offset)
		}
	}
	if marks := r.scheduler.Uncommitted(); len(marks) > 0 {
		t.Errorf("to be committed: %v", slices.Collect(maps.Keys(marks)))
	}
	// What is completed ahead is not taken up again.
	for p := range topic.Partitions {
		at := place{Topic: "t", Partition: int32(p)}
		from, before := max(0, reached(r.scheduler, at))+2, r.scheduler.View(time.Time{}).Records
		for offset := from; offset < from+2; offset++ {
			r.scheduler.Add([]*kgo.Record{{Topic: at.Topic, Partition: at.Partition, Offset: offset, LeaderEpoch: 5}})
		}
		want := 2
		if p < 2 {
			want = 0
		}
		if got := r.scheduler.View(time.Time{}).Records - before; got != want {
			t.Errorf("partition %d: %d records are taken up, want %d", p, got, want)
		}
	}
}

// TestLookUp finds a topic's id by its name, and its name by its id.
func TestLookUp(t *testing.T) {
	cluster, err := kfake.NewCluster(kfake.NumBrokers(1), kfake.SeedTopics(1, "t", "u"))
	if err != nil {
		t.Fatal(err)
	}
	defer cluster.Close()
	client, err := kgo.NewClient(kgo.SeedBrokers(cluster.ListenAddrs()...), kgo.DisableClientMetrics())
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	topics, err := kadm.NewClient(client).ListTopics(ctx, "t")
	if err != nil || topics["t"].ID == (kadm.TopicID{}) {
		t.Fatalf("topic t is %+v, %v", topics["t"], err)
	}
	id := [16]byte(topics["t"].ID)
	for _, c := range []struct {
		name     string
		id       [16]byte
		wantName string
		wantID   [16]byte
	}{
		{"t", [16]byte{}, "t", id},
		{"", id, "t", id},
		{"", [16]byte{9}, "", [16]byte{9}},
		{"gone", [16]byte{}, "gone", [16]byte{}},
	} {
		if name, id := lookUp(ctx, client, c.name, c.id); name != c.wantName || id != c.wantID {
			t.Errorf("%q %x is %q %x, want %q %x", c.name, c.id, name, id, c.wantName, c.wantID)
		}
	}
}

// reached returns the first offset of a partition that is not completed, -1 if it has none.
func reached(s *scheduler, at place) int64 {
	for _, p := range s.View(time.Time{}).Progress {
		if p.Place == at {
			return p.Offset
		}
	}
	return -1
}
