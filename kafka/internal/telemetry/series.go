package telemetry

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// Series are what a worker counts each record in. Looking them up by their labels is slow,
// so it keeps those that it has had. The zero value counts nothing. It is not safe for
// concurrent use.
type Series struct {
	metrics *GroupMetrics
	known   map[seriesKey]series
}

type seriesKey struct{ topic, eventType string }

type series struct {
	seconds prometheus.Observer
	handled prometheus.Counter
}

// NewSeries returns the series of a worker. It counts nothing if there are no metrics.
func NewSeries(m *GroupMetrics) Series { return Series{metrics: m} }

// Called observes how long a call of a handler took.
func (s *Series) Called(topic, eventType string, took time.Duration) {
	if s.metrics != nil {
		s.of(topic, eventType).seconds.Observe(took.Seconds())
	}
}

// Handled counts a record that was handled.
func (s *Series) Handled(topic, eventType string) {
	if s.metrics != nil {
		s.of(topic, eventType).handled.Inc()
	}
}

func (s *Series) of(topic, eventType string) series {
	if known, ok := s.known[seriesKey{topic, eventType}]; ok {
		return known
	}
	m := s.metrics
	eventType = m.typeOf(eventType)
	found := series{
		seconds: m.handlerSeconds.WithLabelValues(m.group, eventType),
		handled: m.records.WithLabelValues(m.group, topic, eventType, outcomeHandled),
	}
	if eventType != unknownType {
		if s.known == nil {
			s.known = make(map[seriesKey]series)
		}
		s.known[seriesKey{topic, eventType}] = found
	}
	return found
}
