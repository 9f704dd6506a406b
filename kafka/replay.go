package kafka

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/backoff"
	"github.com/mediamesh/events/kafka/internal/deadletter"
	"github.com/mediamesh/events/kafka/internal/topicscan"
)

// ReplayConfig says what [Replay] reads. Topic must be set.
type ReplayConfig struct {
	// Topic is the topic to read. Required.
	Topic string
	// Offsets is the range to read. Default: all that the topic holds when the
	// replay begins.
	Offsets Offsets
	// From is where to go on, the Next of a replay that ended early, within the
	// same Offsets. Default: where they begin.
	From map[int32]int64
	// AllGroups has records that were redriven for other groups than the
	// consumer's as well. Default false: its group passes them over.
	AllGroups bool
	// OnProgress is called with the counts as they grow. Default none.
	OnProgress func(ReplayReport)
}

// ReplayReport counts records.
type ReplayReport struct {
	Offsets int64           // in the range, which may have gaps
	Handled int             // by a handler that returned nil
	Ignored int             // of types without a handler, redriven for other groups, or tombstones without a handler
	Refused int             // that are no events that can be handled
	Next    map[int32]int64 // by partition: all before it is done
}

// replayRound is how many records are read before they are handled, by all of
// the consumer's workers.
const replayRound = 1_000

// Replay sends a range of a topic through the handlers of a consumer, which
// must not run meanwhile. It joins no group, commits no offset and writes no
// dead letter: the consumer's group goes on where it is, and only the handlers
// notice. They must bear to have an event again.
//
// Records are handled as by [Consumer.Run]: in the order of their keys, by so
// many workers, with its retries and timeouts. What it would dead-letter is
// logged and skipped, except that an event whose handler fails for the last
// time ends the replay, unless the policy is [PolicySkip]. When ctx ends, the handlers
// at work finish.
//
// The report is good along with an error, and its Next says how to go on. The
// errors are *[HandlerError]; *[RecordError], by policy; *[cluster.ConfigError];
// *[cluster.ConnectError]; *[cluster.TopicError]; [ErrRunning]; and those of registering
// handlers and of ctx.
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

// replay is one call of [Replay].
type replay struct {
	consumer *Consumer
	config   ReplayConfig

	proofs *proofs
	floods *floods
	began  time.Time

	// mu guards the fields below.
	mu     sync.Mutex
	report ReplayReport
	err    error // the first
}

func (r *replay) run(ctx context.Context) error {
	c := r.consumer.config
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
	r.proofs, r.began = newProofs(&c), time.Now()
	defer r.proofs.close()
	r.floods = newFloods()
	defer r.floods.watch(&r.consumer.config)()
	work, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	defer context.AfterFunc(ctx, func() { time.AfterFunc(c.DrainTimeout, cancel) })()
	for {
		round, err := s.Some(ctx, replayRound)
		if err != nil || len(round) == 0 {
			return err
		}
		r.round(ctx, work, round)
		if r.config.OnProgress != nil {
			r.config.OnProgress(r.report)
		}
		if r.err != nil || ctx.Err() != nil {
			return cmp.Or(r.err, ctx.Err())
		}
	}
}

