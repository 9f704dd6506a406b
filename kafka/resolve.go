package kafka

import (
	"errors"
	"fmt"

	"github.com/twmb/franz-go/pkg/kgo"
)

// concerns tells that a record is for this group: one that was redriven is for
// the group that had put it aside.
func (r *run) concerns(rec *kgo.Record) bool {
	group := headerIn(rec, HeaderRedrivenFor)
	return group == "" || group == r.config.Group
}

// follow puts a record aside because an earlier one of its key was.
func (r *run) follow(t *task, rec *kgo.Record) outcome {
	t.dead = &deadLetter{
		reason: KeyBlocked, text: "an earlier record of its key is a dead letter that was not redriven yet",
		eventType: headerIn(rec, HeaderEventType), eventID: headerIn(rec, HeaderEventID),
	}
	return r.putAside(t, rec)
}

// resolve writes down, in the dead-letter topic, that a dead letter was redriven
// and dealt with. Its task is settled when the cluster has acknowledged that.
func (r *run) resolve(t *task, rec *kgo.Record) outcome {
	topic := r.config.DeadLetterTopic(rec.Topic)
	note := &kgo.Record{Topic: topic, Key: rec.Key, Headers: []kgo.RecordHeader{
		{Key: HeaderDeadLetterResolved, Value: []byte(t.resolves)},
		{Key: HeaderDeadLetterGroup, Value: []byte(r.config.Group)},
	}}
	r.client.Produce(r.work, note, func(_ *kgo.Record, err error) {
		r.scheduler.settle(t, r.wasResolved(t, rec, topic, err))
	})
	return outcome{aside: true}
}

func (r *run) wasResolved(t *task, rec *kgo.Record, topic string, err error) outcome {
	switch {
	case err == nil:
		r.outlook.letter(topic, nil)
		t.lane.part.blocked.resolve(rec.Key, t.resolves)
		return outcome{done: true}
	case errors.Is(err, kgo.ErrClientClosed):
		return outcome{stuck: true}
	}
	failure := &DeadLetterError{
		Reason: KeyBlocked, Topic: rec.Topic, Partition: rec.Partition, Offset: rec.Offset,
		DeadLetterTopic: topic, Err: r.watch.because(err),
	}
	if r.config.ExitAtEnd {
		r.fail(failure)
		return outcome{stuck: true}
	}
	return r.sendAgain(t, failure)
}

// positionOf names where a record is, "content.events.dlq/0/17".
func positionOf(r *kgo.Record) string {
	return fmt.Sprintf("%s/%d/%d", r.Topic, r.Partition, r.Offset)
}
