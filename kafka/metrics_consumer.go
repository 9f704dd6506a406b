package kafka

import (
	"context"
	"sync"
	"unicode/utf8"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/deadletter"
)

// What becomes of a record, as a label.
const (
	outcomeHandled    = "handled"
	outcomeReported   = "reported" // handled with violations, by policy
	outcomePassed     = "passed"
	outcomeDeadLetter = "dead_letter"
	outcomeSkipped    = "skipped"
	outcomeTombstone  = "tombstone" // it has no value, and no handler
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
	sources sourceLabels
	running map[*run]bool
}

func newConsumerMetrics() *consumerMetrics {
	return &consumerMetrics{
		records:        counter("records_total", "Records that a group is done with, by what became of them: handled, reported (handled with violations, by policy), passed (no handler wants their type), dead_letter, skipped or tombstone (no value, and no handler for it).", "group", "topic", "type", "outcome"),
		handlerSeconds: histogram("handler_seconds", "How long a call of a handler took, failed calls included.", "group", "type"),
		retries:        counter("retries_total", "Calls of handlers that failed and are to be repeated.", "group", "type"),
		deadLetters:    counter("dead_letters_total", "Records that the cluster has acknowledged on a dead-letter topic, by why they are there.", "group", "topic", "reason"),
		letterFailures: counter("dead_letter_failures_total", "Dead letters that were not written and are tried again. Meanwhile their keys wait.", "group", "topic"),
		violations:     counter("violations_total", "Events that broke their contract and were handled all the same, by policy, by who produced them.", "group", "source", "type"),
		deprecations:   counter("deprecated_events_total", "Events that are deprecated, or have a field that is, by who produced them and what is deprecated; the field is empty for the event itself.", "group", "source", "type", "version", "field"),
		commitFailures: counter("commit_failures_total", "Commits of offsets that failed.", "group"),
		rebalances:     counter("rebalances_total", "Changes of the partitions that this process has: assigned, revoked or lost.", "group", "change"),
		gauges:         newConsumerGauges(),
		sources:        make(sourceLabels),
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

// groupMetrics are those of one consumer. Nil counts nothing.
type groupMetrics struct {
	*consumerMetrics
	group string
	types map[string]string
}

// newGroupMetrics returns nil if the configuration wants no metrics.
func newGroupMetrics(c ConsumerConfig) (*groupMetrics, error) {
	if c.Metrics == nil {
		return nil, nil
	}
	if !utf8.ValidString(c.Group) {
		return nil, &cluster.ConfigError{Field: "ConsumerConfig.Group", Problem: "is not UTF-8, which the labels of metrics must be"}
	}
	shared, err := register(c.Metrics, newConsumerMetrics(), "ConsumerConfig.Metrics")
	if err != nil {
		return nil, err
	}
	m := &groupMetrics{consumerMetrics: shared, group: c.Group, types: typeNames(c.Registry)}
	m.start()
	return m, nil
}

// start makes the series that alerts look at: of one that begins with 1, an alert
// never sees the increase.
func (m *groupMetrics) start() {
	m.commitFailures.WithLabelValues(m.group)
	for _, change := range []string{changeAssigned, changeRevoked, changeLost} {
		m.rebalances.WithLabelValues(m.group, change)
	}
}

// startTopics does the same for those of topics.
func (m *groupMetrics) startTopics(topics []string) {
	for _, topic := range topics {
		m.letterFailures.WithLabelValues(m.group, topic)
		for reason := range reasons {
			m.deadLetters.WithLabelValues(m.group, topic, string(reason))
		}
		m.deadLetters.WithLabelValues(m.group, topic, string(ReasonKeyBlocked))
	}
}

// typeOf is the label for an event type that a record names.
func (m *groupMetrics) typeOf(name string) string {
	if known, ok := m.types[name]; ok {
		return known
	}
	return unknownType
}

func (m *groupMetrics) done(rec *kgo.Record, eventType, outcome string) {
	if m != nil {
		m.records.WithLabelValues(m.group, rec.Topic, m.typeOf(eventType), outcome).Inc()
	}
}

func (m *groupMetrics) retried(eventType string) {
	if m != nil {
		m.retries.WithLabelValues(m.group, m.typeOf(eventType)).Inc()
	}
}

func (m *groupMetrics) deadLetter(rec *kgo.Record, d *deadletter.Letter) {
	if m != nil {
		m.deadLetters.WithLabelValues(m.group, rec.Topic, d.Reason).Inc()
		m.done(rec, d.EventType, outcomeDeadLetter)
	}
}

func (m *groupMetrics) deadLetterFailed(topic string) {
	if m != nil {
		m.letterFailures.WithLabelValues(m.group, topic).Inc()
	}
}

func (m *groupMetrics) reported(source, eventType string) {
	if m == nil {
		return
	}
	m.mu.Lock()
	source = m.sources.label(source)
	m.mu.Unlock()
	m.violations.WithLabelValues(m.group, source, m.typeOf(eventType)).Inc()
}

func (m *groupMetrics) deprecated(d deprecated) {
	if m != nil {
		m.deprecations.WithLabelValues(m.group, d.source, d.eventType, d.version, d.field).Inc()
	}
}

func (m *groupMetrics) commitFailed() {
	if m != nil {
		m.commitFailures.WithLabelValues(m.group).Inc()
	}
}

// How the partitions of a consumer change, as a label.
const (
	changeAssigned = "assigned"
	changeRevoked  = "revoked"
	changeLost     = "lost"
)

func (m *groupMetrics) rebalanced(change string) {
	if m != nil {
		m.rebalances.WithLabelValues(m.group, change).Inc()
	}
}

// follow has the gauges tell of a run, until it is stopped.
func (m *groupMetrics) follow(ctx context.Context, r *run, topics []string) (end func()) {
	if m == nil {
		return func() {}
	}
	m.startTopics(topics)
	m.set(r, true)
	ctx, cancel := context.WithCancel(ctx)
	var asking sync.WaitGroup
	asking.Go(func() { r.status.WatchEnds(ctx, r.client, topics) })
	return func() {
		cancel()
		asking.Wait()
		m.set(r, false)
	}
}

func (m *groupMetrics) set(r *run, running bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if running {
		m.running[r] = true
	} else {
		delete(m.running, r)
	}
}
