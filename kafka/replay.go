package kafka

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"sync"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/deadletter"
	"github.com/mediamesh/events/kafka/internal/jobs"
	"github.com/mediamesh/events/kafka/internal/lanes"
	"github.com/mediamesh/events/kafka/internal/provenance"
	"github.com/mediamesh/events/kafka/internal/telemetry"
	"github.com/mediamesh/events/kafka/internal/topicscan"
	"github.com/mediamesh/events/kafka/records"
)

// ReplayConfig configures [Replay]. Topic must be set.
type ReplayConfig struct {
	// Topic is the topic to read. Required.
	Topic string
	// Offsets is the range to read. Default: everything in the topic when the replay
	// begins.
	Offsets records.Offsets
	// From resumes a replay that ended early: set it to the Next of its report, with the
	// same Offsets. Default: the beginning of Offsets.
	From map[int32]int64
	// AllGroups includes records that were redriven for other groups. Default false: they
	// are ignored.
	AllGroups bool
	// OnProgress is called regularly with the current counts. Default none.
	OnProgress func(ReplayReport)
}

// ReplayReport counts records.
type ReplayReport struct {
	Offsets int64           // number of offsets in the range, including gaps
	Handled int             // records whose handler returned nil
	Ignored int             // records and tombstones without a handler, and records redriven for other groups
	Refused int             // records that could not be handled
	Next    map[int32]int64 // for each partition, the offset up to which everything has been processed
}

// replayBatch is how many records are read at once, and how often progress is reported.
const replayBatch = 1_000

// Replay passes a range of a topic through the handlers of a consumer, which must not be
// running at the same time. It does not join a group, commit offsets or write dead letters:
// the position of the consumer's group does not change. The handlers must be able to
// process an event a second time (they must be idempotent).
//
// Records are handled as in [Consumer.Run]: in key order, and with the consumer's workers,
// retries and timeouts. Records that Run would dead-letter are logged and skipped. However,
// if a handler's last attempt fails, the replay ends unless the policy is [PolicySkip].
// When ctx ends, Replay waits for running handlers.
//
// The report is valid even if an error is returned; pass its Next as ReplayConfig.From to
// resume. The errors are *[HandlerError]; *[RecordError], by policy;
// *[cluster.ConfigError]; *[cluster.ConnectError]; *[cluster.TopicError]; [ErrRunning];
// *[AbandonedError] if a handler does not return after its context is cancelled; and
// those of registering handlers and of ctx.
func Replay(ctx context.Context, c *Consumer, config ReplayConfig) (ReplayReport, error) {
	r := &replay{consumer: c, config: config, report: ReplayReport{Next: make(map[int32]int64)}}
	if problem := cluster.TopicProblem(config.Topic); problem != "" {
		return r.report, &cluster.ConfigError{Field: "ReplayConfig.Topic", Problem: problem}
	}
	if _, err := c.begin(); err != nil {
		return r.report, err
	}
	defer c.end()
	return r.report, r.run(ctx)
}

// replay is one call of [Replay]. It reads records into a scheduler, from which workers take
// them.
type replay struct {
	consumer  *Consumer
	config    ReplayConfig
	scheduler *jobs.Scheduler
	call      invocation
	redrives  *provenance.Verifier
	log       telemetry.RecordLog
	began     time.Time
	work      context.Context // of handlers
	reading   context.Context // ends when no more records are to be started
	stop      context.CancelFunc

	// mu guards the fields below.
	mu     sync.Mutex
	report ReplayReport
	err    error // the first error of a worker
}

func (r *replay) run(ctx context.Context) error {
	c := &r.consumer.config
	a := &topicscan.Access{Field: "ConsumerConfig.Cluster", Cluster: c.Cluster}
	if err := a.Complete(); err != nil {
		return err
	}
	ranges, err := r.ranges(ctx, a)
	if err != nil {
		return err
	}
	s, err := topicscan.New(ctx, a, ranges)
	if err != nil {
		return err
	}
	defer s.Close()
	r.redrives, r.began = newVerifier(c), time.Now()
	defer r.redrives.Close()
	r.log = telemetry.RecordLog{Logger: c.Logger, Group: c.Group, Limit: telemetry.NewLogLimiter()}
	defer r.log.Limit.Watch(c.Logger, c.Group)()
	r.call = traced(r.consumer.tracing, protected)

	r.work = context.WithoutCancel(ctx)
	r.reading, r.stop = context.WithCancel(ctx)
	defer r.stop()
	r.scheduler = newScheduler(r.reading, c)
	for p := range ranges[r.config.Topic] {
		r.scheduler.Assign([]lanes.Place{{Topic: r.config.Topic, Partition: p}})
	}
	crew := newCrew(r.scheduler, c)
	crew.Start(r.deal)
	err = r.read(s)
	late := crew.Finish(r.work)
	r.advance()
	switch {
	case r.err != nil:
		return r.err
	case ctx.Err() != nil:
		return ctx.Err()
	}
	return cmp.Or(err, late)
}

// read adds records to the scheduler until the range or the reading ends, and then waits
// for them.
func (r *replay) read(s *topicscan.Scan) error {
	for {
		room, err := r.room()
		if err != nil {
			return err
		}
		batch, err := s.Some(r.reading, min(room, replayBatch))
		r.scheduler.Add(batch)
		if err != nil {
			return err
		}
		if len(batch) == 0 {
			break
		}
		r.progress()
	}
	for r.scheduler.View(time.Time{}).Records > 0 {
		select {
		case <-r.reading.Done():
			return r.reading.Err()
		case <-r.scheduler.Quiet():
		}
	}
	r.progress()
	return nil
}

