package delivery

import (
	"context"
	"fmt"

	"github.com/twmb/franz-go/pkg/kgo"
)

// franzConsumer is the bare client in a group, which polls, reads nothing of the
// records, and commits by itself.
type franzConsumer struct{ Settings }

func newFranzConsumer(s Settings) (side, error) { return franzConsumer{s}, nil }

func (franzConsumer) close() error { return nil }

func (s franzConsumer) turn(ctx context.Context, t turn) (o outcome, err error) {
	watch := newStopwatch()
	client, err := kgo.NewClient(
		kgo.SeedBrokers(s.Brokers...), kgo.ConsumerGroup(t.Group), kgo.ConsumeTopics(s.Topic),
		kgo.ConsumeStartOffset(kgo.NewOffset().AtStart()),
		kgo.AutoCommitInterval(commitInterval), kgo.Dialer(watch.DialContext),
	)
	if err != nil {
		return o, err
	}
	defer client.Close()
	for n := 0; n < t.Records; {
		fetches := client.PollFetches(ctx)
		if err := ctx.Err(); err != nil {
			return o, tooFew(ctx, n, t.Records)
		}
		if err := fetches.Err(); err != nil {
			return o, err
		}
		fetches.EachRecord(func(r *kgo.Record) {
			if len(r.Value) > 0 {
				n++
			}
		})
	}
	return took(watch.elapsed()), nil
}

// tooFew says that a turn's time was over before its records had come.
func tooFew(ctx context.Context, got, want int) error {
	return fmt.Errorf("%w: %d of %d records", context.Cause(ctx), got, want)
}
