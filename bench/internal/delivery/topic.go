package delivery

import (
	"context"
	"errors"
	"fmt"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"
)

// testTopics makes and fills topics.
type testTopics struct {
	brokers []string
	admin   *kadm.Client
	client  *kgo.Client
	topics  []string // that were made
	groups  []string // that were named
	prefix  string   // of all of them
}

// connect connects to a cluster. What it makes has the prefix in its name.
func connect(brokers []string, prefix string) (*testTopics, error) {
	client, err := kgo.NewClient(
		kgo.SeedBrokers(brokers...), kgo.RequiredAcks(kgo.AllISRAcks()),
		kgo.ProducerBatchCompression(kgo.NoCompression()), kgo.UnknownTopicRetries(5),
	)
	if err != nil {
		return nil, err
	}
	return &testTopics{brokers: brokers, client: client, admin: kadm.NewClient(client), prefix: prefix}, nil
}

// create makes an empty topic.
func (c *testTopics) create(ctx context.Context, name string, partitions int) (topic string, err error) {
	topic = c.prefix + "." + name
	r, err := c.admin.CreateTopic(ctx, int32(partitions), -1, nil, topic)
	if err = errors.Join(err, r.Err); err != nil {
		return "", fmt.Errorf("creating %s: %w", topic, err)
	}
	c.topics = append(c.topics, topic)
	return topic, nil
}

// fill makes a topic of n events, of the programs that pick names by their
// numbers.
func (c *testTopics) fill(ctx context.Context, name string, partitions, n int, pick func(i int) int) (topic string, err error) {
	if topic, err = c.create(ctx, name, partitions); err != nil {
		return "", err
	}
	list, err := readyRecords(catalogSize)
	if err != nil {
		return "", err
	}
	var failed error
	p := kgo.AbortingFirstErrPromise(c.client)
	for i := range n {
		r := &list[pick(i)]
		c.client.Produce(ctx, &kgo.Record{Topic: topic, Key: r.key, Value: r.value, Headers: r.headers}, p.Promise())
	}
	if failed = p.Err(); failed != nil {
		return "", fmt.Errorf("filling %s: %w", topic, failed)
	}
	return topic, nil
}

// group names a group that nobody used yet.
func (c *testTopics) group() string {
	name := fmt.Sprintf("%s.group-%d", c.prefix, len(c.groups))
	c.groups = append(c.groups, name)
	return name
}

// held returns how many records a topic holds.
func (c *testTopics) held(ctx context.Context, topic string) (n int64, err error) {
	ends, err := c.admin.ListEndOffsets(ctx, topic)
	if err == nil {
		err = ends.Error()
	}
	ends.Each(func(o kadm.ListedOffset) { n += o.Offset })
	return n, err
}

// close removes what was made.
func (c *testTopics) close(ctx context.Context) error {
	defer c.client.Close()
	_, err := c.admin.DeleteTopics(ctx, c.topics...)
	if len(c.groups) > 0 {
		_, failed := c.admin.DeleteGroups(ctx, c.groups...)
		err = errors.Join(err, failed)
	}
	return err
}

// committed is an error unless a group has committed all of a topic.
func committed(ctx context.Context, s Settings, t turn) error {
	c, err := connect(s.Brokers, "")
	if err != nil {
		return err
	}
	defer c.client.Close()
	offsets, err := c.admin.FetchOffsets(ctx, t.Group)
	if err != nil {
		return err
	}
	sum := int64(0)
	offsets.Each(func(o kadm.OffsetResponse) { sum += o.At })
	if sum != int64(t.Records) {
		return fmt.Errorf("%d records were committed, want %d", sum, t.Records)
	}
	return nil
}
