package topicwriter

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kgo"
)

// plainOutgoing is a record that no client gets: a test answers for one.
type plainOutgoing struct {
	record  kgo.Record
	size    int
	note    HoldInfo
	lost    bool // a connection
	settled chan error
}

var _ Outgoing = (*plainOutgoing)(nil)

func (o *plainOutgoing) KafkaRecord() (*kgo.Record, int)      { return &o.record, o.size }
func (o *plainOutgoing) Produce(context.Context, *kgo.Client) {}
func (o *plainOutgoing) Interrupted() bool                    { return o.lost }
func (o *plainOutgoing) Settle(err error)                     { o.settled <- err }
func (o *plainOutgoing) Hold() *HoldInfo                      { return &o.note }

// outgoingOf returns a record of a key, "" for none, that takes so many bytes.
func outgoingOf(key string, size int) *plainOutgoing {
	o := &plainOutgoing{size: size, settled: make(chan error, 1)}
	if key != "" {
		o.record.Key = []byte(key)
	}
	return o
}

// outcome returns the error that a record was settled with, nil if it was not.
func (o *plainOutgoing) outcome() error {
	select {
	case err := <-o.settled:
		return err
	default:
		return nil
	}
}

// heldWriter returns a writer that holds records, and leaves it to the test to send
// them again. The client has so many of them.
func heldWriter(limits Limits, open int64) *Writer {
	limits.Expiry = time.Hour
	w := newTopicWriter(nil, "t", limits)
	w.state.Store(int32(writerHeld))
	w.open.Store(open)
	return w
}

// TestTopicWriter_FailsRecordsThatWereOvertaken has a record written after an
// earlier one of its key was refused: that one must not follow it. Records without a
// key have no order.
func TestTopicWriter_FailsRecordsThatWereOvertaken(t *testing.T) {
	w := heldWriter(Limits{Free: 1000}, 6)
	a, b, none := outgoingOf("a", 10), outgoingOf("b", 10), outgoingOf("", 10)
	for _, o := range []*plainOutgoing{a, b, none} {
		if w.Answered(o, errRecalled) {
			t.Errorf("of key %q, a refusal is final", o.record.Key)
		}
	}
	for _, key := range []string{"a", "c", ""} {
		if !w.Answered(outgoingOf(key, 10), nil) {
			t.Errorf("that one of key %q was written is not final", key)
		}
	}
	select {
	case <-w.settled:
	default:
		t.Error("that the client has no record any more is not told")
	}
	round, more := w.nextRound()
	if !slices.Equal(round, []Outgoing{b, none}) || !more {
		t.Errorf("sent again: %v, more: %v; want those of b and of no key", round, more)
	}
	var unwritten *UnwrittenError
	if err := a.outcome(); !errors.Is(err, errOvertaken) || !errors.As(err, &unwritten) {
		t.Errorf("the one that was overtaken ends with %v", err)
	}
	// It is forgotten with the round.
	w.open.Store(1)
	again := outgoingOf("a", 10)
	w.Answered(again, errRecalled)
	if round, _ := w.nextRound(); !slices.Equal(round, []Outgoing{again}) {
		t.Errorf("the next round is %v", round)
	}
	if round, more := w.nextRound(); len(round) > 0 || more || w.state.Load() != int32(writerFlowing) {
		t.Errorf("then comes %v, more: %v, state %d", round, more, w.state.Load())
	}
}

