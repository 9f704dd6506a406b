package kafka

import (
	"context"

	"github.com/mediamesh/events/kafka/internal/deprecation"
	"github.com/mediamesh/events/kafka/internal/dispatch"
	"github.com/mediamesh/events/kafka/internal/dlqwriter"
	"github.com/mediamesh/events/kafka/internal/jobs"
	"github.com/mediamesh/events/kafka/internal/member"
	"github.com/mediamesh/events/kafka/internal/provenance"
	"github.com/mediamesh/events/kafka/internal/telemetry"
)

// run is one call of [Consumer.Run]. A member of the group reads records into a scheduler,
// workers process them, and the member commits their offsets.
type run struct {
	config       ConsumerConfig
	toEnd        bool // end once the group has handled what the topics held at the start
	handlers     *dispatch.Handlers
	stats        *stats
	member       *member.Member
	scheduler    *jobs.Scheduler // the member's
	letters      *dlqwriter.Writer
	tracing      *telemetry.Tracer       // nil for none
	metrics      *telemetry.GroupMetrics // nil for none
	deprecations *deprecation.Tracker    // nil for none
	redrives     *provenance.Verifier
	log          telemetry.RecordLog
	work         context.Context // for handlers and writes; does not end when the run is stopped
}

// run consumes until ctx ends.
func (r *run) run(ctx context.Context, topics []string, began func()) (err error) {
	c := &r.config
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	r.redrives = newVerifier(c)
	defer r.redrives.Close()
	limit := telemetry.NewLogLimiter()
	defer limit.Watch(c.Logger, c.Group)()
	r.log = telemetry.RecordLog{Logger: c.Logger, Group: c.Group, Limit: limit, Tracer: r.tracing}
	r.scheduler = newScheduler(ctx, c)
	if r.member, err = member.New(ctx, stop, r.membership(topics)); err != nil {
		return err
	}
	r.work = r.member.Work
	r.letters = newDeadLetterWriter(r)
	defer r.letters.Close()
	began()
	return r.member.Run(func() { newWorker(r).work() })
}

// membership returns the configuration of the run's group member.
func (r *run) membership(topics []string) member.Config {
	c := &r.config
	return member.Config{
		Cluster: c.Cluster, Group: c.Group, Topics: topics, DeadLetterTopic: c.DeadLetterTopic,
		ToEnd: r.toEnd, Latest: c.Start == StartLatest, KIP848: c.Protocol == ProtocolKIP848, KeepOrder: c.KeepOrder,
		NoTopicCreation: c.NoTopicCreation, CommitInterval: c.CommitInterval, WriteTimeout: defaultDeliveryTimeout,
		DecompressBytes: 2*max(c.MaxInFlightBytes, defaultMaxInFlightBytes) + decompressRoom, MaxInFlight: c.MaxInFlight,
		Crew: newCrew(r.scheduler, c), Backoff: c.Retry.backoff, Logger: c.Logger, LogLimit: r.log.Limit, Metrics: r.metrics, Redrives: r.redrives,
		FetchError: func(topic string, partition int32, err error) error {
			return &FetchError{Topic: topic, Partition: partition, Group: c.Group, Err: err}
		},
		CommitError: func(err error) error { return &CommitError{Group: c.Group, Err: err} },
	}
}

// decompressRoom is the memory for decompressed batches in addition to the records in flight,
// in bytes. A record keeps a block of its batch in memory.
const decompressRoom = 32 << 20
