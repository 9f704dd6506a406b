package kafka

import (
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/mediamesh/events"
)

// Why an event was not published, as a label.
const (
	reasonRefused        = "refused"        // before anything was sent: the event is wrong
	reasonRejected       = "rejected"       // by the cluster: RetryUseless
	reasonUnsent         = "unsent"         // it was not written: RetrySafe
	reasonUnacknowledged = "unacknowledged" // it may have been written: RetryMayDuplicate
)

// publisherMetrics are those of all publishers that share a registerer. Nil
// counts nothing.
type publisherMetrics struct {
	events       *prometheus.CounterVec
	errors       *prometheus.CounterVec
	seconds      *prometheus.HistogramVec
	deprecations *prometheus.CounterVec
	buffered     *prometheus.Desc
	bytes        *prometheus.Desc

	// mu guards the fields below.
	mu      sync.Mutex
	open    map[*Publisher]bool
	sources sourceLabels
}

// newPublisherMetrics returns nil if the configuration wants no metrics.
func newPublisherMetrics(c PublisherConfig) (*publisherMetrics, error) {
	if c.Metrics == nil {
		return nil, nil
	}
	return register(c.Metrics, &publisherMetrics{
		events:       counter("published_total", "Events that the cluster has acknowledged.", "topic", "type"),
		errors:       counter("publish_errors_total", "Events that were not published: refused before anything was sent, rejected by the cluster, unsent (publishing again is safe) or unacknowledged (they may have been written).", "type", "reason"),
		seconds:      histogram("publish_seconds", "How long it took from the call until the cluster had acknowledged an event, waiting for room included.", "topic"),
		deprecations: counter("publish_deprecated_total", "Valid events of deprecated types that were handed over to be published, by who they say they are from.", "source", "type", "version"),
		sources:      make(sourceLabels),
		buffered:     gauge("publish_buffered_events", "Events that were accepted and are not settled yet."),
		bytes:        gauge("publish_buffered_bytes", "Bytes of the records of those events."),
		open:         make(map[*Publisher]bool),
	}, "PublisherConfig.Metrics")
}

// Describe implements [prometheus.Collector].
func (m *publisherMetrics) Describe(to chan<- *prometheus.Desc) {
	m.events.Describe(to)
	m.errors.Describe(to)
	m.seconds.Describe(to)
	m.deprecations.Describe(to)
	to <- m.buffered
	to <- m.bytes
}

// Collect implements [prometheus.Collector].
func (m *publisherMetrics) Collect(to chan<- prometheus.Metric) {
	m.events.Collect(to)
	m.errors.Collect(to)
	m.seconds.Collect(to)
	m.deprecations.Collect(to)
	n, bytes := m.unsettled()
	to <- prometheus.MustNewConstMetric(m.buffered, prometheus.GaugeValue, float64(n))
	to <- prometheus.MustNewConstMetric(m.bytes, prometheus.GaugeValue, float64(bytes))
}

func (m *publisherMetrics) unsettled() (n, bytes int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for p := range m.open {
		held, size, _ := p.buffer.Load()
		n, bytes = n+held, bytes+size
	}
	return n, bytes
}

// set has the gauge tell of a publisher, or not.
func (m *publisherMetrics) set(p *Publisher, open bool) {
	if m == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if open {
		m.open[p] = true
	} else {
		delete(m.open, p)
	}
}

// published counts an event by what became of it.
func (m *publisherMetrics) published(p *outgoingEvent, f result) {
	switch {
	case m == nil:
	case f.err == nil:
		m.events.WithLabelValues(p.record.Topic, p.instruments.eventType).Inc()
		m.seconds.WithLabelValues(p.record.Topic).Observe(time.Since(p.instruments.since).Seconds())
	default:
		m.errors.WithLabelValues(p.instruments.eventType, reasonOf(f)).Inc()
	}
}

// deprecated counts an event of a type that is.
func (m *publisherMetrics) deprecated(t events.Descriptor, source string) {
	if m == nil {
		return
	}
	m.mu.Lock()
	source = m.sources.label(source)
	m.mu.Unlock()
	m.deprecations.WithLabelValues(source, t.Name(), t.Version()).Inc()
}

// refused counts an event that is wrong.
func (m *publisherMetrics) refused(e events.Message) {
	if m != nil {
		m.errors.WithLabelValues(typeOf(e), reasonRefused).Inc()
	}
}

func reasonOf(f result) string {
	switch {
	case f.err == errGivenUp, f.retry == RetryMayDuplicate:
		return reasonUnacknowledged
	case f.retry == RetryUseless:
		return reasonRejected
	}
	return reasonUnsent
}