// TestTopicWriter_RoundsFitABatch checks what is sent at once: as many of the
// records as a batch takes, in their order.
func TestTopicWriter_RoundsFitABatch(t *testing.T) {
	for _, c := range []struct {
		limit   batchLimit
		refused []int // sizes
		queued  []int
		want    string
	}{
		{batchLimit{}, []int{60, 60}, []int{60}, "0 1 2"},
		{batchLimit{bytes: 100}, []int{40, 60}, []int{1}, "0 1, 2"},
		{batchLimit{bytes: 99}, []int{40, 60}, []int{1}, "0, 1 2"},
		{batchLimit{bytes: 100}, nil, []int{150, 10, 150}, "0, 1, 2"},
		{batchLimit{bytes: 100, search: 50}, []int{40, 10, 10}, nil, "0 1, 2"},
		{batchLimit{bytes: 50, search: 100}, []int{40, 10, 10}, nil, "0 1, 2"},
		{batchLimit{search: 50}, []int{40, 10, 10}, nil, "0 1, 2"},
	} {
		w := heldWriter(Limits{Free: 1000}, 0)
		w.limit = c.limit
		name := make(map[Outgoing]string)
		add := func(list []Outgoing, sizes []int) []Outgoing {
			for _, size := range sizes {
				o := outgoingOf("", size)
				o.note.until = time.Now().Add(time.Hour)
				name[o] = fmt.Sprint(len(name))
				list = append(list, o)
			}
			return list
		}
		w.refused, w.queue = add(nil, c.refused), nil
		w.queue = add(nil, c.queued)
		var rounds []string
		for {
			round, more := w.nextRound()
			if !more {
				break
			}
			var names []string
			for _, o := range round {
				names = append(names, name[o])
			}
			rounds = append(rounds, strings.Join(names, " "))
		}
		if got := strings.Join(rounds, ", "); got != c.want {
			t.Errorf("%+v, refused %v, queued %v: rounds %s; want %s", c.limit, c.refused, c.queued, got, c.want)
		}
		next := writerFlowing
		if c.limit.bytes > 0 {
			next = writerPaced
		}
		if w.state.Load() != int32(next) || w.limit.search != 0 {
			t.Errorf("%+v: then state %d, want %d; search %d", c.limit, w.state.Load(), next, w.limit.search)
		}
	}
}

// TestTopicWriter_FailsRecordsThatWaitedTooLong also looks for more when all that
// was refused had waited for too long.
func TestTopicWriter_FailsRecordsThatWaitedTooLong(t *testing.T) {
	w := heldWriter(Limits{Free: 1000}, 2)
	late, other := outgoingOf("a", 10), outgoingOf("b", 10)
	late.note.until = time.Now().Add(-time.Second)
	w.Answered(late, errRecalled)
	if round, more := w.nextRound(); len(round) > 0 || !more {
		t.Errorf("sent again: %v, more: %v", round, more)
	}
	var unwritten *UnwrittenError
	if err := late.outcome(); !errors.Is(err, kgo.ErrRecordTimeout) || !errors.As(err, &unwritten) {
		t.Errorf("it ends with %v", err)
	}
	before := time.Now()
	w.Answered(other, errRecalled)
	if until := other.note.until; until.Before(before.Add(time.Hour)) || until.After(time.Now().Add(time.Hour)) {
		t.Errorf("the other one may wait until %v", until)
	}
	first := other.note.until
	w.refuse(other, errRecalled)
	if other.note.until != first {
		t.Errorf("refused again, it may wait for longer")
	}
}

