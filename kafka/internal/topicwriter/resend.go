package topicwriter

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/backoff"
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

// UnwrittenError is of a record that certainly was not written.
type UnwrittenError struct{ Err error }

func (e *UnwrittenError) Error() string { return e.Err.Error() }
func (e *UnwrittenError) Unwrap() error { return e.Err }

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
func (w *Writer) foresee() {
	ctx, cancel := context.WithTimeout(w.client.Context(), limitTimeout)
	defer cancel()
	bytes, err := MaxMessageBytesOf(ctx, kadm.NewClient(w.client), w.topic)
	if err != nil || bytes >= w.limits.Free {
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
func (w *Writer) resend() {
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
func (w *Writer) awaitSettled() {
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
func (w *Writer) recover(failures int) (renewed bool) {
	w.gate.Lock()
	renew := w.renew
	w.renew = false
	var last int
	for _, o := range w.refused {
		_, size := o.KafkaRecord()
		last += size
	}
	if w.limit.searching {
		w.limit.narrow(last)
	}
	limit := w.limit
	w.gate.Unlock()
	if renew {
		_ = backoff.Sleep(w.client.Context(), backoff.Policy{First: 50 * time.Millisecond, Max: time.Second}.Wait(failures+1))
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
func (w *Writer) findLimit(old batchLimit, refused int) int {
	free := w.limits.Free
	ctx, cancel := context.WithTimeout(w.client.Context(), limitTimeout)
	defer cancel()
	bytes, err := MaxMessageBytesOf(ctx, kadm.NewClient(w.client), w.topic)
	switch {
	case err == nil && (!old.exceeded || bytes < refused && (free == 0 || bytes < free)):
	case old.exceeded && old.bytes > 0:
		bytes = min(old.bytes, refused) / 2
	case old.exceeded:
		bytes = refused / 2
	default:
		bytes = min(2*old.bytes, max(free, KafkaMaxMessageSize))
	}
	if free > 0 && bytes >= free {
		return 0
	}
	return max(bytes, 1)
}

// nextRound takes the next records that wait, as many as fit a batch. If there
// are none, it ends the holding.
func (w *Writer) nextRound() (round []Outgoing, more bool) {
	w.gate.Lock()
	var late, overtaken []Outgoing
	now := time.Now()
	var list []Outgoing
	for _, o := range w.refused {
		if rec, _ := o.KafkaRecord(); rec.Key != nil && w.overtaken[string(rec.Key)] {
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
		if now.After(o.Hold().until) {
			late = append(late, o)
			continue
		}
		_, n := o.KafkaRecord()
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
		o.Settle(&UnwrittenError{errOvertaken})
	}
	for _, o := range late {
		o.Settle(&UnwrittenError{kgo.ErrRecordTimeout})
	}
	return round, more
}

// end has records flow again, or wait for the next.
func (w *Writer) end() {
	next := writerFlowing
	w.limit.search = 0
	if w.limit.bytes > 0 {
		next = writerPaced
	}
	w.state.Store(int32(next))
}

// sendRound gives records to the client, until one of them is refused.
func (w *Writer) sendRound(round []Outgoing) {
	recall := w.recall // which nothing else replaces
	for i, o := range round {
		if recall.done.Load() {
			w.putBack(round[i:])
			break
		}
		o.Hold().alone = len(round) == 1
		if !w.produceHeld(o, recall) {
			w.putBack(round[i:])
			break
		}
	}
	sendbuffer.SendNow(w.client)
}

// produceHeld gives a record to the client, unless the writer was closed.
func (w *Writer) produceHeld(o Outgoing, recall *recallContext) bool {
	w.gate.RLock()
	defer w.gate.RUnlock()
	if w.closed {
		return false
	}
	w.open.Add(1)
	o.Produce(recall, w.client)
	return true
}

// putBack queues records before all others.
func (w *Writer) putBack(list []Outgoing) {
	w.gate.Lock()
	defer w.gate.Unlock()
	if w.closed {
		for _, o := range list {
			go o.Settle(kgo.ErrClientClosed)
		}
		return
	}
	w.queue = append(slices.Clone(list), w.queue...)
}
