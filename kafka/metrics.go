package kafka

import (
	"errors"
	"strings"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/wire"
)

// unknownType is the label of event types that are not in the registry, so that
// a producer of the topic cannot make series without end.
const unknownType = "unknown"

// register has a collector's metrics served. If there are such metrics already,
// of another publisher or consumer, those are shared.
func register[C prometheus.Collector](reg prometheus.Registerer, c C, field string) (C, error) {
	err := reg.Register(c)
	if there, ok := errors.AsType[prometheus.AlreadyRegisteredError](err); ok {
		if shared, ok := there.ExistingCollector.(C); ok {
			return shared, nil
		}
	}
	if err != nil {
		return c, &cluster.ConfigError{Field: field, Problem: "does not take the metrics: " + err.Error(), Err: err}
	}
	return c, nil
}

func counter(name, help string, labels ...string) *prometheus.CounterVec {
	return prometheus.NewCounterVec(prometheus.CounterOpts{Namespace: "mediamesh", Name: name, Help: help}, labels)
}

func gauge(name, help string, labels ...string) *prometheus.Desc {
	return prometheus.NewDesc("mediamesh_"+name, help, labels, nil)
}

// histogram has buckets from half a millisecond to a minute.
func histogram(name, help string, labels ...string) *prometheus.HistogramVec {
	return prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Namespace: "mediamesh", Name: name, Help: help,
		Buckets: []float64{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60},
	}, labels)
}

// typeNames are the event types of a registry.
func typeNames(reg *events.Registry) map[string]string {
	names := make(map[string]string)
	for _, t := range reg.Types() {
		names[t.Name()] = t.Name()
	}
	return names
}

// sourceLabels are the producers that violations are counted by. The first ones
// get a series each, what comes after them shares one: an event may name any.
type sourceLabels map[string]bool

const (
	maxSources  = 100
	maxSource   = 100 // bytes of a name
	otherSource = "other"
)

func (l sourceLabels) label(source string) string {
	switch {
	case source == "":
		return unknownType
	case l[source]:
		return source
	case len(l) >= maxSources || len(source) > maxSource || source != wire.Printable(source):
		return otherSource
	}
	source = strings.Clone(source) // it may be a part of a record
	l[source] = true
	return source
}
