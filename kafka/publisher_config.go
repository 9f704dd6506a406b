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

// PublisherConfig says where and how a [Publisher] publishes. The zero value
// publishes to a broker on this machine.
type PublisherConfig struct {
	// Cluster is the cluster to publish to. Its ConnectTimeout is not used: DeliveryTimeout
	// bounds connecting too. Client options that weaken acknowledgement or idempotence
	// weaken what [Publisher.Publish] promises. Default: a broker on this machine.
	Cluster cluster.Config
	// Topics names the topic that events of a type go to; it is asked once for
	// each type. Default [PerDomain].
	Topics Naming
	// Mode is how records hold events: as they are, or as CloudEvents for those who
	// speak that. Default [ModeEnvelope].
	Mode Mode
	// Framing is how records name the schema that a schema registry has of their
	// event. Default [FramingNone].
	Framing Framing
	// SchemaIDs finds the ids for Framing. It is asked when the first event of a type
	// is published, which waits for the answer, at most DeliveryTimeout. Default none.
	SchemaIDs SchemaIDs
	// Headers are written with each event, such as the region that a service runs in.
	// [WithHeaders] adds those of a call, and says which names are reserved. Default
	// none.
	Headers []Header
	// ForwardHeaders are the keys of headers that an event which a handler publishes
	// gets from the record that the handler was called for. Default none: what a
	// handler publishes has no headers of that record.
	ForwardHeaders []string
	// Interceptors are called for each event, the first one first, before it is sent.
	// Default none.
	Interceptors []Interceptor
	// Compression is the codec for batches of records. Default [CompressionNone].
	Compression Compression
	// DeliveryTimeout bounds how long the cluster may take to acknowledge an
	// event, all attempts together. An error may take up to five seconds
	// longer. At least 1 s, default 30 s.
	DeliveryTimeout time.Duration
	// MaxBuffered and MaxBufferedBytes bound the events that may be accepted and
	// not settled yet (acknowledged or given up, and called back): how many they
	// are, and their records' bytes, which the last one may exceed. Default
	// 10,000 and 64 MiB.
	MaxBuffered      int
	MaxBufferedBytes int
	// WhenFull is what [Publisher.PublishAsync] does when there are so many.
	// Default [WhenFullBlock]. [Publisher.Publish] waits in either case.
	WhenFull WhenFull
	// TransactionalID names the publisher's transactions to the cluster, for
	// [Publisher.PublishAtomically]. Of publishers of one id only the newest
	// can go on; the others fail with a *[FencedError]. An id that outlives the
	// process, and that no other running process has, frees readers at once of
	// a transaction that a crash left open. Default: a random one, with which
	// they wait for at most DeliveryTimeout and ten seconds.
	TransactionalID string
	// NoTopicCreation never asks the cluster to create a missing topic. Default
	// false, as for clients in Java and JavaScript: a development broker then
	// works without preparation, while a production cluster decides for itself
	// by its setting auto.create.topics.enable.
	NoTopicCreation bool
	// TracerProvider makes the spans of events' publishing; give
	// otel.GetTracerProvider() for the process's own. Default nil, which makes
	// none; the trace of the context that is published with goes on all the same.
	TracerProvider trace.TracerProvider
	// Metrics is where the publisher's metrics are registered, beside those of
	// others in the process. Default nil, which counts nothing.
	Metrics prometheus.Registerer

	headers *record.UserHeaders
}

// Compression is a codec for batches of records. Other codecs than these can
// be had by ClientOptions; kafkajs reads only these.
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
	// WhenFullBlock waits until there is room, or the context ends.
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