// TestTopicWriter_Answered checks which answers are final, and what the writer
// does about the others.
func TestTopicWriter_Answered(t *testing.T) {
	type notes struct {
		final, renew, exceeded, searching, troubled, recalled bool
		search                                                int
	}
	wrapped := func(err error) error { return fmt.Errorf("broker 1: %w", err) }
	for _, c := range []struct {
		name        string
		err         error
		alone, lost bool
		fixed       bool
		want        notes
	}{
		{name: "written", want: notes{final: true, search: 64}},
		{name: "batch too large", err: wrapped(kerr.MessageTooLarge), want: notes{exceeded: true, troubled: true, recalled: true, search: 64}},
		{name: "batch too large, as old brokers say", err: wrapped(kerr.RecordListTooLarge), want: notes{exceeded: true, troubled: true, recalled: true, search: 64}},
		{name: "record too large", err: wrapped(kerr.MessageTooLarge), alone: true, want: notes{final: true, troubled: true, search: 64}},
		{name: "batch too large, perhaps written", err: wrapped(kerr.MessageTooLarge), lost: true, want: notes{final: true, troubled: true, search: 64}},
		{name: "batch with an invalid record", err: wrapped(kerr.InvalidRecord), want: notes{searching: true, troubled: true, recalled: true, search: 64}},
		{name: "batch with an invalid time", err: wrapped(kerr.InvalidTimestamp), want: notes{searching: true, troubled: true, recalled: true, search: 64}},
		{name: "invalid record", err: wrapped(kerr.InvalidRecord), alone: true, want: notes{final: true, troubled: true}},
		{name: "topic created again", err: wrapped(kerr.UnknownTopicID), want: notes{renew: true, troubled: true, recalled: true, search: 64}},
		{name: "topic created again, alone", err: wrapped(kerr.UnknownTopicID), alone: true, want: notes{renew: true, troubled: true, recalled: true, search: 64}},
		{name: "topic created again, in a transaction", err: wrapped(kerr.UnknownTopicID), fixed: true, want: notes{final: true, troubled: true, search: 64}},
		{name: "recalled", err: errRecalled, want: notes{recalled: true, search: 64}},
		{name: "recalled, alone", err: errRecalled, alone: true, want: notes{recalled: true, search: 64}},
		{name: "another error", err: wrapped(kerr.TopicAuthorizationFailed), want: notes{final: true, troubled: true, search: 64}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := heldWriter(Limits{Free: 1000, Fixed: c.fixed}, 2)
			w.limit.search = 64
			o := outgoingOf("a", 10)
			o.note.alone, o.lost = c.alone, c.lost
			got := notes{final: w.Answered(o, c.err)}
			got.renew, got.exceeded, got.searching, got.search = w.renew, w.limit.exceeded, w.limit.searching, w.limit.search
			got.troubled, got.recalled = w.troubled.Load(), w.recall.done.Load()
			if got != c.want {
				t.Errorf("got  %+v\nwant %+v", got, c.want)
			}
			if n := w.open.Load(); n != 1 || len(w.settled) > 0 {
				t.Errorf("the client has %d, want 1; told that it has none: %v", n, len(w.settled) > 0)
			}
			if waits := slices.Contains(w.refused, Outgoing(o)); waits == got.final {
				t.Errorf("it waits to be sent again: %v", waits)
			}
			want := ""
			if c.want.troubled {
				want = fmt.Sprintf("events have not been written to t for 2m0s: %v", c.err)
			}
			if got := w.Warning(w.trouble.Since.Add(2 * time.Minute)); got != want {
				t.Errorf("warning %q, want %q", got, want)
			}
			// One that is written is the end of it.
			w.Answered(outgoingOf("b", 10), nil)
			if got := w.Warning(time.Now()); got != "" || w.troubled.Load() {
				t.Errorf("warning once one was written: %q", got)
			}
		})
	}
}

// TestTopicWriter_Close fails what waits, in order, and all that comes later.
func TestTopicWriter_Close(t *testing.T) {
	w := heldWriter(Limits{Free: 1000}, 2)
	refused, queued, taken, later := outgoingOf("a", 10), outgoingOf("b", 10), outgoingOf("c", 10), outgoingOf("d", 10)
	w.Answered(refused, errRecalled)
	w.Send(queued)
	w.close()
	for i, o := range []*plainOutgoing{refused, queued} {
		if err := o.outcome(); err != kgo.ErrClientClosed {
			t.Errorf("record %d ends with %v", i, err)
		}
	}
	w.awaitSettled() // though the client still has one
	if w.produceHeld(taken, new(recallContext)) {
		t.Error("the client gets a record")
	}
	w.putBack([]Outgoing{taken})
	w.Send(later)
	for i, o := range []*plainOutgoing{taken, later} {
		select {
		case err := <-o.settled:
			if err != kgo.ErrClientClosed {
				t.Errorf("record %d after it ends with %v", i, err)
			}
		case <-time.After(time.Minute):
			t.Fatalf("record %d after it does not end", i)
		}
	}
	if !w.Answered(outgoingOf("e", 10), errRecalled) {
		t.Error("what the client had is not final")
	}
	if round, more := w.nextRound(); len(round) > 0 || more || w.state.Load() != int32(writerHeld) {
		t.Errorf("then comes %v, more: %v, state %d", round, more, w.state.Load())
	}
}

