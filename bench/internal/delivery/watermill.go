package delivery

import (
	"context"
	"errors"

	"github.com/IBM/sarama"
	"github.com/ThreeDotsLabs/watermill"
	wkafka "github.com/ThreeDotsLabs/watermill-kafka/v3/pkg/kafka"
	"github.com/ThreeDotsLabs/watermill/message"
)

// watermillVersion is the protocol that Watermill's client is told to speak. Its
// default, 1.0, is older than what Kafka 4 takes.
var watermillVersion = sarama.V2_1_0_0

// partitionKey is the metadata that says a message's key.
const partitionKey = "key"

// watermillPublisher is Watermill's Kafka publisher as it comes, but with
// acks=all and keys.
type watermillPublisher struct {
	pub   *wkafka.Publisher
	ready []ready
	topic string
}

func newWatermillPublisher(s Settings) (side, error) {
	config := wkafka.DefaultSaramaSyncPublisherConfig()
	config.Version = watermillVersion
	config.Producer.RequiredAcks = sarama.WaitForAll
	list, err := readyRecords(catalogSize)
	if err != nil {
		return nil, err
	}
	pub, err := wkafka.NewPublisher(wkafka.PublisherConfig{
		Brokers: s.Brokers, OverwriteSaramaConfig: config,
		Marshaler: wkafka.NewWithPartitioningMarshaler(func(_ string, m *message.Message) (string, error) {
			return m.Metadata.Get(partitionKey), nil
		}),
	}, watermill.NopLogger{})
	return &watermillPublisher{pub: pub, ready: list, topic: s.Topic}, err
}

func (p *watermillPublisher) close() error { return p.pub.Close() }

func (p *watermillPublisher) turn(_ context.Context, t turn) (outcome, error) {
	return byCallers(t.Records, func(i int) error {
		r := &p.ready[i%len(p.ready)]
		m := message.NewMessage(r.id, r.value)
		m.Metadata.Set(partitionKey, string(r.key))
		return p.pub.Publish(p.topic, m)
	})
}

// watermillConsumer is Watermill's Kafka subscriber as it comes. It is given
// bytes, which nobody decodes, and acknowledges each message.
type watermillConsumer struct{ s Settings }

func newWatermillConsumer(s Settings) (side, error) { return watermillConsumer{s}, nil }

func (watermillConsumer) close() error { return nil }

func (c watermillConsumer) turn(ctx context.Context, t turn) (o outcome, err error) {
	watch := newStopwatch()
	config := wkafka.DefaultSaramaSubscriberConfig()
	config.Version = watermillVersion
	config.Consumer.Offsets.Initial = sarama.OffsetOldest
	config.Consumer.Offsets.AutoCommit.Interval = commitInterval
	config.Net.Proxy.Enable, config.Net.Proxy.Dialer = true, watch
	sub, err := wkafka.NewSubscriber(wkafka.SubscriberConfig{
		Brokers: c.s.Brokers, ConsumerGroup: t.Group,
		OverwriteSaramaConfig: config, Unmarshaler: wkafka.DefaultMarshaler{},
	}, watermill.NopLogger{})
	if err != nil {
		return o, err
	}
	defer func() { err = errors.Join(err, sub.Close()) }()
	messages, err := sub.Subscribe(ctx, c.s.Topic)
	if err != nil {
		return o, err
	}
	for n := range t.Records {
		m, ok := <-messages
		if !ok {
			return o, tooFew(ctx, n, t.Records)
		}
		m.Ack()
	}
	return took(watch.elapsed()), nil
}
