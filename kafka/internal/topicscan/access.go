package topicscan

import (
	"context"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/connect"
	"github.com/mediamesh/events/kafka/internal/decompress"
)

// scanDecompressRoom bounds the memory that decompressed batches take, in bytes.
const scanDecompressRoom = 128 << 20

// Access is how dead letters, redrives and replays come to a cluster.
type Access struct {
	Field   string // the name of cluster in the caller's configuration, for errors
	Cluster cluster.Config
}

// Complete checks what can be checked without connecting.
func (a *Access) Complete() error {
	var err error
	if a.Cluster, err = a.Cluster.Complete(a.Field); err != nil {
		return err
	}
	if err := kgo.ValidateOpts(a.all(nil)...); err != nil {
		return connect.Unusable(a.Field, err)
	}
	return nil
}

func (a *Access) all(more []kgo.Opt) []kgo.Opt {
	opts := []kgo.Opt{
		kgo.SeedBrokers(a.Cluster.Brokers...), kgo.ClientID("mediamesh-redrive"), kgo.MetadataMinAge(connect.MetadataMinAge),
		kgo.FetchIsolationLevel(kgo.ReadCommitted()), kgo.KeepControlRecords(),
		kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()), // what is gone was deleted
		kgo.FetchMaxWait(100 * time.Millisecond), kgo.WithDecompressor(decompress.New(scanDecompressRoom)),
	}
	opts = append(append(opts, connect.Options(a.Cluster.Security)...), more...)
	return append(opts, a.Cluster.ClientOptions...)
}

// Open returns a client that has reached a broker.
func (a *Access) Open(ctx context.Context, more ...kgo.Opt) (*kgo.Client, error) {
	client, err := kgo.NewClient(a.all(more)...)
	if err != nil {
		return nil, connect.Unusable(a.Field, err)
	}
	if err := connect.Reach(ctx, client, a.Cluster.Brokers, a.Cluster.ConnectTimeout); err != nil {
		client.Close()
		return nil, err
	}
	return client, nil
}
