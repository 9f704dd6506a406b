package positions

import (
	"context"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/mediamesh/events/kafka/internal/doneset"
	"github.com/mediamesh/events/kafka/internal/lanes"
	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"
)

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

	s := lanes.New[struct{}](lanes.Options[struct{}]{
		Stopping: t.Context(), Records: 100, Bytes: 100,
		Writes: func(*struct{}) bool { return false }, Release: func(*struct{}) {},
	})
	for p := range topic.Partitions {
		s.Assign([]lanes.Place{{Topic: "t", Partition: int32(p)}})
	}
	s.Continue(Fetched(t.Context(), nil, "g", resp))
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
		at := lanes.Place{Topic: "t", Partition: int32(p)}
		if got := s.FirstRead(at); got != want.begun {
			t.Errorf("partition %d: read since %v, want %v", p, got, want.begun)
		}
		if got := reached(s, at); got != want.reached.Offset {
			t.Errorf("partition %d goes on from %d, want %d", p, got, want.reached.Offset)
		}
	}
	if marks := s.Uncommitted(); len(marks) > 0 {
		t.Errorf("to be committed: %v", slices.Collect(maps.Keys(marks)))
	}
	// What is completed ahead is not taken up again.
	for p := range topic.Partitions {
		at := lanes.Place{Topic: "t", Partition: int32(p)}
		from, before := max(0, reached(s, at))+2, s.View(time.Time{}).Records
		for offset := from; offset < from+2; offset++ {
			s.Add([]*kgo.Record{{Topic: at.Topic, Partition: at.Partition, Offset: offset, LeaderEpoch: 5}})
		}
		want := 2
		if p < 2 {
			want = 0
		}
		if got := s.View(time.Time{}).Records - before; got != want {
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
func reached(s *lanes.Scheduler[struct{}, struct{}], at lanes.Place) int64 {
	for _, p := range s.View(time.Time{}).Progress {
		if p.Place == at {
			return p.Offset
		}
	}
	return -1
}
