package outgoing

import (
	"context"
	"errors"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/connect"
	"github.com/mediamesh/events/kafka/internal/delivery"
	"github.com/mediamesh/events/kafka/internal/sendbuffer"
	"github.com/mediamesh/events/kafka/internal/topicwriter"
)

// Config says how a [Sender] sends.
type Config struct {
	Client           *kgo.Client // which is closed with the sender
	Watch            *connect.Watch
	Writers          *topicwriter.Writers
	Timeout          delivery.Timeout
	MaxBuffered      int
	MaxBufferedBytes int
	Closed, Full     error // of events that are not admitted
	// Failure makes the error that a callback gets.
	Failure func(e *Event, r delivery.Result) error
}

// A Sender sends events. It is safe for concurrent use.
type Sender struct {
	Buffer    *sendbuffer.Buffer
	config    Config
	callbacks callbacks
	deadlines sendbuffer.Deadlines
	flusher   sendbuffer.Flusher
	batcher   *sendbuffer.Batcher // nil if nothing lingers
	abandoned abandonment
}

// NewSender returns a sender.
func NewSender(config Config) *Sender {
	s := &Sender{
		Buffer: sendbuffer.NewBuffer(config.MaxBuffered, config.MaxBufferedBytes, sendbuffer.Errors{Closed: config.Closed, Full: config.Full, NoAnswer: delivery.ErrNoAnswer}),
		config: config,
	}
	s.abandoned.init()
	s.deadlines.After = config.Timeout.Within + delivery.Grace - sendbuffer.Shared
	s.callbacks.buffer = s.Buffer
	s.callbacks.chunk = max(1, config.MaxBuffered/64)
	if linger, _ := config.Client.OptValue(kgo.ProducerLinger).(time.Duration); linger > 0 {
		s.batcher = sendbuffer.NewBatcher(func() { sendbuffer.SendNow(config.Client) })
	}
	return s
}

// A Call is a call of [Sender.Send] that has begun.
type Call struct {
	request sendbuffer.Request
	epoch   *sendbuffer.Epoch
}

// Begin begins a call for so many events. If they are several, they are sent together even
// if the sender is closed meanwhile. It ends with [Sender.End].
func (s *Sender) Begin(events int) (c Call) {
	c.request = sendbuffer.Request{Deadline: s.deadlines.Next(), Exempt: inCallback}
	if events > 1 {
		var err error
		c.epoch, err = s.Buffer.Begin()
		c.request.InCall = err == nil
	}
	return c
}

// End ends a call.
func (s *Sender) End(c Call) {
	if c.request.InCall {
		s.Buffer.End(c.epoch)
	}
}

// Send sends events, as long as ctx lets it, and waits until each is settled, ctx ends or
// the call's time is over. It then calls each with the result of each event, whose memory
// may be in use for another one.
func (s *Sender) Send(ctx context.Context, call Call, list []*Event, each func(i int, r delivery.Result)) {
	c := delivery.Collect(len(list))
	s.handOver(ctx, call.request, c, list)
	results, all := c.Wait(ctx, call.request.Deadline)
	for i, r := range results {
		each(i, r)
	}
	if all {
		c.Release()
	}
}

// handOver gives events to their writers, as long as ctx lets it.
func (s *Sender) handOver(ctx context.Context, request sendbuffer.Request, c *delivery.Collector, list []*Event) {
	for i, e := range list {
		request.Size = e.Size
		epoch, err := s.Buffer.Admit(ctx, request)
		if err != nil {
			c.Sent(i, err, s.batcher)
			for _, rest := range list[i:] {
				rest.Observe(delivery.Result{Err: err, Retry: delivery.Safe})
			}
			return
		}
		c.Sending(i)
		e.collector = c
		e.send(s, epoch)
	}
	c.Sent(len(list), nil, s.batcher)
}

// SendAsync hands an event over, and has the callback called with its result. If there is no
// room, it waits until ctx ends, or fails at once. An error says that the event was not
// sent.
func (s *Sender) SendAsync(ctx context.Context, e *Event, fail bool, callback func(error)) error {
	epoch, err := s.Buffer.Admit(ctx, sendbuffer.Request{Size: e.Size, Fail: fail, Exempt: inCallback})
	if err != nil {
		return err
	}
	e.callback = callback
	e.send(s, epoch)
	return nil
}

// Flush waits until all events are settled that were handed over before, and their callbacks
// have returned. The error is the cause of ctx.
func (s *Sender) Flush(ctx context.Context) error {
	s.flusher.Flush(s.abandoned.work, s.config.Client)
	return s.Buffer.Flush(ctx)
}

// judge says what an answer of the client means for an event.
func (s *Sender) judge(err error, e *Event) delivery.Result {
	if err == nil {
		return delivery.Result{}
	}
	watch := s.config.Watch
	if s.abandoned.isAbandoned(err, e.before) {
		return delivery.Result{Err: delivery.ErrAbandoned, Before: e.before}
	}
	if denied := watch.Denial(err); denied != nil {
		return delivery.Result{Err: denied, Retry: delivery.Useless}
	}
	if unwritten, ok := errors.AsType[*topicwriter.UnwrittenError](err); ok {
		return delivery.Result{Err: unwritten.Err, Retry: delivery.Safe}
	}
	err = connect.RedactAuthError(err)
	retry := delivery.RetryAfter(err)
	switch {
	case watch.Produced.Load() == e.before:
		if retry == delivery.MayDuplicate {
			retry = delivery.Safe // nothing at all was sent since
		}
	case watch.Lost.Load() != e.lost:
		retry = delivery.MayDuplicate // refused again, perhaps: an attempt without an answer may have written it
	}
	return delivery.Result{Err: err, Retry: retry}
}

// Final adds to a result what is known only at last: why a timeout is over, and whether an
// event that was abandoned may have been sent, for which it waits until nothing is sent any
// more.
func (s *Sender) Final(r delivery.Result) delivery.Result {
	if r.Err == delivery.ErrAbandoned {
		return s.abandoned.result(r, s.config.Watch)
	}
	r.Err = s.config.Timeout.Explain(r.Err, s.config.Watch)
	return r
}