// TestTopicWriter_CloseEndsRoundOnce closes a writer before the records of a round go to
// the client: each ends once.
func TestTopicWriter_CloseEndsRoundOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client, err := kgo.NewClient(kgo.SeedBrokers("localhost:1"), kgo.DisableClientMetrics())
		if err != nil {
			t.Fatal(err)
		}
		defer client.Close()
		w := heldWriter(Limits{Free: 1000}, 0)
		w.client = client
		var round []Outgoing
		ends := make(chan error, 10)
		for range 3 {
			o := outgoingOf("a", 10)
			o.settled = ends
			round = append(round, o)
		}
		w.close()
		w.sendRound(round)
		synctest.Wait()
		if len(ends) != len(round) || w.open.Load() != 0 {
			t.Fatalf("%d records end %d times, and the client has %d", len(round), len(ends), w.open.Load())
		}
		for range round {
			if err := <-ends; err != kgo.ErrClientClosed {
				t.Errorf("a record ends with %v", err)
			}
		}
	})
}

// TestTopicWriter_PutBack keeps the order.
func TestTopicWriter_PutBack(t *testing.T) {
	w := heldWriter(Limits{Free: 1000}, 0)
	a, b, c := outgoingOf("a", 10), outgoingOf("b", 10), outgoingOf("c", 10)
	w.Send(c)
	round := []Outgoing{a, b}
	w.putBack(round)
	round[0] = nil
	if !slices.Equal(w.queue, []Outgoing{a, b, c}) {
		t.Errorf("queue %v", w.queue)
	}
}

// TestBatchLimit_Narrow halves what is sent at once until it is one record.
func TestBatchLimit_Narrow(t *testing.T) {
	l := batchLimit{}
	for i, c := range []struct{ refused, want int }{{100, 50}, {200, 25}, {20, 10}, {10, 5}, {3, 1}, {1, 1}} {
		l.searching = true
		l.narrow(c.refused)
		if l.search != c.want || l.searching {
			t.Errorf("%d: after %d bytes were refused: %d at once, want %d", i, c.refused, l.search, c.want)
		}
	}
}

// TestTopicWriter_FindLimit asks a cluster how large batches may be, and guesses if
// it does not tell, or not the truth.
func TestTopicWriter_FindLimit(t *testing.T) {
	cluster, err := kfake.NewCluster(kfake.NumBrokers(1))
	if err != nil {
		t.Fatal(err)
	}
	defer cluster.Close()
	client, err := kgo.NewClient(kgo.SeedBrokers(cluster.ListenAddrs()...), kgo.DisableClientMetrics())
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	for _, limit := range []string{"5000", "100000", "200000"} {
		if _, err := kadm.NewClient(client).CreateTopic(t.Context(), 1, 1, map[string]*string{MaxMessageBytes: &limit}, limit); err != nil {
			t.Fatal(err)
		}
	}
	const untold = "a topic that is not there"
	for _, c := range []struct {
		topic   string // its limit
		old     batchLimit
		refused int
		free    int
		want    int
	}{
		{"5000", batchLimit{bytes: 3000}, 100, 100_000, 5000},
		{"5000", batchLimit{exceeded: true}, 6000, 100_000, 5000},
		{"5000", batchLimit{exceeded: true}, 6000, 0, 5000},
		{"5000", batchLimit{exceeded: true}, 5000, 100_000, 2500}, // that was not too large
		{"5000", batchLimit{exceeded: true}, 6000, 5000, 3000},    // nor can be what the client makes
		{"100000", batchLimit{bytes: 3000}, 100, 100_001, 100_000},
		{"100000", batchLimit{bytes: 3000}, 100, 100_000, 0},
		{"200000", batchLimit{bytes: 3000}, 100, 100_000, 0},
		{"200000", batchLimit{bytes: 3000}, 100, 0, 200_000},
		{untold, batchLimit{bytes: 4000, exceeded: true}, 6000, 100_000, 2000},
		{untold, batchLimit{bytes: 4000, exceeded: true}, 3000, 100_000, 1500},
		{untold, batchLimit{exceeded: true}, 6000, 100_000, 3000},
		{untold, batchLimit{exceeded: true}, 1, 100_000, 1},
		{untold, batchLimit{bytes: 3000}, 0, 100_000, 6000},
		{untold, batchLimit{bytes: 50_000}, 0, 100_000, 0},
		{untold, batchLimit{bytes: 800_000}, 0, 0, KafkaMaxMessageSize},
		{untold, batchLimit{bytes: 800_000}, 0, 2_000_000, 1_600_000},
	} {
		w := newTopicWriter(client, c.topic, Limits{Free: c.free})
		if got := w.findLimit(c.old, c.refused); got != c.want {
			t.Errorf("topic %s, limit %+v, %d refused, %d free: %d, want %d", c.topic, c.old, c.refused, c.free, got, c.want)
		}
	}
}