// ranges finds what is to be read.
func (r *replay) ranges(ctx context.Context, a *topicscan.Access) (topicscan.Ranges, error) {
	client, err := a.Open(ctx)
	if err != nil {
		return nil, err
	}
	defer client.Close()
	ranges, err := r.config.Offsets.resolve(ctx, kadm.NewClient(client), r.config.Topic)
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

// round handles records, those of a key in their order.
func (r *replay) round(ctx, work context.Context, round []*kgo.Record) {
	lanes := lanesOf(round, r.consumer.config.Workers)
	next := make(chan []*kgo.Record)
	done := make(map[*kgo.Record]bool)
	var workers sync.WaitGroup
	for range min(r.consumer.config.Workers, len(lanes)) {
		workers.Go(func() {
			for lane := range next {
				r.lane(ctx, work, lane, done)
			}
		})
	}
	for _, lane := range lanes {
		next <- lane
	}
	close(next)
	workers.Wait()
	r.advance(round, done)
}

// lanesOf parts records into what is handled at once: by key, or not at all for
// a single worker, which keeps the order of the partitions.
func lanesOf(round []*kgo.Record, workers int) (lanes [][]*kgo.Record) {
	if workers == 1 {
		return [][]*kgo.Record{round}
	}
	keys := make(map[string][]*kgo.Record)
	for _, rec := range round {
		if rec.Key == nil {
			lanes = append(lanes, []*kgo.Record{rec})
		} else {
			keys[string(rec.Key)] = append(keys[string(rec.Key)], rec)
		}
	}
	for _, lane := range keys {
		lanes = append(lanes, lane)
	}
	return lanes
}

// advance moves each partition's Next to the first record that is not done.
func (r *replay) advance(round []*kgo.Record, done map[*kgo.Record]bool) {
	stuck := make(map[int32]bool)
	for _, rec := range round {
		stuck[rec.Partition] = stuck[rec.Partition] || !done[rec]
		if !stuck[rec.Partition] {
			r.report.Next[rec.Partition] = rec.Offset + 1
		}
	}
}

// lane handles records one after the other, until one fails.
func (r *replay) lane(ctx, work context.Context, lane []*kgo.Record, done map[*kgo.Record]bool) {
	for _, rec := range lane {
		if ctx.Err() != nil || r.failed() {
			return
		}
		count, err := r.record(ctx, work, rec)
		r.mu.Lock()
		if err == nil {
			done[rec] = true
			*count++
		} else if r.err == nil {
			r.err = err
		}
		r.mu.Unlock()
		if err != nil {
			return
		}
	}
}

func (r *replay) failed() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.err != nil
}

// record handles a record, and returns what it counts as.
func (r *replay) record(ctx, work context.Context, rec *kgo.Record) (count *int, err error) {
	c := &r.consumer.config
	if !r.config.AllGroups && saysRedriven(rec) {
		proven, err := r.proofs.of(ctx, rec, r.began)
		if err != nil {
			return nil, err
		}
		if !proven.isFor(c.Group) {
			return &r.report.Ignored, nil
		}
	}
	if topicscan.IsGiantBatch(rec) {
		return r.refuse(rec, deadletter.OfBatch(topicscan.GiantBatchStart(rec), rec.Offset))
	}
	h := &handling{Context: work, base: work, record: rec}
	v := &h.verdict
	decide(c, &r.consumer.handlers, rec, v)
	switch {
	case v.dead != nil:
		return r.refuse(rec, v.dead)
	case v.call == nil:
		return &r.report.Ignored, nil
	}
	for attempts := 1; ; attempts++ {
		err := r.call(work, h, attempts)
		if err == nil {
			return &r.report.Handled, nil
		}
		wait, again := c.Retry.next(attempts, err)
		if !again {
			return r.refuse(rec, &deadletter.Letter{
				Reason: deadletter.ReasonHandlerFailed, Text: handlerText(err),
				EventType: v.meta().EventType, EventID: v.meta().EventID, Cause: &HandlerError{
					EventType: v.meta().EventType, EventID: v.meta().EventID,
					Topic: rec.Topic, Partition: rec.Partition, Offset: rec.Offset, Attempts: attempts, Err: err, Tombstone: isTombstone(rec),
				},
			})
		}
		if err := backoff.Sleep(ctx, wait); err != nil {
			return nil, err
		}
	}
}

// call calls the handler once.
func (r *replay) call(work context.Context, h *handling, attempt int) error {
	h.attempt = attempt
	if d := r.consumer.config.HandlerTimeout; d > 0 {
		within, cancel := context.WithTimeout(work, d)
		defer cancel()
		h.Context = within
		h.deadline, _ = within.Deadline()
	}
	h.base = work
	return r.consumer.tracing.traced(protected)(&task{}, h)
}

// refuse passes over a record that cannot be handled, or ends the replay.
func (r *replay) refuse(rec *kgo.Record, d *deadletter.Letter) (count *int, err error) {
	r.consumer.config.tell(rec, d)
	policy := r.consumer.config.Policies[Reason(d.Reason)]
	if policy == PolicyStop || d.Reason == deadletter.ReasonHandlerFailed && policy != PolicySkip {
		return nil, stopsAt(d, rec)
	}
	logger := &run{config: r.consumer.config, floods: r.floods}
	logger.logRecord(slog.LevelWarn, "kafka: a record is not replayed", rec, d)
	return &r.report.Refused, nil
}
