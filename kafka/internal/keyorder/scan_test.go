package keyorder

import (
	"log/slog"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/deadletter"
	"github.com/mediamesh/events/kafka/internal/lanes"
	"github.com/mediamesh/events/kafka/internal/provenance"
	"github.com/mediamesh/events/kafka/internal/topicscan"
)

// letterOf returns a dead letter of group g and partition 0 of t, with one more header.
func letterOf(offset int64, key, header, value string) *kgo.Record {
	return &kgo.Record{Topic: "d", Offset: offset, Key: []byte(key), Headers: []kgo.RecordHeader{
		{Key: deadletter.HeaderDLGroup, Value: []byte("g")}, {Key: deadletter.HeaderDLTopic, Value: []byte("t")},
		{Key: deadletter.HeaderDLPartition, Value: []byte("0")}, {Key: header, Value: []byte(value)},
	}}
}

// An interrupted scan continues where it stopped, even next to one that starts, and starts over
// if the topic was recreated.
func TestOrder_ContinuesInterruptedScans(t *testing.T) {
	o := New(Options{Group: "g", Redrives: provenance.NewVerifier(provenance.Options{})})
	list := []*kgo.Record{
		letterOf(0, "k", deadletter.HeaderDLOffset, "5"), letterOf(1, "l", deadletter.HeaderDLOffset, "6"),
		letterOf(2, "k", deadletter.HeaderDLOffset, "7"), letterOf(3, "k", deadletter.HeaderDLOffset, "9"),
	}
	at := lanes.Place{Topic: "t", Partition: 0}
	read := func(scans map[lanes.Place]*letterScan) {
		for _, l := range list[firstUnread(scans, 0, int64(len(list))):] {
			if err := o.note(t.Context(), l, scans, time.Now()); err != nil {
				t.Fatal(err)
			}
		}
		for _, s := range scans {
			s.next[0] = int64(len(list))
		}
	}
	scans := map[lanes.Place]*letterScan{at: newLetterScan()}
	all := list
	list = all[:2]
	read(scans)
	list = all
	scans[lanes.Place{Topic: "t", Partition: 1}] = newLetterScan()
	if n := firstUnread(scans, 0, 4); n != 0 {
		t.Errorf("read on from %d, which the second scan has not got", n)
	}
	read(scans)
	keys := scans[at].keys.keys
	if k, l := keys["k"], keys["l"]; len(keys) != 2 || len(k) != 3 || k[0].origin != 5 || k[1].origin != 7 || k[2].origin != 9 || len(l) != 1 || l[0].origin != 6 {
		t.Errorf("blocked are %v", keys)
	}
	if n := firstUnread(scans, 0, 4); n != 4 {
		t.Errorf("read on from %d, want 4", n)
	}
	if n := firstUnread(scans, 0, 1); n != 0 || len(scans[at].keys.keys) != 0 {
		t.Errorf("of a topic that was created again, read on from %d with %v", n, scans[at].keys.keys)
	}
}

// An open transaction in the dead-letter topic hides no dead letter behind it.
func TestOrder_FindsLettersBehindOpenTransaction(t *testing.T) {
	c, err := kfake.NewCluster(kfake.NumBrokers(1), kfake.SeedTopics(1, "d"))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	open := func(opts ...kgo.Opt) *kgo.Client {
		client, err := kgo.NewClient(append(opts, kgo.SeedBrokers(c.ListenAddrs()...))...)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(client.Close)
		return client
	}
	other := open(kgo.TransactionalID("x"))
	if err := other.BeginTransaction(); err != nil {
		t.Fatal(err)
	}
	if err := other.ProduceSync(t.Context(), &kgo.Record{Topic: "d"}).FirstErr(); err != nil {
		t.Fatal(err)
	}
	if err := open().ProduceSync(t.Context(), letterOf(0, "k", deadletter.HeaderDLOffset, "5")).FirstErr(); err != nil {
		t.Fatal(err)
	}
	at := lanes.Place{Topic: "t", Partition: 0}
	s := lanes.New[Keys](lanes.Options[struct{}]{Stopping: t.Context(), Records: 1})
	s.Assign([]lanes.Place{at})
	access := &topicscan.Access{Cluster: cluster.Config{Brokers: c.ListenAddrs(), ConnectTimeout: 10 * time.Second}}
	deadLetterTopic := func(string) string { return "d" }
	redrives := provenance.NewVerifier(provenance.Options{Access: access, DeadLetterTopic: deadLetterTopic})
	defer redrives.Close()
	o := New(Options{
		Group: "g", DeadLetterTopic: deadLetterTopic, Partitions: s, Redrives: redrives, Access: access, Logger: slog.New(slog.DiscardHandler),
	})
	if err := o.Find(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := s.Keys()[at].TurnOf(&kgo.Record{Key: []byte("k"), Offset: 6}, ""); got != Follow {
		t.Errorf("behind the dead letter: turn %d, want %d", got, Follow)
	}
	if blocked := o.Blocked(); len(blocked) != 1 || blocked["t"].Keys != 1 || blocked["t"].First.ID != "d/0/1" {
		t.Errorf("blocked are %+v", blocked)
	}
}
