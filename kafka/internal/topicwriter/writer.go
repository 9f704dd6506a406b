package topicwriter

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/backoff"
)

// Outgoing is a record that a [Writer] writes.
type Outgoing interface {
	// KafkaRecord returns the record, and the size in bytes of a batch that holds
	// nothing else, uncompressed.
	KafkaRecord() (r *kgo.Record, size int)
	// Produce gives the record to the client, whose answer goes to
	// [Writer.Answered] first.
	Produce(ctx context.Context, client *kgo.Client)
	// Interrupted tells that a connection was lost since the record was given to
	// the client, so that nothing is known for certain.
	Interrupted() bool
	// Settle reports the final outcome of a record that the client does not have.
	Settle(err error)
	// Hold returns what the writer notes of the record.
	Hold() *HoldInfo
}

// HoldInfo is what a [Writer] notes of a record that was refused, or waits.
type HoldInfo struct {
	until time.Time // when it has waited for too long; zero if it never waited
	alone bool      // it was the only record of its round
}

// A writerState says where the records of a topic go.
//
//	from     event                                             to
//	flowing  a record is refused for a reason that may pass    held
//	flowing  the topic turns out to take small batches only    held
//	held     all are settled, the topic takes full batches     flowing
//	held     all are settled, the topic takes small batches    paced
//	paced    a record comes                                    held
type writerState int32

const (
	writerFlowing writerState = iota // to the client at once
	writerHeld                       // into a queue, from which rounds are sent one after the other
	writerPaced                      // the queue is empty, and the next record begins a round
)

// A Writer hands the records of one topic to a client, and keeps their
// order when the cluster refuses them for a reason that is not their own:
//
//   - MESSAGE_TOO_LARGE and RECORD_LIST_TOO_LARGE are about a batch. Its records
//     are sent again in smaller ones, within max.message.bytes if the cluster tells
//     it. Only a record that is refused alone is too large.
//   - INVALID_RECORD and INVALID_TIMESTAMP are about a record of the batch, which is
//     found by sending half as many until it is alone.
//   - UNKNOWN_TOPIC_ID is about a topic that was deleted and created again, which
//     the client never accepts. It is made to forget the topic, and the records
//     are sent to the new one.
//
// The client fails all records of a partition together, in their order. Records
// that it is given before the writer learns of that are recalled; if one was
// written nevertheless, the earlier records of its key fail rather than follow it.
type Writer struct {
	client *kgo.Client
	topic  string
	limits Limits

	state    atomic.Int32 // a writerState
	open     atomic.Int64 // records that the client has
	troubled atomic.Bool  // trouble is set

	gate      sync.RWMutex // for reading while a record goes to the client, so that the state stays
	recall    *recallContext
	refused   []Outgoing      // by the client, in their order
	queue     []Outgoing      // that came later
	keys      map[string]bool // of the records in refused
	overtaken map[string]bool // keys of which a later record was written than one in refused
	settled   chan struct{}   // gets one when the client has none of the records
	limit     batchLimit
	renew     bool // the client must forget the topic
	closed    bool
	trouble   backoff.OngoingFailure // why records are not written
}

// newTopicWriter returns a writer in state flowing, or paced.
func newTopicWriter(client *kgo.Client, topic string, limits Limits) *Writer {
	w := &Writer{
		client: client, topic: topic, limits: limits, recall: new(recallContext), settled: make(chan struct{}, 1),
		keys: make(map[string]bool), overtaken: make(map[string]bool),
	}
	if limits.Free == 0 {
		w.limit.bytes = KafkaMaxMessageSize
		w.state.Store(int32(writerPaced))
	}
	return w
}

// Send writes a record, after those that were sent before.
func (w *Writer) Send(o Outgoing) {
	if !w.tryProduce(o) {
		w.hold(o)
	}
}

// tryProduce gives a record to the client, if records flow.
func (w *Writer) tryProduce(o Outgoing) bool {
	w.gate.RLock()
	defer w.gate.RUnlock()
	if w.closed || w.state.Load() != int32(writerFlowing) {
		return false
	}
	w.open.Add(1)
	o.Produce(w.recall, w.client)
	return true
}

// hold queues a record.
func (w *Writer) hold(o Outgoing) {
	w.gate.Lock()
	defer w.gate.Unlock()
	switch state := writerState(w.state.Load()); {
	case w.closed:
		go o.Settle(kgo.ErrClientClosed)
		return
	case state == writerFlowing: // again, since tryProduce looked
		w.open.Add(1)
		o.Produce(w.recall, w.client)
		return
	case state == writerPaced:
		w.state.Store(int32(writerHeld))
		go w.resend()
	}
	w.wait(o)
	w.queue = append(w.queue, o)
}

