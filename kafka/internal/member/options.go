package member

import (
	"context"
	"slices"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/backoff"
	"github.com/mediamesh/events/kafka/internal/connect"
	"github.com/mediamesh/events/kafka/internal/decompress"
	"github.com/mediamesh/events/kafka/internal/jobs"
)

const clientID = "mediamesh-consumer"

const (
	// fetchWait is how long a broker that has nothing waits for something. A
	// partition waits for the fetch that it just missed, so it is not the client's
	// five seconds, but the Java client's default; and little for a consumer that
	// runs to the end, which wants only what is there.
	fetchWait      = 500 * time.Millisecond
	fetchWaitAtEnd = 20 * time.Millisecond
	// clientPause bounds how long the client waits before it asks a broker again
	// that failed: by its own five seconds, commits and heartbeats would come that
	// much later after a coordinator moved, and what was handled is not committed.
	clientPause = time.Second
)

// clientBackoff is how long the client waits after so many failures.
func clientBackoff(failures int) time.Duration {
	return backoff.Policy{First: 250 * time.Millisecond, Max: clientPause}.Wait(failures)
}

// options are those of the member's client.
func (m *Member) options() []kgo.Opt {
	c := &m.config
	start := kgo.NewOffset().AtStart()
	if c.Latest {
		start = kgo.NewOffset().AtEnd()
	}
	wait := fetchWait
	if c.ToEnd {
		wait = fetchWaitAtEnd
	}
	opts := []kgo.Opt{
		kgo.SeedBrokers(c.Cluster.Brokers...),
		kgo.ClientID(clientID),
		kgo.WithLogger(connect.Log{To: c.Logger}),
		kgo.ConsumerGroup(c.Group),
		kgo.ConsumeTopics(c.Topics...),
		kgo.ConsumeStartOffset(start),
		kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()),
		kgo.FetchIsolationLevel(kgo.ReadCommitted()),
		kgo.WithDecompressor(decompress.New(c.DecompressBytes)),
		kgo.KeepControlRecords(), // they have offsets, which are to be committed too
		kgo.MetadataMinAge(connect.MetadataMinAge),
		kgo.FetchMaxWait(wait),
		kgo.DisableAutoCommit(),
		kgo.BlockRebalanceOnPoll(),
		kgo.RetryBackoffFn(clientBackoff),
		kgo.RebalanceTimeout(max(time.Minute, 2*c.Crew.DrainTimeout+jobs.ShutdownTimeout)),
		kgo.OnPartitionsAssigned(func(_ context.Context, client *kgo.Client, more map[string][]int32) { m.assigned(client, more) }),
		kgo.OnPartitionsRevoked(func(ctx context.Context, _ *kgo.Client, gone map[string][]int32) { m.revoked(ctx, gone) }),
		kgo.OnOffsetsFetched(m.fetched),
		kgo.OnPartitionsLost(func(ctx context.Context, _ *kgo.Client, gone map[string][]int32) { m.lost(ctx, gone) }),

		// For dead letters. What is too large is for the cluster to say.
		kgo.RequiredAcks(kgo.AllISRAcks()),
		kgo.ProducerBatchCompression(kgo.GzipCompression()),
		kgo.ProducerBatchMaxBytes(64 << 20),
		kgo.ProducerLinger(0),
		kgo.MaxBufferedRecords(2*c.MaxInFlight + c.Crew.Workers),
		kgo.RecordDeliveryTimeout(c.WriteTimeout),
		kgo.AllowIdempotentProduceCancellation(),
	}
	if m.latest != nil {
		opts = append(opts, kgo.AdjustFetchOffsetsFn(m.latest.Adjust))
	}
	if c.KIP848 {
		opts = append(opts, kgo.Balancers(kgo.StickyBalancer()), kgo.ServerSideBalancer())
	}
	if m.Watch != nil {
		opts = append(opts, kgo.WithHooks(m.Watch, &m.answers))
	}
	if !c.NoTopicCreation {
		opts = append(opts, kgo.AllowAutoTopicCreation())
	}
	opts = append(opts, connect.Options(c.Cluster.Security)...)
	return append(opts, slices.Clone(c.Cluster.ClientOptions)...)
}
