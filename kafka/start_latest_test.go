package kafka_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

// latestGroup is a group with Start: Latest, and what its consumers handle.
type latestGroup struct {
	*stage
	mu      sync.Mutex
	handled []string // content ids
}

func newLatestGroup(t *testing.T, partitions int) *latestGroup {
	return &latestGroup{stage: newStage(t, partitions)}
}

// member is one that reads topics.
func (g *latestGroup) member(t *testing.T, protocol kafka.Protocol, topics ...string) *kafka.Consumer {
	t.Helper()
	config := kafka.ConsumerConfig{
		Start: kafka.StartLatest, Protocol: protocol, NoTopicCreation: true,
		Cluster: cluster.Config{ClientOptions: quickly(kgo.MetadataMaxAge(200*time.Millisecond), kgo.MetadataMinAge(50*time.Millisecond))},
	}
	for _, topic := range topics {
		config.Topics = append(config.Topics, g.name(topic))
	}
	c := g.consumer(t, config)
	handle(t, c, g.note)
	return c
}

// note is the handler of its members.
func (g *latestGroup) note(_ context.Context, e events.Event[content.Created]) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.handled = append(g.handled, e.Payload.ContentID)
	return nil
}

// produce writes events about contents to a partition of a topic.
func (g *latestGroup) produce(t *testing.T, topic string, partition int32, ids ...string) {
	t.Helper()
	g.awaitPartition(t, topic, partition)
	c := client(t, g.brokers, kgo.RecordPartitioner(kgo.ManualPartitioner()))
	defer c.Close()
	for _, id := range ids {
		r := &kgo.Record{Topic: g.name(topic), Partition: partition, Key: []byte(id), Value: document(t, created(id))}
		if err := c.ProduceSync(deadline(t), r).FirstErr(); err != nil {
			t.Fatal(err)
		}
	}
}

// awaitBegun waits until the group has committed where it begins in each
// partition of a topic.
func (g *latestGroup) awaitBegun(t *testing.T, topic string, partitions int) {
	t.Helper()
	ctx := deadline(t)
	for {
		offsets, err := g.admin.FetchOffsets(ctx, g.group)
		n := 0
		for _, o := range offsets[g.name(topic)] {
			if o.At >= 0 {
				n++
			}
		}
		if err == nil && n == partitions {
			return
		}
		if ctx.Err() != nil {
			t.Fatalf("the group has begun in %d of %d partitions of %s: %v", n, partitions, topic, err)
		}
	}
}

// awaitHandled waits until just these contents were handled, in any order.
func (g *latestGroup) awaitHandled(t *testing.T, want ...string) {
	t.Helper()
	ctx := deadline(t)
	slices.Sort(want)
	for {
		g.mu.Lock()
		got := slices.Sorted(slices.Values(g.handled))
		g.mu.Unlock()
		if slices.Equal(got, want) {
			return
		}
		if ctx.Err() != nil || len(got) > len(want) {
			t.Fatalf("handled %v, want %v", got, want)
		}
		time.Sleep(time.Millisecond) // between two looks
	}
}

func TestLatest(t *testing.T) {
	for name, play := range map[string]func(*testing.T, kafka.Protocol){
		"restart before the first event":         latestRestart,
		"partition added while running":          latestPartitionAdded,
		"partition added while stopped":          latestPartitionAddedMeanwhile,
		"topic created while running":            latestTopicCreated,
		"topic created while stopped":            latestTopicCreatedMeanwhile,
		"old topic subscribed later":             latestOldTopic,
		"group from before beginnings were kept": latestOldGroup,
		"second member":                          latestSecondMember,
	} {
		for protocol, with := range map[string]kafka.Protocol{"classic": kafka.ProtocolClassic, "KIP-848": kafka.ProtocolKIP848} {
			t.Run(name+"/"+protocol, func(t *testing.T) {
				t.Parallel()
				play(t, with)
			})
		}
	}
}

func latestRestart(t *testing.T, protocol kafka.Protocol) {
	g := newLatestGroup(t, 2)
	g.produce(t, "content.events", 0, "before")
	run := runUntilStopped(t, g.member(t, protocol, "content.events"))
	g.awaitBegun(t, "content.events", 2)
	if err := run.stop(t); err != nil {
		t.Fatal(err)
	}
	g.produce(t, "content.events", 0, "a")
	g.produce(t, "content.events", 1, "b")
	runUntilStopped(t, g.member(t, protocol, "content.events"))
	g.awaitHandled(t, "a", "b")
}

