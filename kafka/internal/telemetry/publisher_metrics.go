package telemetry

import (
	"sync"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/internal/sendbuffer"
)

// Why an event was not published, as a label.
const (
	ReasonRejected       = "rejected"       // by the cluster: RetryUseless
	ReasonUnsent         = "unsent"         // it was not written: RetrySafe
	ReasonUnacknowledged = "unacknowledged" // it may have been written: RetryMayDuplicate
	reasonRefused        = "refused"        // before anything was sent: the event is wrong
)

// PublisherMetrics are those of all publishers that share a registerer. Nil
// counts nothing.
type PublisherMetrics struct {
	events       *prometheus.CounterVec
	errors       *prometheus.CounterVec
	seconds      *prometheus.HistogramVec
	deprecations *prometheus.CounterVec
	buffered     *prometheus.Desc
	bytes        *prometheus.Desc

	// mu guards the fields below.
	mu      sync.Mutex
	open    map[*sendbuffer.Buffer]bool
	sources SourceLabels
}

// NewPublisherMetrics registers the metrics of a publisher, or returns those of other
// publishers. It returns nil if there is no registerer. The error is a
// *[cluster.ConfigError] about a PublisherConfig.
func NewPublisherMetrics(reg prometheus.Registerer) (*PublisherMetrics, error) {
	if reg == nil {
		return nil, nil
	}
	return register(reg, &PublisherMetrics{
		events:       counter("published_total", "Events that the cluster has acknowledged.", "topic", "type"),
		errors:       counter("publish_errors_total", "Events that were not published: refused before anything was sent, rejected by the cluster, unsent (publishing again is safe) or unacknowledged (they may have been written).", "type", "reason"),
		seconds:      histogram("publish_seconds", "How long it took from the call until the cluster had acknowledged an event, waiting for room included.", "topic"),
		deprecations: counter("publish_deprecated_total", "Valid events of deprecated types that were handed over to be published, by who they say they are from.", "source", "type", "version"),
		sources:      make(SourceLabels),
		buffered:     gauge("publish_buffered_events", "Events that were accepted and are not settled yet."),
		bytes:        gauge("publish_buffered_bytes", "Bytes of the records of those events."),
		open:         make(map[*sendbuffer.Buffer]bool),
	}, "PublisherConfig.Metrics")
}

// Describe implements [prometheus.Collector].
func (m *PublisherMetrics) Describe(to chan<- *prometheus.Desc) {
	m.events.Describe(to)
	m.errors.Describe(to)
	m.seconds.Describe(to)
	m.deprecations.Describe(to)
	to <- m.buffered
	to <- m.bytes
}

// Collect implements [prometheus.Collector].
func (m *PublisherMetrics) Collect(to chan<- prometheus.Metric) {
	m.events.Collect(to)
	m.errors.Collect(to)
	m.seconds.Collect(to)
	m.deprecations.Collect(to)
	n, bytes := m.unsettled()
	to <- prometheus.MustNewConstMetric(m.buffered, prometheus.GaugeValue, float64(n))
	to <- prometheus.MustNewConstMetric(m.bytes, prometheus.GaugeValue, float64(bytes))
}

func (m *PublisherMetrics) unsettled() (n, bytes int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for b := range m.open {
		held, size, _ := b.Load()
		n, bytes = n+held, bytes+size
	}
	return n, bytes
}

// Follow has the gauges tell of a publisher's buffer, until [PublisherMetrics.Unfollow].
func (m *PublisherMetrics) Follow(b *sendbuffer.Buffer) {
	if m == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.open[b] = true
}

// Unfollow ends [PublisherMetrics.Follow].
func (m *PublisherMetrics) Unfollow(b *sendbuffer.Buffer) {
	if m == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.open, b)
}

// Deprecated counts an event of a type that is.
func (m *PublisherMetrics) Deprecated(t events.Descriptor, source string) {
	if m == nil {
		return
	}
	m.mu.Lock()
	source = m.sources.Label(source)
	m.mu.Unlock()
	m.deprecations.WithLabelValues(source, t.Name(), t.Version()).Inc()
}

// Refused counts an event that is wrong, which may be nil.
func (m *PublisherMetrics) Refused(e events.Message) {
	if m != nil {
		m.errors.WithLabelValues(typeOf(e), reasonRefused).Inc()
	}
}

// typeOf is the label for an event's type.
func typeOf(m events.Message) string {
	if m == nil || m.Descriptor() == nil {
		return unknownType
	}
	return m.Descriptor().Name()
}
