package kafka

import (
	"errors"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/deadletter"
	"github.com/mediamesh/events/kafka/internal/lanes"
	"github.com/mediamesh/events/kafka/internal/record"
)

// follow puts a record aside because an earlier one of its key was.
func (r *run) follow(t *task, rec *kgo.Record) outcome {
	t.Job.dead = &deadletter.Letter{
		Reason: deadletter.ReasonKeyBlocked, Text: "an earlier record of its key is a dead letter that was not redriven yet",
		EventType: record.Header(rec, HeaderEventType), EventID: record.Header(rec, HeaderEventID),
	}
	return r.sendDeadLetter(t, rec)
}

// resolve notes in the ledger that a dead letter was redriven and handled, so that
// its key goes on, also at the next member of the group. Its task is settled when the
// cluster has acknowledged that.
func (r *run) resolve(t *task, rec *kgo.Record) outcome {
	entry := t.Job.redriven.Entry
	entry.HandledAt = time.Now().UnixMilli()
	note := entry.Record(t.Job.redriven.Letter)
	r.writers.Write(note, func(_ *kgo.Record, err error) {
		r.scheduler.Settle(t, r.wasResolved(t, rec, note.Topic, err))
	})
	return lanes.Settling
}

func (r *run) wasResolved(t *task, rec *kgo.Record, ledger string, err error) outcome {
	switch {
	case err == nil:
		r.status.Written(ledger, nil)
		t.Keys().Resolve(rec.Key, t.Job.redriven.From())
		return lanes.Done
	case errors.Is(err, kgo.ErrClientClosed):
		return lanes.Stuck
	}
	failure := &DeadLetterError{
		Reason: ReasonKeyBlocked, Topic: rec.Topic, Partition: rec.Partition, Offset: rec.Offset,
		DeadLetterTopic: ledger, Err: r.watch.Because(err),
	}
	if r.failsAtEnd(t, err) {
		r.fail(failure)
		return lanes.Stuck
	}
	return r.sendAgain(t, failure)
}
