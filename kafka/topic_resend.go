package kafka

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/sendbuffer"
)

const (
	// limitTimeout bounds asking the cluster for a topic's max.message.bytes.
	limitTimeout = 2 * time.Second
	// limitAge is how long an answer holds. Where the cluster does not tell, the
	// limit is guessed, and doubled as often.
	limitAge = time.Minute
)

// errOvertaken is why a record is not sent again.
var errOvertaken = errors.New("it was refused together with others, and a later one of its key was written meanwhile")

// unwrittenError is of a record that certainly was not written.
type unwrittenError struct{ err error }

func (e *unwrittenError) Error() string { return e.err.Error() }
func (e *unwrittenError) Unwrap() error { return e.err }

// batchLimit is how large batches for a topic may be.
type batchLimit struct {
	bytes    int  // uncompressed; 0 for as large as the client makes them
	exceeded bool // a batch was refused for its size since
	found    time.Time

	search    int  // bytes of a batch, while an invalid record is looked for; 0 if none is
	searching bool // a batch was refused for one of its records since
}

// round is how many bytes the next round may have, 0 for any number.
func (l batchLimit) round() int {
	if l.search > 0 && (l.bytes == 0 || l.search < l.bytes) {
		return l.search
	}
	return l.bytes
}

// narrow halves what is sent at once, after records of so many bytes were refused.
func (l *batchLimit) narrow(refused int) {
	if l.search == 0 || refused < l.search {
		l.search = refused
	}
	l.search, l.searching = max(1, l.search/2), false
}

// foresee asks for the topic's limit, so that no batch need be refused to learn of
// a small one. Where the cluster does not tell, a refusal will.
func (w *topicWriter) foresee() {
	ctx, cancel := context.WithTimeout(w.client.Context(), limitTimeout)
	defer cancel()
	bytes, err := maxMessageBytesOf(ctx, kadm.NewClient(w.client), w.topic)
	if err != nil || bytes >= w.limits.free {
		return
	}
	w.gate.Lock()
	defer w.gate.Unlock()
	if !w.closed && w.state.CompareAndSwap(int32(writerFlowing), int32(writerHeld)) {
		w.limit.bytes, w.limit.found = bytes, time.Now()
		go w.resend()
	}
}

// resend sends the records that wait, round by round. It ends when none waits.
func (w *topicWriter) resend() {
	for failures := 0; ; {
		w.awaitSettled()
		if w.recover(failures) {
			failures++
		} else {
			failures = 0
		}
		round, more := w.nextRound()
		if !more {
			return
		}
		w.sendRound(round)
	}
}

// awaitSettled waits until the client has none of the topic's records.
func (w *topicWriter) awaitSettled() {
	for {
		w.gate.RLock()
		done := w.closed || w.open.Load() == 0
		w.gate.RUnlock()
		if done {
			return
		}
		<-w.settled
	}
}

// recover removes the reason for which records were refused. It tells whether
// the topic is another one.
func (w *topicWriter) recover(failures int) (renewed bool) {
	w.gate.Lock()
	renew := w.renew
	w.renew = false
	var last int
	for _, o := range w.refused {
		_, size := o.kafkaRecord()
		last += size
	}
	if w.limit.searching {
		w.limit.narrow(last)
	}
	limit := w.limit
	w.gate.Unlock()
	if renew {
		_ = sleep(w.client.Context(), RetryPolicy{Backoff: 50 * time.Millisecond, MaxBackoff: time.Second}.backoff(failures+1))
		w.client.PurgeTopicsFromProducing(w.topic)
	}
	if limit.exceeded || limit.bytes > 0 && time.Since(limit.found) > limitAge {
		bytes := w.findLimit(limit, last)
		w.gate.Lock()
		w.limit.bytes, w.limit.exceeded, w.limit.found = bytes, false, time.Now()
		w.gate.Unlock()
	}
	return renew
}

// findLimit asks for the topic's limit. Where the cluster does not tell, or not
// the truth, it is less than the records that were refused have together.
func (w *topicWriter) findLimit(old batchLimit, refused int) int {
	free := w.limits.free
	ctx, cancel := context.WithTimeout(w.client.Context(), limitTimeout)
	defer cancel()
	bytes, err := maxMessageBytesOf(ctx, kadm.NewClient(w.client), w.topic)
	switch {
	case err == nil && (!old.exceeded || bytes < refused && (free == 0 || bytes < free)):
	case old.exceeded && old.bytes > 0:
		bytes = min(old.bytes, refused) / 2
	case old.exceeded:
		bytes = refused / 2
	default:
		bytes = min(2*old.bytes, max(free, kafkaMaxMessageSize))
	}
	if free > 0 && bytes >= free {
		return 0
	}
	return max(bytes, 1)
}

// nextRound takes the next records that wait, as many as fit a batch. If there
// are none, it ends the holding.
func (w *topicWriter) nextRound() (round []outgoing, more bool) {
	w.gate.Lock()
	var late, overtaken []outgoing
	now := time.Now()
	var list []outgoing
	for _, o := range w.refused {
		if rec, _ := o.kafkaRecord(); rec.Key != nil && w.overtaken[string(rec.Key)] {
			overtaken = append(overtaken, o)
		} else {
			list = append(list, o)
		}
	}
	size, most := 0, w.limit.round()
	list, w.queue, w.refused = append(list, w.queue...), nil, nil
	clear(w.keys)
	clear(w.overtaken)
	for i, o := range list {
		if now.After(o.holdInfo().until) {
			late = append(late, o)
			continue
		}
		_, n := o.kafkaRecord()
		if size += n; len(round) > 0 && most > 0 && size > most {
			w.queue = append(w.queue, list[i:]...)
			break
		}
		round = append(round, o)
	}
	w.recall = new(recallContext)
	more = len(round) > 0 || len(w.queue) > 0 || len(late)+len(overtaken) > 0
	if !more && !w.closed {
		w.end()
	}
	w.gate.Unlock()
	for _, o := range overtaken {
		o.settle(&unwrittenError{errOvertaken})
	}
	for _, o := range late {
		o.settle(&unwrittenError{kgo.ErrRecordTimeout})
	}
	return round, more
}

// end has records flow again, or wait for the next.
func (w *topicWriter) end() {
	next := writerFlowing
	w.limit.search = 0
	if w.limit.bytes > 0 {
		next = writerPaced
	}
	w.state.Store(int32(next))
}

// sendRound gives records to the client, until one of them is refused.
func (w *topicWriter) sendRound(round []outgoing) {
	recall := w.recall // which nobody else replaces
	for i, o := range round {
		if recall.done.Load() {
			w.putBack(round[i:])
			break
		}
		o.holdInfo().alone = len(round) == 1
		if !w.produceHeld(o, recall) {
			w.putBack(round[i:])
			break
		}
	}
	sendbuffer.SendNow(w.client)
}

// produceHeld gives a record to the client, unless the writer was closed.
func (w *topicWriter) produceHeld(o outgoing, recall *recallContext) bool {
	w.gate.RLock()
	defer w.gate.RUnlock()
	if w.closed {
		return false
	}
	w.open.Add(1)
	o.produce(recall, w.client)
	return true
}

// putBack queues records before all others.
func (w *topicWriter) putBack(list []outgoing) {
	w.gate.Lock()
	defer w.gate.Unlock()
	if w.closed {
		for _, o := range list {
			go o.settle(kgo.ErrClientClosed)
		}
		return
	}
	w.queue = append(slices.Clone(list), w.queue...)
}