// room waits until the scheduler has capacity, and returns how much.
func (r *replay) room() (int, error) {
	for {
		if n := r.scheduler.Room(); n > 0 {
			return n, nil
		}
		select {
		case <-r.reading.Done():
			return 0, r.reading.Err()
		case <-r.scheduler.Changed():
		}
	}
}

// progress reports the current counts.
func (r *replay) progress() {
	if r.config.OnProgress == nil {
		return
	}
	r.advance()
	r.mu.Lock()
	now := r.report
	now.Next = maps.Clone(now.Next)
	r.mu.Unlock()
	r.config.OnProgress(now)
}

// advance sets each partition's Next to its first unfinished record.
func (r *replay) advance() {
	view := r.scheduler.View(time.Time{})
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, p := range view.Progress {
		r.report.Next[p.Partition] = max(r.report.Next[p.Partition], p.Offset)
	}
}

// ranges returns the offsets to read.
func (r *replay) ranges(ctx context.Context, a *topicscan.Access) (topicscan.Ranges, error) {
	client, err := a.Open(ctx)
	if err != nil {
		return nil, err
	}
	defer client.Close()
	ranges, err := rangesOf(ctx, kadm.NewClient(client), r.config.Topic, r.config.Offsets)
	if err != nil {
		return nil, err
	}
	for p, s := range ranges[r.config.Topic] {
		if from, ok := r.config.From[p]; ok {
			if from > s.To {
				return nil, &cluster.ConfigError{Field: "ReplayConfig.From", Problem: fmt.Sprintf("has %d for partition %d, which is past the end of the range, %d: is it of another range, or was the topic created again?", from, p, s.To)}
			}
			s.From = max(s.From, from)
			ranges.Set(r.config.Topic, p, s)
		}
		r.report.Offsets += s.To - s.From
		r.report.Next[p] = s.From
	}
	return ranges, nil
}

// rangesOf returns the current range of offsets in each partition of a topic.
func rangesOf(ctx context.Context, admin *kadm.Client, topic string, offsets records.Offsets) (topicscan.Ranges, error) {
	found, err := offsets.Resolve(ctx, admin, topic)
	if err != nil {
		return nil, err
	}
	ranges := make(topicscan.Ranges)
	for p, at := range found {
		ranges.Set(topic, p, topicscan.Range(at))
	}
	return ranges, nil
}

// deal is the loop of a worker: it processes records until the scheduler is closed.
func (r *replay) deal() {
	slot := r.scheduler.NewSlot(r.work)
	for t := r.scheduler.Next(slot); t != nil; {
		t = r.scheduler.Finish(slot, t, r.process(slot, t))
	}
}

// process handles a task's record, or skips or refuses it.
func (r *replay) process(slot *lanes.Slot, t *task) outcome {
	c, rec := &r.consumer.config, slot.Record()
	if !r.config.AllGroups && provenance.Claimed(rec) {
		proven, err := r.redrives.Verify(r.reading, rec, r.began)
		switch {
		case err != nil:
			return r.fail(err)
		case !proven.IsFor(c.Group):
			return r.done(&r.report.Ignored)
		}
	}
	if topicscan.IsGiantBatch(rec) {
		return r.refuse(rec, deadletter.OfBatch(topicscan.GiantBatchStart(rec), rec.Offset))
	}
	h := &handling{record: rec}
	v := &h.verdict
	switch decide(c, &r.consumer.handlers, rec, v); {
	case v.dead != nil:
		return r.refuse(rec, v.dead)
	case v.call == nil:
		return r.done(&r.report.Ignored)
	}
	t.Job.Attempts++
	h.begin(slot, r.work, c.HandlerTimeout, t.Job.Attempts)
	err := r.call(t, h)
	if err == nil {
		return r.done(&r.report.Handled)
	}
	if context.Cause(slot.Context()) == lanes.ErrAbandoned {
		return lanes.Again(0) // the replay has ended
	}
	if wait, again := c.Retry.next(t.Job.Attempts, err); again {
		return lanes.Again(wait)
	}
	return r.refuse(rec, v.failure(rec, t.Job.Attempts, err).letter())
}

// done counts a finished record.
func (r *replay) done(count *int) outcome {
	r.mu.Lock()
	defer r.mu.Unlock()
	*count++
	return lanes.Done
}

// fail ends the replay.
func (r *replay) fail(err error) outcome {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.err == nil {
		r.err = err
	}
	r.stop()
	return lanes.Stuck
}

// refuse skips a record that cannot be handled, or ends the replay.
func (r *replay) refuse(rec *kgo.Record, d *deadletter.Letter) outcome {
	c := &r.consumer.config
	c.tell(rec, d)
	policy := c.Policies[Reason(d.Reason)]
	if policy == PolicyStop || d.Reason == deadletter.ReasonHandlerFailed && policy != PolicySkip {
		return r.fail(stopsAt(d, rec))
	}
	r.log.Refused("kafka: record not replayed", rec, d)
	return r.done(&r.report.Refused)
}