// TestTopicWriter_Recover halves batches while an invalid record is looked for, and
// asks for the limit once one was exceeded, or the answer is old.
func TestTopicWriter_Recover(t *testing.T) {
	cluster, err := kfake.NewCluster(kfake.NumBrokers(1))
	if err != nil {
		t.Fatal(err)
	}
	defer cluster.Close()
	client, err := kgo.NewClient(kgo.SeedBrokers(cluster.ListenAddrs()...), kgo.DisableClientMetrics())
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	limit := "5000"
	if _, err := kadm.NewClient(client).CreateTopic(t.Context(), 1, 1, map[string]*string{MaxMessageBytes: &limit}, "t"); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name        string
		limit       batchLimit
		renew       bool
		want        batchLimit
		wantRenewed bool
	}{
		{name: "nothing", limit: batchLimit{}, want: batchLimit{}},
		{name: "an invalid record", limit: batchLimit{searching: true}, want: batchLimit{search: 3500}},
		{name: "a batch was too large", limit: batchLimit{exceeded: true}, want: batchLimit{bytes: 5000}},
		{name: "an old answer", limit: batchLimit{bytes: 3000, found: time.Now().Add(-2 * limitAge)}, want: batchLimit{bytes: 5000}},
		{name: "a new answer", limit: batchLimit{bytes: 3000, found: time.Now()}, want: batchLimit{bytes: 3000}},
		{name: "the topic was created again", renew: true, wantRenewed: true},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newTopicWriter(client, "t", Limits{Free: 100_000})
			w.limit, w.renew = c.limit, c.renew
			w.refused = []Outgoing{outgoingOf("a", 4000), outgoingOf("b", 3000)}
			if got := w.recover(0); got != c.wantRenewed || w.renew {
				t.Errorf("renewed: %v, want %v", got, c.wantRenewed)
			}
			if asked := c.want.bytes == 5000; asked && time.Since(w.limit.found) > limitAge/2 {
				t.Errorf("the answer is of %v", w.limit.found)
			}
			w.limit.found = time.Time{}
			if w.limit != c.want {
				t.Errorf("limit %+v, want %+v", w.limit, c.want)
			}
		})
	}
}

// TestRecallContext looks to the client like a context that never ends, until the
// record is recalled.
func TestRecallContext(t *testing.T) {
	c := new(recallContext)
	if _, ok := c.Deadline(); ok || c.Done() != nil || c.Err() != nil || c.Value("k") != nil {
		t.Errorf("at first: done %v, error %v", c.Done(), c.Err())
	}
	c.done.Store(true)
	if _, ok := c.Deadline(); ok || c.Err() != errRecalled || context.Cause(c) != errRecalled {
		t.Errorf("recalled: error %v", c.Err())
	}
	select {
	case <-c.Done():
	default:
		t.Error("recalled, it is not done")
	}
}
