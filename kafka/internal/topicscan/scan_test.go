package topicscan

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events/kafka/cluster"
)

// scannedTopic is a topic of two partitions, the second of which has the later half
// of so many records.
func scannedTopic(t *testing.T, records int) (*Access, *kadm.Client, Ranges) {
	t.Helper()
	c, err := kfake.NewCluster(kfake.NumBrokers(1), kfake.SeedTopics(2, "t"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	client, err := kgo.NewClient(kgo.SeedBrokers(c.ListenAddrs()...), kgo.RecordPartitioner(kgo.ManualPartitioner()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	var list []*kgo.Record
	for i := range records {
		list = append(list, &kgo.Record{Topic: "t", Partition: int32(2 * i / records), Timestamp: time.UnixMilli(int64(i))})
	}
	if err := client.ProduceSync(t.Context(), list...).FirstErr(); err != nil {
		t.Fatal(err)
	}
	admin := kadm.NewClient(client)
	ranges, err := Extent(t.Context(), admin, "t")
	if err != nil {
		t.Fatal(err)
	}
	return &Access{Cluster: cluster.Config{Brokers: c.ListenAddrs(), ConnectTimeout: 10 * time.Second}}, admin, ranges
}

// scanAll reads a scan to its end.
func scanAll(t *testing.T, s *Scan) (list []*kgo.Record) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	for {
		r, err := s.Next(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if r == nil {
			return list
		}
		list = append(list, r)
	}
}

// TestScanOldestFirst reads a partition that has to wait for another, which
// holds more than there is room for.
func TestScanOldestFirst(t *testing.T) {
	const records = 10 * scanRoom
	a, _, ranges := scannedTopic(t, records)
	s, err := New(t.Context(), a, ranges)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	list := scanAll(t, s)
	if len(list) != records {
		t.Fatalf("%d records, want %d", len(list), records)
	}
	for i, r := range list {
		if r.Timestamp.UnixMilli() != int64(i) {
			t.Fatalf("record %d is of time %d", i, r.Timestamp.UnixMilli())
		}
	}
}

// TestScan_Any reads each partition in its order, and all of them to their ends.
func TestScan_Any(t *testing.T) {
	const records = 4 * scanRoom
	a, _, ranges := scannedTopic(t, records)
	ranges.Set("t", 1, Range{From: 1, To: records/2 - 1})
	s, err := New(t.Context(), a, ranges)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	next := []int64{0, 1}
	for {
		r, err := s.Any(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if r == nil {
			break
		}
		if r.Offset != next[r.Partition] {
			t.Fatalf("partition %d: offset %d, want %d", r.Partition, r.Offset, next[r.Partition])
		}
		next[r.Partition]++
	}
	if next[0] != records/2 || next[1] != records/2-1 {
		t.Errorf("read to %v", next)
	}
}

// TestScan_Strict returns the error of a fetch that it tries again otherwise.
func TestScan_Strict(t *testing.T) {
	for _, strict := range []bool{false, true} {
		c, err := kfake.NewCluster(kfake.NumBrokers(1), kfake.SeedTopics(1, "t"))
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		a := &Access{Cluster: cluster.Config{Brokers: c.ListenAddrs(), ConnectTimeout: 10 * time.Second}}
		client, err := a.Open(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer client.Close()
		if err := client.ProduceSync(t.Context(), &kgo.Record{Topic: "t"}).FirstErr(); err != nil {
			t.Fatal(err)
		}
		c.Fault(kfake.Fault{Keys: []kmsg.Key{kmsg.Fetch}, Topic: "t", Err: kerr.InvalidRequest, Count: 1})
		s, err := New(t.Context(), a, Ranges{"t": {0: {0, 1}}})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		s.Strict = strict
		r, err := s.Next(t.Context())
		if got := errors.Is(err, kerr.InvalidRequest); got != strict || (r == nil) != strict {
			t.Errorf("strict %t: %v, %v", strict, r, err)
		}
	}
}

// TestScanDeleted ends though nothing comes of what was deleted meanwhile.
func TestScanDeleted(t *testing.T) {
	a, admin, ranges := scannedTopic(t, 10)
	var gone kadm.Offsets
	gone.AddOffset("t", 0, 5, -1)
	gone.AddOffset("t", 1, 3, -1)
	if _, err := admin.DeleteRecords(t.Context(), gone); err != nil {
		t.Fatal(err)
	}
	s, err := New(t.Context(), a, ranges)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	list := scanAll(t, s)
	if len(list) != 2 || list[0].Partition != 1 || list[0].Offset != 3 || list[1].Offset != 4 {
		t.Errorf("got %v, want the two that are left", list)
	}
}

// TestScanStopped ends with its context.
func TestScanStopped(t *testing.T) {
	a, _, ranges := scannedTopic(t, 2)
	ranges.Set("t", 0, Range{0, 2}) // which is past the end
	s, err := New(t.Context(), a, ranges)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if r, err := s.Next(ctx); r != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, %v", r, err)
	}
}

// A partition of which only the end is known may be new: what it holds is not known.
func TestExtent_ReportsPartitionWithoutStart(t *testing.T) {
	c, err := kfake.NewCluster(kfake.NumBrokers(1), kfake.SeedTopics(2, "t"))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	client, err := kgo.NewClient(kgo.SeedBrokers(c.ListenAddrs()...))
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	c.ControlKey(int16(kmsg.ListOffsets), func(req kmsg.Request) (kmsg.Response, error, bool) {
		const start = -2
		if req.(*kmsg.ListOffsetsRequest).Topics[0].Partitions[0].Timestamp != start {
			return nil, nil, false
		}
		answer := kmsg.NewListOffsetsResponseTopicPartition()
		answer.Partition, answer.Offset = 0, 0
		topic := kmsg.NewListOffsetsResponseTopic()
		topic.Topic, topic.Partitions = "t", []kmsg.ListOffsetsResponseTopicPartition{answer}
		resp := req.ResponseKind().(*kmsg.ListOffsetsResponse)
		resp.Topics = []kmsg.ListOffsetsResponseTopic{topic}
		return resp, nil, true
	})
	got, err := Extent(t.Context(), kadm.NewClient(client), "t")
	var failed *cluster.TopicError
	if !errors.As(err, &failed) || failed.Topic != "t" || !errors.Is(err, kerr.UnknownTopicOrPartition) {
		t.Errorf("%v, %v; want a *TopicError, %v", got, err, kerr.UnknownTopicOrPartition)
	}
}