func (g *latestGroup) addPartition(t *testing.T, topic string) {
	t.Helper()
	if _, err := g.admin.CreatePartitions(deadline(t), 1, g.name(topic)); err != nil {
		t.Fatal(err)
	}
}

func latestPartitionAdded(t *testing.T, protocol kafka.Protocol) {
	g := newLatestGroup(t, 1)
	g.produce(t, "content.events", 0, "before")
	runUntilStopped(t, g.member(t, protocol, "content.events"))
	g.awaitBegun(t, "content.events", 1)
	g.addPartition(t, "content.events")
	g.produce(t, "content.events", 1, "a", "b") // before the group hears of it
	g.awaitHandled(t, "a", "b")
}

func latestPartitionAddedMeanwhile(t *testing.T, protocol kafka.Protocol) {
	g := newLatestGroup(t, 1)
	g.produce(t, "content.events", 0, "before")
	run := runUntilStopped(t, g.member(t, protocol, "content.events"))
	g.awaitBegun(t, "content.events", 1)
	if err := run.stop(t); err != nil {
		t.Fatal(err)
	}
	g.addPartition(t, "content.events")
	g.produce(t, "content.events", 1, "a")
	g.produce(t, "content.events", 0, "b")
	runUntilStopped(t, g.member(t, protocol, "content.events"))
	g.awaitHandled(t, "a", "b")
}

func latestTopicCreated(t *testing.T, protocol kafka.Protocol) {
	g := newLatestGroup(t, 1)
	run := runUntilStopped(t, g.member(t, protocol, "content.events", "late.events"))
	g.awaitBegun(t, "content.events", 1)
	g.create(t, 2, "late.events")
	g.produce(t, "late.events", 1, "a", "b") // before the group hears of it
	g.awaitHandled(t, "a", "b")
	g.awaitBegun(t, "late.events", 2)
	// A restart changes nothing, nor does another partition.
	if err := run.stop(t); err != nil {
		t.Fatal(err)
	}
	g.produce(t, "late.events", 0, "c")
	g.addPartition(t, "late.events")
	g.produce(t, "late.events", 2, "d")
	runUntilStopped(t, g.member(t, protocol, "content.events", "late.events"))
	g.awaitHandled(t, "a", "b", "c", "d")
}

func latestTopicCreatedMeanwhile(t *testing.T, protocol kafka.Protocol) {
	g := newLatestGroup(t, 1)
	run := runUntilStopped(t, g.member(t, protocol, "content.events", "late.events"))
	g.awaitBegun(t, "content.events", 1)
	if err := run.stop(t); err != nil {
		t.Fatal(err)
	}
	g.create(t, 1, "late.events")
	g.produce(t, "late.events", 0, "a", "b")
	runUntilStopped(t, g.member(t, protocol, "content.events", "late.events"))
	g.awaitHandled(t, "a", "b")
}

func latestOldTopic(t *testing.T, protocol kafka.Protocol) {
	g := newLatestGroup(t, 1)
	g.create(t, 2, "old.events")
	g.produce(t, "old.events", 0, "ancient")
	run := runUntilStopped(t, g.member(t, protocol, "content.events"))
	g.awaitBegun(t, "content.events", 1)
	if err := run.stop(t); err != nil {
		t.Fatal(err)
	}
	g.produce(t, "old.events", 0, "old")
	run = runUntilStopped(t, g.member(t, protocol, "content.events", "old.events"))
	g.awaitBegun(t, "old.events", 2)
	if err := run.stop(t); err != nil {
		t.Fatal(err)
	}
	g.produce(t, "old.events", 0, "a")
	g.produce(t, "old.events", 1, "b")
	runUntilStopped(t, g.member(t, protocol, "content.events", "old.events"))
	g.awaitHandled(t, "a", "b")
}

