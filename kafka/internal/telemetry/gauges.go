package telemetry

import (
	"maps"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/mediamesh/events/kafka/internal/lanes"
)

// Gauges is what a run of a consumer is at.
type Gauges struct {
	lanes.View
	Lags       map[lanes.Place]int64 // records that are not done, of the partitions where that is known
	LastCommit time.Time             // zero if there was none
}

// run is one that the gauges tell of.
type run struct {
	group  string
	gauges func() Gauges
}

// consumerGauges are taken when they are asked for.
type consumerGauges struct {
	lag, records, bytes, parked, paused, assigned, working, slowest, committed *prometheus.Desc
}

func newConsumerGauges() consumerGauges {
	return consumerGauges{
		lag:       gauge("lag_records", "Records of a partition that have not been processed, relative to its last known end offset.", "group", "topic", "partition"),
		records:   gauge("in_flight_records", "Records that are held: being handled, or waiting.", "group"),
		bytes:     gauge("in_flight_bytes", "Bytes of the records that are held.", "group"),
		parked:    gauge("parked_keys", "Keys, each of one partition, whose first record waits, and the later ones behind it: for its next attempt (retry), for its dead letter to be acknowledged (dead_letter) or for the consumer to end (stop).", "group", "waiting_for"),
		paused:    gauge("paused_partitions", "Partitions that are not fetched from, since they hold more than their share.", "group"),
		assigned:  gauge("assigned_partitions", "Partitions that this process has.", "group"),
		working:   gauge("handlers_at_work", "Handlers that are at work.", "group"),
		slowest:   gauge("slowest_handler_seconds", "How long that handler has been at work that began first of those at work; 0 if none is.", "group"),
		committed: gauge("last_commit_timestamp_seconds", "When offsets were last committed, in seconds since 1970; none before the first commit of a run.", "group"),
	}
}

func (g *consumerGauges) describe(to chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{g.lag, g.records, g.bytes, g.parked, g.paused, g.assigned, g.working, g.slowest, g.committed} {
		to <- d
	}
}

// parkedLabels are the values of waiting_for.
var parkedLabels = [lanes.Parkings]string{lanes.ForRetry: "retry", lanes.ForWrite: "dead_letter", lanes.ForStop: "stop"}

// groupView is what the consumers of a group in this process are at, together.
type groupView struct {
	lanes.View
	assigned  int
	slowest   float64 // seconds
	committed float64 // seconds since 1970; 0 if never
	lags      map[lanes.Place]int64
}

func (g *consumerGauges) collect(to chan<- prometheus.Metric, runs map[*run]bool) {
	groups := make(map[string]*groupView)
	for r := range runs {
		if groups[r.group] == nil {
			groups[r.group] = &groupView{lags: make(map[lanes.Place]int64)}
		}
		groups[r.group].add(r.gauges())
	}
	send := func(d *prometheus.Desc, v float64, labels ...string) {
		to <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v, labels...)
	}
	for name, v := range groups {
		send(g.records, float64(v.Records), name)
		send(g.bytes, float64(v.Bytes), name)
		send(g.paused, float64(v.Paused), name)
		send(g.assigned, float64(v.assigned), name)
		send(g.working, float64(v.Running), name)
		send(g.slowest, v.slowest, name)
		for i, n := range v.Parked {
			send(g.parked, float64(n), name, parkedLabels[i])
		}
		if v.committed > 0 {
			send(g.committed, v.committed, name)
		}
		for at, lag := range v.lags {
			send(g.lag, float64(lag), name, at.Topic, strconv.Itoa(int(at.Partition)))
		}
	}
}

// add adds what a run is at.
func (v *groupView) add(now Gauges) {
	v.Records += now.Records
	v.Bytes += now.Bytes
	v.Paused += now.Paused
	v.Running += now.Running
	v.assigned += len(now.Progress)
	for i, n := range now.Parked {
		v.Parked[i] += n
	}
	if since := now.Slowest.Since; !since.IsZero() {
		v.slowest = max(v.slowest, time.Since(since).Seconds())
	}
	if last := now.LastCommit; !last.IsZero() {
		v.committed = max(v.committed, float64(last.UnixMilli())/1000)
	}
	maps.Copy(v.lags, now.Lags)
}