// Answered is called with the client's answer for a record, one at a time. It
// tells whether that is final. If it is not, the writer sends the record again.
func (w *Writer) Answered(o Outgoing, err error) (final bool) {
	if err == nil && w.state.Load() == int32(writerFlowing) && !w.troubled.Load() {
		w.open.Add(-1)
		return true
	}
	w.gate.Lock()
	defer w.gate.Unlock()
	switch {
	case err == nil:
		w.trouble = backoff.OngoingFailure{}
		w.troubled.Store(false)
		w.written(o)
		final = true
	case w.passes(err, o.Hold().alone) && !o.Interrupted():
		w.refuse(o, err)
	default:
		w.trouble = w.trouble.GoesOn(err)
		w.troubled.Store(true)
		if invalidAmongOthers(err) {
			w.limit.search = 0 // it was found
		}
		final = true
	}
	if w.open.Add(-1) == 0 {
		select {
		case w.settled <- struct{}{}:
		default:
		}
	}
	return final
}

// passes tells that a record may be taken another time.
func (w *Writer) passes(err error, alone bool) bool {
	switch {
	case w.closed:
		return false
	case TooLarge(err), invalidAmongOthers(err):
		return !alone
	}
	return errors.Is(err, errRecalled) || errors.Is(err, kerr.UnknownTopicID) && !w.limits.Fixed
}

// TooLarge tells that a batch was refused for its size.
func TooLarge(err error) bool {
	return errors.Is(err, kerr.MessageTooLarge) || errors.Is(err, kerr.RecordListTooLarge)
}

// invalidAmongOthers tells that a batch was refused for one of its records, such
// as one without a key for a compacted topic.
func invalidAmongOthers(err error) bool {
	return errors.Is(err, kerr.InvalidRecord) || errors.Is(err, kerr.InvalidTimestamp)
}

// wait bounds how long a record may wait.
func (w *Writer) wait(o Outgoing) {
	if note := o.Hold(); note.until.IsZero() {
		note.until = time.Now().Add(w.limits.Expiry)
	}
}

// written notes that a record was written. Those of its key that were refused
// before must not follow it.
func (w *Writer) written(o Outgoing) {
	if rec, _ := o.KafkaRecord(); rec.Key != nil && w.keys[string(rec.Key)] {
		w.overtaken[string(rec.Key)] = true
	}
}

// refuse keeps a record that the cluster refused, and recalls those that the
// client has not sent yet.
func (w *Writer) refuse(o Outgoing, err error) {
	w.wait(o)
	w.refused = append(w.refused, o)
	if rec, _ := o.KafkaRecord(); rec.Key != nil {
		w.keys[string(rec.Key)] = true
	}
	switch {
	case errors.Is(err, kerr.UnknownTopicID):
		w.renew = true
	case TooLarge(err):
		w.limit.exceeded = true
	case invalidAmongOthers(err):
		w.limit.searching = true
	}
	if !errors.Is(err, errRecalled) {
		w.trouble = w.trouble.GoesOn(err)
		w.troubled.Store(true)
	}
	w.recall.done.Store(true)
	if w.state.CompareAndSwap(int32(writerFlowing), int32(writerHeld)) {
		go w.resend()
	}
}

// Warning says that records have not been written for a while, "" if they are.
func (w *Writer) Warning(now time.Time) string {
	if !w.troubled.Load() {
		return ""
	}
	w.gate.RLock()
	defer w.gate.RUnlock()
	if w.trouble.Err == nil {
		return ""
	}
	return fmt.Sprintf("events have not been written to %s for %v: %v", w.topic, now.Sub(w.trouble.Since).Round(time.Second), w.trouble.Err)
}

// close fails all records that wait, and all that come later. It gives the client
// nothing any more.
func (w *Writer) close() {
	w.gate.Lock()
	waiting := append(w.refused, w.queue...)
	w.refused, w.queue, w.closed = nil, nil, true
	w.gate.Unlock()
	for _, o := range waiting {
		o.Settle(kgo.ErrClientClosed)
	}
	select {
	case w.settled <- struct{}{}:
	default:
	}
}

// errRecalled is the client's answer for a record that it had not sent when an
// earlier one was refused.
var errRecalled = errors.New("an earlier record of the topic was refused")

// recallContext lets the client fail records that it has not sent. Until then it
// looks like a context that never ends, so that the client does not cut requests
// off that are on their way.
type recallContext struct{ done atomic.Bool }

var _ context.Context = (*recallContext)(nil)

var alreadyDone = func() <-chan struct{} {
	c := make(chan struct{})
	close(c)
	return c
}()

// Deadline implements [context.Context].
func (*recallContext) Deadline() (time.Time, bool) { return time.Time{}, false }

// Done implements [context.Context].
func (c *recallContext) Done() <-chan struct{} {
	if c.done.Load() {
		return alreadyDone
	}
	return nil
}

// Err implements [context.Context].
func (c *recallContext) Err() error {
	if c.done.Load() {
		return errRecalled
	}
	return nil
}

// Value implements [context.Context].
func (*recallContext) Value(any) any { return nil }
