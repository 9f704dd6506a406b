package telemetry

import (
	"sync"
	"unicode/utf8"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/deadletter"
)

// What becomes of a record, as a label.
const (
	OutcomeReported   = "reported" // handled with violations, by policy
	OutcomePassed     = "passed"
	OutcomeSkipped    = "skipped"
	OutcomeTombstone  = "tombstone" // it has no value, and no handler
	outcomeHandled    = "handled"
	outcomeDeadLetter = "dead_letter"
)

// How the partitions of a consumer change, as a label.
const (
	ChangeAssigned = "assigned"
	ChangeRevoked  = "revoked"
	ChangeLost     = "lost"
)

// consumerMetrics are those of all consumers that share a registerer.
type consumerMetrics struct {
	records        *prometheus.CounterVec
	handlerSeconds *prometheus.HistogramVec
	retries        *prometheus.CounterVec
	deadLetters    *prometheus.CounterVec
	letterFailures *prometheus.CounterVec
	violations     *prometheus.CounterVec
	deprecations   *prometheus.CounterVec
	commitFailures *prometheus.CounterVec
	rebalances     *prometheus.CounterVec

	gauges consumerGauges

	// mu guards the fields below.
	mu      sync.Mutex
	sources SourceLabels
	running map[*run]bool
}

func newConsumerMetrics() *consumerMetrics {
	return &consumerMetrics{
		records:        counter("records_total", "Records that a group has finished processing, by outcome: handled, reported (handled with violations, by policy), passed (no handler wants their type), dead_letter, skipped or tombstone (no value, and no handler for it).", "group", "topic", "type", "outcome"),
		handlerSeconds: histogram("handler_seconds", "How long a call of a handler took, failed calls included.", "group", "type"),
		retries:        counter("retries_total", "Calls of handlers that failed and are to be repeated.", "group", "type"),
		deadLetters:    counter("dead_letters_total", "Dead letters acknowledged by the cluster, by reason.", "group", "topic", "reason"),
		letterFailures: counter("dead_letter_failures_total", "Dead letters that were not written and are tried again. Meanwhile their keys wait.", "group", "topic"),
		violations:     counter("violations_total", "Events that broke their contract and were handled all the same, by policy, by who produced them.", "group", "source", "type"),
		deprecations:   counter("deprecated_events_total", "Events that are deprecated, or have a field that is, by who produced them and what is deprecated; the field is empty for the event itself.", "group", "source", "type", "version", "field"),
		commitFailures: counter("commit_failures_total", "Commits of offsets that failed.", "group"),
		rebalances:     counter("rebalances_total", "Changes of the partitions that this process has: assigned, revoked or lost.", "group", "change"),
		gauges:         newConsumerGauges(),
		sources:        make(SourceLabels),
		running:        make(map[*run]bool),
	}
}

func (m *consumerMetrics) vectors() []prometheus.Collector {
	return []prometheus.Collector{
		m.records, m.handlerSeconds, m.retries, m.deadLetters, m.letterFailures, m.violations, m.deprecations, m.commitFailures, m.rebalances,
	}
}

// Describe implements [prometheus.Collector].
func (m *consumerMetrics) Describe(to chan<- *prometheus.Desc) {
	for _, v := range m.vectors() {
		v.Describe(to)
	}
	m.gauges.describe(to)
}

