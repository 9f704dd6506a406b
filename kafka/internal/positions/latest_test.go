package positions

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"maps"
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

// committedAt returns what a group has committed of a partition.
func committedAt(topic string, p int32, at int64, metadata string, err error) kadm.OffsetResponse {
	return kadm.OffsetResponse{Offset: kadm.Offset{Topic: topic, Partition: p, At: at, LeaderEpoch: 3, Metadata: metadata}, Err: err}
}

// TestHistoryOf knows of topics with a committed offset when the group began to
// read them, and of all when the group began.
func TestHistoryOf(t *testing.T) {
	early, late := doneset.FirstRead{Millis: 5, Partitions: 1}, doneset.FirstRead{Millis: 6, Partitions: 2}
	group := make(kadm.OffsetResponses)
	group.Add(committedAt("known", 0, 0, late.Text(), nil))
	group.Add(committedAt("known", 1, 7, early.Text()+"done1:AAAA", nil))
	group.Add(committedAt("unknown", 0, 7, "NO_METADATA", nil))
	group.Add(committedAt("later", 0, 7, late.Text(), nil))
	group.Add(committedAt("nothing", 0, -1, doneset.FirstRead{Millis: 1, Partitions: 1}.Text(), nil))
	group.Add(committedAt("failed", 0, 7, doneset.FirstRead{Millis: 1, Partitions: 1}.Text(), errors.New("x")))
	h := historyOf(group)
	if want := (map[string]doneset.FirstRead{"known": early, "unknown": {}, "later": late}); !maps.Equal(h.topics, want) || h.group != early {
		t.Errorf("topics %+v, group %+v; want %+v, %+v", h.topics, h.group, want, early)
	}
}

// TestTopicStart_StartOf checks where a partition begins that has records 10 to 19
// now.
func TestTopicStart_StartOf(t *testing.T) {
	listed := func(offset int64) kadm.ListedOffsets {
		l := make(kadm.ListedOffsets)
		if offset != absentOffset {
			l["t"] = map[int32]kadm.ListedOffset{1: {Topic: "t", Partition: 1, Offset: offset}}
		}
		return l
	}
	none := kgo.EpochOffset{Epoch: -1, Offset: -1}
	other := committedAt("t", 1, 15, "", nil)
	for _, c := range []struct {
		name      string
		committed kgo.EpochOffset // as the client knows it
		group     kadm.OffsetResponse
		since     int64 // the first record since the beginning
		had       int32 // partitions, in the beginning
		to        int64
		want      kgo.EpochOffset
	}{
		{"committed", kgo.EpochOffset{Epoch: 2, Offset: 12}, other, 17, 2, 20, kgo.EpochOffset{Epoch: 2, Offset: 12}},
		{"committed before its first record", kgo.EpochOffset{Epoch: 2, Offset: 0}, other, 17, 2, 20, kgo.EpochOffset{Epoch: 2, Offset: 0}},
		{"committed by another member meanwhile", none, other, 17, 2, 20, kgo.EpochOffset{Epoch: 3, Offset: 15}},
		{"the same, before its first record", none, committedAt("t", 1, 0, "", nil), 17, 2, 20, kgo.EpochOffset{Epoch: 3, Offset: 0}},
		{"committed, as it seems, which cannot be told", none, committedAt("t", 1, 15, "", errors.New("x")), 17, 2, 20, kgo.EpochOffset{Epoch: -1, Offset: 17}},
		{"never committed", none, committedAt("t", 1, -1, "", nil), 17, 2, 20, kgo.EpochOffset{Epoch: -1, Offset: 17}},
		{"the first record since lies beyond what is committed", none, committedAt("u", 1, 15, "", nil), 25, 2, 20, kgo.EpochOffset{Epoch: -1, Offset: 20}},
		{"no record since", none, committedAt("u", 1, 15, "", nil), -1, 2, 20, kgo.EpochOffset{Epoch: -1, Offset: 20}},
		{"its first record is the first since", none, committedAt("u", 1, 15, "", nil), 0, 2, 20, kgo.EpochOffset{Epoch: -1, Offset: 10}},
		{"the group begins now", none, committedAt("u", 1, 15, "", nil), absentOffset, 2, 20, kgo.EpochOffset{Epoch: -1, Offset: 20}},
		{"added since", none, committedAt("u", 1, 15, "", nil), 17, 1, 20, kgo.EpochOffset{Epoch: -1, Offset: 10}},
		{"added a moment ago", none, committedAt("u", 1, 15, "", nil), 17, 2, absentOffset, kgo.EpochOffset{Epoch: -1, Offset: 10}},
	} {
		t.Run(c.name, func(t *testing.T) {
			group := make(kadm.OffsetResponses)
			group.Add(c.group)
			start := &topicStart{
				topic: "t", beginning: doneset.FirstRead{Millis: 1, Partitions: c.had}, history: historyOf(group), from: listed(10), to: listed(c.to), since: listed(c.since),
			}
			if got := start.startOf(1, c.committed); got != c.want {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}

// absentOffset is of a partition that a cluster does not list.
const absentOffset = -99

// TestLatest_AdjustEndsWithContext ends the context while it waits to read the
// group's offsets again. The client must get the error: without one it would take the
// partitions for decided.
func TestLatest_AdjustEndsWithContext(t *testing.T) {
	cluster, err := kfake.NewCluster(kfake.NumBrokers(1))
	if err != nil {
		t.Fatal(err)
	}
	defer cluster.Close()
	cluster.Fault(kfake.Fault{Keys: []kmsg.Key{kmsg.OffsetFetch}, Group: "test", Err: kerr.GroupAuthorizationFailed, Count: -1})
	client, err := kgo.NewClient(kgo.SeedBrokers(cluster.ListenAddrs()...))
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	var log bytes.Buffer
	l := NewLatest(LatestOptions{Wait: func(int) time.Duration { return time.Hour }})
	l.group = Group{
		Name: "test", Client: client,
		Logger: slog.New(slog.NewTextHandler(io.MultiWriter(&log, writerFunc(cancel)), nil)), // ends ctx when it logs that it waits
	}
	close(l.begun)
	offsets := map[string]map[int32]kgo.Offset{"t": {0: kgo.NewOffset().AtEnd()}}
	got, err := l.Adjust(ctx, offsets)
	if got != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("offsets %v, %v, want %v", got, err, context.Canceled)
	}
	if want := "cannot determine where the group starts; retrying"; !strings.Contains(log.String(), want) {
		t.Errorf("logged %s\nwant   %s", log.String(), want)
	}
}

// A writerFunc is called for each text that is written.
type writerFunc func()

func (f writerFunc) Write(p []byte) (int, error) {
	f()
	return len(p), nil
}
