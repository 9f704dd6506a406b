// Package telemetry has what publishers and consumers show of themselves: metrics, spans, the
// headers that carry a trace, and the limit of repeated log lines.
//
//   - [GroupMetrics] and [PublisherMetrics] count, [Series] counts for one worker, and
//     [Gauges] is what a run of a consumer is at when the metrics are collected.
//   - A [Tracer] begins spans, of calls of handlers, of dead letters and, with [Publishing],
//     of events that are published.
//   - [Origin], [Extract] and [Headers] read and write the trace of a record.
//   - A [LogLimiter] limits lines about records.
//
// It owns the names, labels and help texts of the metrics, and the names and attributes of
// the spans: they are part of what package kafka promises. No label, attribute or line has a
// value of an event or the key of a record, which may be personal, and what a producer
// chooses makes no more than a limited number of series and lines.
//
// It knows no publisher, consumer or run: these come as names, records and counts.
package telemetry
