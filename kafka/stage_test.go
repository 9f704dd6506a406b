package kafka_test

import (
	"context"
	"crypto/rand"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

// realBrokers are those of MEDIAMESH_TEST_BROKERS, nil if there are none: then
// each test has an embedded broker.
var realBrokers = func() []string {
	if list := os.Getenv("MEDIAMESH_TEST_BROKERS"); list != "" {
		return strings.Split(list, ",")
	}
	return nil
}()

// A stage is what a test has to itself in a cluster that it may share: topics
// and groups under a prefix that nobody else has.
type stage struct {
	brokers []string
	prefix  string
	group   string
	admin   *kadm.Client
	cluster *kfake.Cluster // nil if it is not embedded
}

// newStage returns a stage whose topic content.events has so many partitions.
// The cluster creates no topics by itself.
func newStage(t testing.TB, partitions int) *stage {
	t.Helper()
	s := &stage{brokers: realBrokers, prefix: "test-kafka-" + strings.ToLower(rand.Text()[:8]) + "."}
	if s.brokers == nil {
		s.cluster = embedded(t)
		s.brokers = s.cluster.ListenAddrs()
	}
	s.group = s.prefix + "group"
	c := client(t, s.brokers)
	s.admin = kadm.NewClient(c)
	if realBrokers != nil {
		t.Cleanup(func() { s.clear(t) })
	}
	s.create(t, partitions, "content.events")
	return s
}

// embedded is a broker as tests of groups want it: as quick to notice members
// that come and go as the real one that tests use. It is what package broker
// embeds, which leaves these at Kafka's defaults.
func embedded(t testing.TB) *kfake.Cluster {
	t.Helper()
	c, err := kfake.NewCluster(
		kfake.NumBrokers(1), kfake.DefaultNumPartitions(1), kfake.GroupMinSessionTimeout(100*time.Millisecond),
		kfake.BrokerConfigs(map[string]string{
			"group.consumer.heartbeat.interval.ms": "100", "group.consumer.session.timeout.ms": "6000",
		}))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// name is the name of a topic or group of the stage.
func (s *stage) name(of string) string { return s.prefix + of }

// naming leads events to the stage's topics.
func (s *stage) naming() kafka.Naming { return kafka.Prefixed(s.prefix, kafka.PerDomain) }

func (s *stage) create(t testing.TB, partitions int, topics ...string) {
	t.Helper()
	const clusterDefault = -1
	for _, topic := range topics {
		if _, err := s.admin.CreateTopic(deadline(t), int32(partitions), clusterDefault, nil, s.name(topic)); err != nil {
			t.Fatal(err)
		}
		s.awaitPartition(t, topic, int32(partitions)-1)
	}
}

// awaitPartition waits until the cluster tells of a partition that was just
// created. A busy one takes longer than clients wait.
func (s *stage) awaitPartition(t testing.TB, topic string, partition int32) {
	t.Helper()
	ctx := deadline(t)
	for {
		topics, err := s.admin.ListTopics(ctx, s.name(topic))
		if p, ok := topics[s.name(topic)].Partitions[partition]; ok && p.Err == nil && p.Leader >= 0 {
			return
		}
		if ctx.Err() != nil {
			t.Fatalf("%s has no partition %d: %v", topic, partition, err)
		}
	}
}

// clear removes all that has the stage's name.
func (s *stage) clear(t testing.TB) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	topics, err := s.admin.ListTopics(ctx)
	if err != nil {
		t.Error(err)
	}
	var ours []string
	for _, topic := range topics.Names() {
		if strings.HasPrefix(topic, s.prefix) {
			ours = append(ours, topic)
		}
	}
	if _, err := s.admin.DeleteTopics(ctx, ours...); err != nil {
		t.Errorf("deleting topics: %v", err)
	}
	groups, err := s.admin.ListGroups(ctx)
	if err != nil {
		t.Error(err)
	}
	for _, group := range groups.Groups() {
		if strings.HasPrefix(group, s.prefix) {
			if _, err := s.admin.DeleteGroup(ctx, group); err != nil {
				t.Errorf("deleting group %s: %v", group, err)
			}
		}
	}
}

// publish publishes events to the stage's topics.
func (s *stage) publish(t testing.TB, list ...events.Message) {
	t.Helper()
	pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: s.brokers}, Topics: s.naming()})
	if err := pub.Publish(deadline(t), list...); err != nil {
		t.Fatal(err)
	}
	if err := pub.Close(context.Background()); err != nil {
		t.Fatal(err)
	}
}

// send produces records as they are, to content.events, in the partitions that
// they name.
func (s *stage) send(t testing.TB, records ...*kgo.Record) {
	t.Helper()
	c := client(t, s.brokers, kgo.RecordPartitioner(kgo.ManualPartitioner()), kgo.DefaultProduceTopic(s.name("content.events")))
	defer c.Close()
	if err := c.ProduceSync(deadline(t), records...).FirstErr(); err != nil {
		t.Fatal(err)
	}
}

// consumer is a member of the stage's group.
func (s *stage) consumer(t testing.TB, config kafka.ConsumerConfig) *kafka.Consumer {
	t.Helper()
	config.Cluster.Brokers = s.brokers
	if config.Naming == nil {
		config.Naming = s.naming()
	}
	if config.Group == "" {
		config.Group = s.group
	}
	return newConsumer(t, config)
}

// held returns all records of a topic.
func (s *stage) held(t testing.TB, topic string) []*kgo.Record {
	t.Helper()
	return held(t, s.brokers, s.name(topic))
}

// committed returns how far the group has committed content.events, all
// partitions together.
func (s *stage) committed(t testing.TB) int64 {
	t.Helper()
	return committed(t, s.brokers, s.group, s.name("content.events"))
}

// awaitCommitted waits until that is so far.
func (s *stage) awaitCommitted(t testing.TB, want int64) {
	t.Helper()
	ctx := deadline(t)
	for {
		offsets, err := s.admin.FetchOffsets(ctx, s.group)
		if err != nil && !errors.Is(err, kerr.GroupIDNotFound) || ctx.Err() != nil {
			t.Fatalf("not committed to %d: %v", want, err)
		}
		var sum int64
		offsets.Each(func(o kadm.OffsetResponse) {
			if o.Topic == s.name("content.events") && o.At > 0 {
				sum += o.At
			}
		})
		if sum == want {
			return
		}
	}
}

// members is how many members the group has.
func (s *stage) members(t testing.TB, protocol kafka.Protocol) int {
	t.Helper()
	if protocol == kafka.ProtocolClassic {
		return membersOf(t, s.brokers, s.group)
	}
	groups, err := s.admin.DescribeConsumerGroups(deadline(t), s.group)
	if err != nil {
		t.Fatal(err)
	}
	return len(groups[s.group].Members)
}

// quickly has a member of a group notice soon that others come and go, and others notice
// in seconds that it has gone without leaving. A shorter session would end on a busy
// machine while the member is there.
func quickly(more ...kgo.Opt) []kgo.Opt {
	return append([]kgo.Opt{
		kgo.HeartbeatInterval(50 * time.Millisecond), kgo.SessionTimeout(6 * time.Second),
	}, more...)
}
