package telemetry

import (
	"errors"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/mediamesh/events/kafka/cluster"
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
