package delivery

import (
	"context"
	"fmt"
)

// published measures publishers, all to one topic. In the end it must hold what
// they say they have published.
func published(name string, peers []peer) func(context.Context, *Bench) ([]Figure, error) {
	return func(ctx context.Context, b *Bench) ([]Figure, error) {
		topic, err := b.cluster.create(ctx, "topic", partitions)
		if err != nil {
			return nil, err
		}
		on := make([]peer, len(peers))
		for i, p := range peers {
			on[i], on[i].topic = p, topic
		}
		n := b.Sizes.Publish
		list, err := b.beside(ctx, name, on, n, false)
		if err != nil {
			return nil, err
		}
		held, err := b.cluster.held(ctx, topic)
		if want := int64(n * len(peers) * (b.Sizes.Rounds + 1)); err == nil && held != want {
			err = fmt.Errorf("%s holds %d records, want %d", topic, held, want)
		}
		return list, err
	}
}

// consuming measures consumers, which read one topic again and again.
func consuming(ctx context.Context, b *Bench) ([]Figure, error) {
	n := b.Sizes.Consume
	topic, err := b.cluster.fill(ctx, "topic", partitions, n, func(i int) int { return i % catalogSize })
	if err != nil {
		return nil, err
	}
	return b.beside(ctx, "consume", []peer{
		{label: "events: decoded, validated, in order by key", side: "events", topic: topic},
		{label: "franz-go, polling bytes", side: "franz-go", topic: topic, claim: Claim{AtLeast: 0.6}},
		{label: "watermill, passing bytes through", side: "watermill", topic: topic, claim: Claim{AtLeast: 2.5}},
		{label: "events, zero-copy", side: "events-zero-copy", topic: topic},
	}, n, true)
}

// hotKeyBeside measures the same cold records with hot ones among them and
// without.
func hotKeyBeside(name string, hot int) func(context.Context, *Bench) ([]Figure, error) {
	return func(ctx context.Context, b *Bench) ([]Figure, error) {
		n := b.Sizes.Cold
		with, err := b.cluster.fill(ctx, "hot", partitions, n+hot, mixed(n, hot))
		if err != nil {
			return nil, err
		}
		without, err := b.cluster.fill(ctx, "cold", partitions, n, mixed(n, 0))
		if err != nil {
			return nil, err
		}
		return b.beside(ctx, name, []peer{
			{label: "1,000 cold keys beside a hot one", side: "events", topic: with},
			{label: "1,000 cold keys alone", side: "events", topic: without, claim: Claim{AtLeast: 0.9}},
		}, n, true)
	}
}