// A group that committed before beginnings were kept begins, where it has no
// offset, when it first runs again; and from then on is as any other.
func latestOldGroup(t *testing.T, protocol kafka.Protocol) {
	g := newLatestGroup(t, 2)
	g.produce(t, "content.events", 0, "handled", "a")
	g.produce(t, "content.events", 1, "before")
	var at kadm.Offsets
	at.AddOffset(g.name("content.events"), 0, 1, -1)
	if err := g.admin.CommitAllOffsets(deadline(t), g.group, at); err != nil {
		t.Fatal(err)
	}
	run := runUntilStopped(t, g.member(t, protocol, "content.events"))
	g.awaitBegun(t, "content.events", 2)
	g.awaitHandled(t, "a")
	if err := run.stop(t); err != nil {
		t.Fatal(err)
	}
	g.addPartition(t, "content.events")
	g.produce(t, "content.events", 1, "b")
	g.produce(t, "content.events", 2, "c")
	runUntilStopped(t, g.member(t, protocol, "content.events"))
	g.awaitHandled(t, "a", "b", "c")
}

// A member that comes later goes on where the group began, not where it is.
func latestSecondMember(t *testing.T, protocol kafka.Protocol) {
	g := newLatestGroup(t, 4)
	for p := range int32(4) {
		g.produce(t, "content.events", p, "before")
	}
	runUntilStopped(t, g.member(t, protocol, "content.events"))
	g.awaitBegun(t, "content.events", 4)
	runUntilStopped(t, g.member(t, protocol, "content.events"))
	var want []string
	for p := range int32(4) {
		id := fmt.Sprint("after-", p)
		g.produce(t, "content.events", p, id)
		want = append(want, id)
	}
	g.awaitHandled(t, want...)
}

// TestLatest_ClusterDoesNotTell has the cluster refuse to tell what the group needs to
// know where it begins. The group begins once the cluster answers.
func TestLatest_ClusterDoesNotTell(t *testing.T) {
	for name, fault := range map[string]kfake.Fault{
		"first offsets": {Keys: []kmsg.Key{kmsg.ListOffsets}, When: listing(true)},
		"last offsets":  {Keys: []kmsg.Key{kmsg.ListOffsets}, When: listing(false)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := newLatestGroup(t, 1)
			if g.cluster == nil {
				t.Skip("it has an embedded broker of its own")
			}
			g.produce(t, "content.events", 0, "before")
			fault.Topic, fault.Err, fault.Count = g.name("content.events"), kerr.TopicAuthorizationFailed, -1
			refused := g.cluster.Fault(fault)
			log := make(logLines, 100)
			c := g.consumer(t, kafka.ConsumerConfig{Start: kafka.StartLatest, Retry: soon, Logger: log.logger(), Cluster: cluster.Config{ClientOptions: quickly()}})
			handle(t, c, g.note)
			r := runUntilStopped(t, c)
			log.await(t, "kafka: cannot determine where the group starts; retrying")
			refused.Remove()
			g.awaitBegun(t, "content.events", 1)
			g.produce(t, "content.events", 0, "a")
			g.awaitHandled(t, "a")
			if err := r.stop(t); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestLatest_RunToEndCommitsWhereTheGroupBegins(t *testing.T) {
	t.Parallel()
	g := newLatestGroup(t, 2)
	g.produce(t, "content.events", 0, "before")
	run := func() {
		t.Helper()
		if err := g.member(t, kafka.ProtocolClassic, "content.events").RunToEnd(deadline(t)); err != nil {
			t.Fatal(err)
		}
	}
	run()
	g.awaitBegun(t, "content.events", 2)
	g.produce(t, "content.events", 0, "a")
	g.produce(t, "content.events", 1, "b")
	run()
	g.awaitHandled(t, "a", "b")
}

func TestRunToEnd_ReadsAgainWhereTheCommittedOffsetIsPastTheEnd(t *testing.T) {
	t.Parallel()
	s := newStage(t, 2)
	for n := range 5 {
		s.send(t, &kgo.Record{Key: []byte("k"), Value: document(t, created(fmt.Sprint("c-", n)))})
	}
	var at kadm.Offsets
	at.AddOffset(s.name("content.events"), 0, 100, -1)
	at.AddOffset(s.name("content.events"), 1, 0, -1)
	if err := s.admin.CommitAllOffsets(deadline(t), s.group, at); err != nil {
		t.Fatal(err)
	}
	for round, want := range []int{5, 0} {
		c, n := s.consumer(t, kafka.ConsumerConfig{}), 0
		handle(t, c, func(context.Context, events.Event[content.Created]) error { n++; return nil })
		if err := c.RunToEnd(deadline(t)); err != nil {
			t.Fatal(err)
		}
		if n != want {
			t.Errorf("round %d handled %d, want %d", round, n, want)
		}
	}
	if got := s.committed(t); got != 5 {
		t.Errorf("committed %d, want 5", got)
	}
}
