//go:build unix

package load

import (
	"context"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka"
)

// sender returns how a publisher sends to a topic.
func (p *publisher) sender(number int, topic *Topic) (s send, closing func(), err error) {
	if number >= p.config.Sources-p.config.Raw {
		return p.raw(topic)
	}
	pub, err := kafka.NewPublisher(kafka.PublisherConfig{
		Brokers:         p.config.Brokers,
		Topics:          topic.naming(),
		DeliveryTimeout: 5 * time.Second,
		NoTopicCreation: true,
		ClientOptions:   p.config.options(),
	})
	if err != nil {
		return nil, nil, err
	}
	return func(ctx context.Context, list []event) []error {
		messages := make([]events.Message, len(list))
		for i, e := range list {
			messages[i] = e.message()
		}
		errs := make([]error, len(list))
		for _, f := range kafka.Failures(pub.Publish(ctx, messages...)) {
			errs[f.Index] = f
		}
		return errs
	}, func() { pub.Close(context.Background()) }, nil
}
