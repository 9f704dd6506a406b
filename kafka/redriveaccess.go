package kafka

import (
	"context"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/connect"
	"github.com/mediamesh/events/kafka/internal/decompress"
)

// access is how dead letters, redrives and replays come to a cluster.
type access struct {
	field   string // the name of cluster in the caller's configuration, for errors
	cluster cluster.Config
}

// complete checks what can be checked without connecting.
func (a *access) complete() error {
	var err error
	if a.cluster, err = a.cluster.Complete(a.field); err != nil {
		return err
	}
	if err := kgo.ValidateOpts(a.all(nil)...); err != nil {
		return connect.Unusable(a.field, err)
	}
	return nil
}

func (a *access) all(more []kgo.Opt) []kgo.Opt {
	opts := []kgo.Opt{
		kgo.SeedBrokers(a.cluster.Brokers...), kgo.ClientID("mediamesh-redrive"), kgo.MetadataMinAge(connect.MetadataMinAge),
		kgo.FetchIsolationLevel(kgo.ReadCommitted()), kgo.KeepControlRecords(),
		kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()), // what is gone was deleted
		kgo.FetchMaxWait(100 * time.Millisecond), kgo.WithDecompressor(decompress.New(2 * defaultMaxInFlightBytes)),
	}
	opts = append(append(opts, connect.Options(a.cluster.Security)...), more...)
	return append(opts, a.cluster.ClientOptions...)
}

// open returns a client that has reached a broker.
func (a *access) open(ctx context.Context, more ...kgo.Opt) (*kgo.Client, error) {
	client, err := kgo.NewClient(a.all(more)...)
	if err != nil {
		return nil, connect.Unusable(a.field, err)
	}
	if err := connect.Reach(ctx, client, a.cluster.Brokers, a.cluster.ConnectTimeout); err != nil {
		client.Close()
		return nil, err
	}
	return client, nil
}
