package clients

import (
	"context"
	"crypto/rand"
	"strings"
	"testing"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka"
)

// partitions is how many each topic has.
const partitions = 6

// A stage is what a test has to itself in a cluster that it may share: topics
// and groups under a name that nobody else has.
type stage struct {
	prefix string
	admin  *kadm.Client
}

// newStage returns a stage with topics. With the test, all that has its name
// goes, dead-letter topics and the groups that clients made included.
func newStage(t *testing.T, topics ...string) *stage {
	t.Helper()
	client, err := kgo.NewClient(kgo.SeedBrokers(brokers...), kgo.DisableClientMetrics())
	if err != nil {
		t.Fatal(err)
	}
	s := &stage{prefix: "test-clients-" + strings.ToLower(rand.Text()[:8]) + ".", admin: kadm.NewClient(client)}
	t.Cleanup(func() {
		s.clear(t)
		client.Close()
	})
	for _, topic := range topics {
		const clusterDefault = -1
		if _, err := s.admin.CreateTopic(deadline(t), partitions, clusterDefault, nil, s.name(topic)); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// name is the name of a topic or group of the stage.
func (s *stage) name(of string) string { return s.prefix + of }

// naming leads events to the stage's topics.
func (s *stage) naming() kafka.Naming { return kafka.Prefixed(s.prefix, kafka.PerDomain) }

func (s *stage) clear(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	topics, err := s.admin.ListTopics(ctx)
	if err != nil {
		t.Error(err)
	}
	for _, topic := range topics.Names() {
		if strings.HasPrefix(topic, s.prefix) {
			if _, err := s.admin.DeleteTopic(ctx, topic); err != nil {
				t.Errorf("deleting topic %s: %v", topic, err)
			}
		}
	}
	groups, err := s.admin.ListGroups(ctx)
	if err != nil {
		t.Error(err)
	}
	for _, group := range groups.Groups() {
		if strings.HasPrefix(group, s.prefix) {
			// A client that has not left its group makes this fail.
			if _, err := s.admin.DeleteGroup(ctx, group); err != nil {
				t.Errorf("deleting group %s: %v", group, err)
			}
		}
	}
}

// held returns all records that a topic has.
func (s *stage) held(t *testing.T, topic string) []*kgo.Record {
	t.Helper()
	ends, err := s.admin.ListEndOffsets(deadline(t), s.name(topic))
	if err == nil {
		err = ends.Error()
	}
	if err != nil {
		t.Fatal(err)
	}
	var n int64
	ends.Each(func(o kadm.ListedOffset) { n += o.Offset })
	return s.waitFor(t, topic, int(n))
}

// waitFor returns a topic's records once it has so many.
func (s *stage) waitFor(t *testing.T, topic string, n int) []*kgo.Record {
	t.Helper()
	client, err := kgo.NewClient(kgo.SeedBrokers(brokers...), kgo.DisableClientMetrics(), kgo.ConsumeTopics(s.name(topic)))
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	ctx := deadline(t)
	var records []*kgo.Record
	for len(records) < n {
		fetches := client.PollFetches(ctx)
		if err := fetches.Err(); err != nil {
			t.Fatalf("%d of %d records of %s: %v", len(records), n, topic, err)
		}
		records = append(records, fetches.Records()...)
	}
	return records
}

// gzipped is the number of Kafka's codec.
const gzipped = 1

// compressed tells by which codec a topic's batches are compressed, 0 for none.
func (s *stage) compressed(t *testing.T, topic string) uint8 {
	t.Helper()
	records := s.held(t, topic)
	codec := records[0].Attrs.CompressionType()
	for _, r := range records {
		if r.Attrs.CompressionType() != codec {
			t.Errorf("%s has batches of codec %d and %d", topic, codec, r.Attrs.CompressionType())
		}
	}
	return codec
}