// Collect implements [prometheus.Collector].
func (m *consumerMetrics) Collect(to chan<- prometheus.Metric) {
	for _, v := range m.vectors() {
		v.Collect(to)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.gauges.collect(to, m.running)
}

// GroupMetrics are those of one consumer. Nil counts nothing.
type GroupMetrics struct {
	*consumerMetrics
	group string
	types map[string]string // the event types of the registry
}

// NewGroupMetrics registers the metrics of a group's consumer, or shares those of other
// consumers. It returns nil if there is no registerer. The error is a
// *[cluster.ConfigError] about a ConsumerConfig.
func NewGroupMetrics(reg prometheus.Registerer, group string, types *events.Registry) (*GroupMetrics, error) {
	if reg == nil {
		return nil, nil
	}
	if !utf8.ValidString(group) {
		return nil, &cluster.ConfigError{Field: "ConsumerConfig.Group", Problem: "is not UTF-8, which the labels of metrics must be"}
	}
	shared, err := register(reg, newConsumerMetrics(), "ConsumerConfig.Metrics")
	if err != nil {
		return nil, err
	}
	m := &GroupMetrics{consumerMetrics: shared, group: group, types: make(map[string]string)}
	for _, t := range types.Types() {
		m.types[t.Name()] = t.Name()
	}
	m.start()
	return m, nil
}

// start makes the series that alerts look at: of one that begins with 1, an alert
// never sees the increase.
func (m *GroupMetrics) start() {
	m.commitFailures.WithLabelValues(m.group)
	for _, change := range []string{ChangeAssigned, ChangeRevoked, ChangeLost} {
		m.rebalances.WithLabelValues(m.group, change)
	}
}

// startTopics does the same for those of topics.
func (m *GroupMetrics) startTopics(topics []string) {
	for _, topic := range topics {
		m.letterFailures.WithLabelValues(m.group, topic)
		for _, reason := range deadletter.Reasons {
			m.deadLetters.WithLabelValues(m.group, topic, reason)
		}
	}
}

// typeOf is the label for an event type that a record names.
func (m *GroupMetrics) typeOf(name string) string {
	if known, ok := m.types[name]; ok {
		return known
	}
	return unknownType
}

// Done counts a record by what became of it.
func (m *GroupMetrics) Done(topic, eventType, outcome string) {
	if m != nil {
		m.records.WithLabelValues(m.group, topic, m.typeOf(eventType), outcome).Inc()
	}
}

// Retried counts a call of a handler that failed and is to be repeated.
func (m *GroupMetrics) Retried(eventType string) {
	if m != nil {
		m.retries.WithLabelValues(m.group, m.typeOf(eventType)).Inc()
	}
}

// DeadLetter counts a record of a topic that became a dead letter.
func (m *GroupMetrics) DeadLetter(topic, eventType, reason string) {
	if m != nil {
		m.deadLetters.WithLabelValues(m.group, topic, reason).Inc()
		m.Done(topic, eventType, outcomeDeadLetter)
	}
}

// DeadLetterFailed counts a dead letter of a topic's record that was not written.
func (m *GroupMetrics) DeadLetterFailed(topic string) {
	if m != nil {
		m.letterFailures.WithLabelValues(m.group, topic).Inc()
	}
}

// Reported counts an event that is handled in spite of its violations.
func (m *GroupMetrics) Reported(source, eventType string) {
	if m == nil {
		return
	}
	m.mu.Lock()
	source = m.sources.Label(source)
	m.mu.Unlock()
	m.violations.WithLabelValues(m.group, source, m.typeOf(eventType)).Inc()
}

// Deprecated counts an event that is deprecated, or has a field that is. Its source is a
// label already.
func (m *GroupMetrics) Deprecated(source, eventType, version, field string) {
	if m != nil {
		m.deprecations.WithLabelValues(m.group, source, eventType, version, field).Inc()
	}
}

// CommitFailed counts a commit that failed.
func (m *GroupMetrics) CommitFailed() {
	if m != nil {
		m.commitFailures.WithLabelValues(m.group).Inc()
	}
}

// Rebalanced counts a change of the partitions.
func (m *GroupMetrics) Rebalanced(change string) {
	if m != nil {
		m.rebalances.WithLabelValues(m.group, change).Inc()
	}
}

// Follow has the gauges tell of a run that consumes topics, until end is called.
func (m *GroupMetrics) Follow(topics []string, gauges func() Gauges) (end func()) {
	if m == nil {
		return func() {}
	}
	m.startTopics(topics)
	r := &run{group: m.group, gauges: gauges}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.running[r] = true
	return func() {
		m.mu.Lock()
		defer m.mu.Unlock()
		delete(m.running, r)
	}
}
