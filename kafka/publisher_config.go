package kafka

import (
	"fmt"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"go.opentelemetry.io/otel/trace"

	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/record"
)

const (
	defaultDeliveryTimeout  = 30 * time.Second
	defaultMaxBuffered      = 10_000
	defaultMaxBufferedBytes = 64 << 20
)

// PublisherConfig configures a [Publisher]. The zero value publishes to a broker on this
// machine.
type PublisherConfig struct {
	// Cluster is the cluster to publish to. Its ConnectTimeout is not used: DeliveryTimeout
	// also limits connecting. Client options that weaken acknowledgements or idempotence
	// also weaken the guarantees of [Publisher.Publish]. Default: a broker on this machine.
	Cluster cluster.Config
	// Topics determines the topic of each event type. It is called once per type. Default
	// [PerDomain].
	Topics Naming
	// Mode is the format of records: plain envelopes, or CloudEvents for consumers that
	// expect them. Default [ModeEnvelope].
	Mode Mode
	// Framing is how records identify the schemas of their events in a schema registry.
	// Default [FramingNone].
	Framing Framing
	// SchemaIDs looks up the schema IDs for Framing. The first time an event of a type is
	// published, the call waits for the lookup, at most DeliveryTimeout. Default none.
	SchemaIDs SchemaIDs
	// Headers are written with each event, such as the region that a service runs in.
	// [WithHeaders] adds headers to individual calls and lists the reserved names. Default
	// none.
	Headers []Header
	// ForwardHeaders are the keys of headers that are copied from the record being handled
	// to the events that the handler publishes. Default: no headers are copied.
	ForwardHeaders []string
	// Interceptors are called for each event, the first one first, before it is sent.
	// Default none.
	Interceptors []Interceptor
	// Compression is the codec for batches of records. Default [CompressionNone].
	Compression Compression
	// DeliveryTimeout is the maximum time for an event to be acknowledged, including all
	// retries. An error may be reported up to five seconds later. At least 1 s, default 30
	// s.
	DeliveryTimeout time.Duration
	// MaxBuffered and MaxBufferedBytes limit the pending events: those that were accepted
	// but have not yet been acknowledged or failed and had their callback return. The last
	// accepted event may exceed MaxBufferedBytes. Default 10,000 and 64 MiB.
	MaxBuffered      int
	MaxBufferedBytes int
	// WhenFull determines what [Publisher.PublishAsync] does when the buffer is full.
	// Default [WhenFullBlock]. [Publisher.Publish] waits in either case.
	WhenFull WhenFull
	// TransactionalID names the publisher's transactions to the cluster, for
	// [Publisher.PublishAtomically]. Only the newest publisher with a given id can
	// continue; older ones fail with a *[FencedError]. With a stable id, unique among
	// running processes, a transaction that a crash left open is aborted as soon as the
	// restarted process uses the id, so readers do not have to wait for it. Default: a
	// random id; readers then wait for such a transaction for at most DeliveryTimeout plus
	// ten seconds.
	TransactionalID string
	// NoTopicCreation disables requests to create missing topics. Default false, as in the
	// Java and JavaScript clients: a development broker then works without setup, and on a
	// production cluster the setting auto.create.topics.enable applies.
	NoTopicCreation bool
	// TracerProvider creates a span for each publish; use otel.GetTracerProvider() for the
	// global one. Default nil: no spans are created, but the trace context of ctx is still
	// propagated.
	TracerProvider trace.TracerProvider
	// Metrics is where the publisher's metrics are registered, beside those of others in
	// the process. Default nil: no metrics.
	Metrics prometheus.Registerer

	headers *record.UserHeaders
}

// Compression is a codec for batches of records. Other codecs can be configured through
// ClientOptions, but kafkajs reads only these two.
type Compression int

const (
	// CompressionNone sends records as they are.
	CompressionNone Compression = iota
	// CompressionGzip compresses with gzip.
	CompressionGzip
)

// WhenFull is what [Publisher.PublishAsync] does when the buffer is full.
type WhenFull int

const (
	// WhenFullBlock waits until there is space or the context ends.
	WhenFullBlock WhenFull = iota
	// WhenFullFail returns [ErrFull] at once.
	WhenFullFail
)

func (c PublisherConfig) complete() (PublisherConfig, error) {
	var err error
	if c.Cluster, err = c.Cluster.Complete("PublisherConfig.Cluster"); err != nil {
		return c, err
	}
	if c.Topics == nil {
		c.Topics = PerDomain
	}
	if err := c.Mode.check(); err != nil {
		return c, err
	}
	if err := c.checkFraming(); err != nil {
		return c, err
	}
	if err := c.completeHeaders(); err != nil {
		return c, err
	}
	if err := c.completeInterceptors(); err != nil {
		return c, err
	}
	if c.Compression != CompressionNone && c.Compression != CompressionGzip {
		return c, &cluster.ConfigError{Field: "PublisherConfig.Compression", Problem: fmt.Sprintf("is %d: want CompressionNone or CompressionGzip; other codecs can be set by ClientOptions", c.Compression)}
	}
	if err := completeDuration(&c.DeliveryTimeout, defaultDeliveryTimeout, "PublisherConfig.DeliveryTimeout"); err != nil {
		return c, err
	}
	if c.DeliveryTimeout < time.Second {
		return c, &cluster.ConfigError{Field: "PublisherConfig.DeliveryTimeout", Problem: fmt.Sprintf("is %v: want at least 1s", c.DeliveryTimeout)}
	}
	if err := completeCount(&c.MaxBuffered, defaultMaxBuffered, "PublisherConfig.MaxBuffered"); err != nil {
		return c, err
	}
	if err := completeCount(&c.MaxBufferedBytes, defaultMaxBufferedBytes, "PublisherConfig.MaxBufferedBytes"); err != nil {
		return c, err
	}
	if c.WhenFull != WhenFullBlock && c.WhenFull != WhenFullFail {
		return c, &cluster.ConfigError{Field: "PublisherConfig.WhenFull", Problem: fmt.Sprintf("is %d: want WhenFullBlock or WhenFullFail", c.WhenFull)}
	}
	return c, nil
}
