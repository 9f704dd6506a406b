package dlq

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/mediamesh/events/kafka"

	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/ledger"
	"github.com/mediamesh/events/kafka/records"
)

// TestOrder plans, queues and sends the dead letters of a key, each written as
// "0" for one at offset 0, "5<0" for one that was redriven from there, with
// "k" if it is blocked by an earlier one, "-" if the filter does not choose it,
// "!" if it was redriven, "f" if the ledger does not know of that, "x" if it fails to be sent.
func TestOrder(t *testing.T) {
	for _, c := range []struct{ letters, want string }{
		{"0 1 2", "0 1 2"},
		{"0 1k 2k", "0 1 2"},
		{"0 1k- 2k-", "0 1 2"},                    // followers follow
		{"0- 1k 2k", "held 1 held 2"},             // but not alone
		{"0! 1k 2k", "1 2"},                       // what came before is done
		{"0- 1 2", "1 2"},                         // others can go alone
		{"0! 1k 2k 3<0", "3 1 2"},                 // what failed again goes first
		{"0! 1! 2 3<0! 4<1 5<3", "5 4 2"},         // by where it was first
		{"0! 1k 2<0-", "held 1"},                  // and holds up what follows it
		{"0x 1 2", "failed 0 held 1 held 2"},      //
		{"0! 1k 2<0x", "failed 2 held 1"},         //
		{"0! 1 3<0 2k", "3 1 2"},                  //
		{"0k- 1-", ""},                            // nothing was chosen
		{"1<0k 2k- 3k-", "1 2 3"},                 // its first is not here any more
		{"0- 1k- 2 3k", "held 1 held 2 held 3"},   // chosen, but behind a follower that has to wait
		{"0! 1 4<0k- 5<1!", "4 1"},                //
		{"0! 1! 2! 3<0 4<1k 5<2k 6k", "3 4 5 6"},  //
		{"0! 1! 2! 3<0 4<1k 5<2k- 6k", "3 4 5 6"}, //
		{"0! 1 2k 3<0kf", "1 2 3"},                // the header alone does not say that it was redriven
	} {
		o := newOrder()
		o.ledger = make(ledger.Ledger)
		type letter struct {
			Letter
			matches, done, fails bool
		}
		var list []*letter
		for _, text := range strings.Fields(c.letters) {
			l := &letter{matches: !strings.Contains(text, "-"), done: strings.Contains(text, "!"), fails: strings.Contains(text, "x")}
			if strings.Contains(text, "k") {
				l.Reason = kafka.ReasonKeyBlocked
			}
			from := int64(-1)
			if _, err := fmt.Sscanf(text, "%d<%d", &l.At.Offset, &from); err != nil {
				if _, err := fmt.Sscanf(text, "%d", &l.At.Offset); err != nil {
					t.Fatal(text, err)
				}
			}
			l.At.Topic, l.Original.Key, l.Original.Topic = "t.dlq", []byte("k"), "t"
			l.Original.Offset = 100 + l.At.Offset
			if from >= 0 {
				if !strings.Contains(text, "f") {
					o.ledger[cluster.Position{Topic: "t.dlq", Partition: 0, Offset: from}] = ledger.Entry{Topic: "t", Offset: l.Original.Offset}
				}
				l.Original.Headers = []records.Header{{Key: kafka.HeaderRedrivenFrom, Value: []byte(cluster.Position{Topic: "t.dlq", Partition: 0, Offset: from}.String())}}
			}
			list = append(list, l)
			o.plan(&l.Letter, l.matches, l.done)
		}
		var got []string
		turns := func(key *keyState) {
			for {
				d, held := o.turn(key)
				if d == nil {
					return
				}
				name := fmt.Sprint(d.At.Offset)
				for _, l := range list {
					if l.At == d.At && l.fails && !held {
						key.stopped, name = true, "failed "+name
					}
				}
				if held {
					name = "held " + name
				}
				got = append(got, name)
			}
		}
		for _, l := range list {
			if !l.done && (l.matches || o.follows(&l.Letter)) {
				turns(o.queue(&l.Letter))
			}
		}
		if text := strings.Join(got, " "); text != c.want {
			t.Errorf("%s: got %q, want %q", c.letters, text, c.want)
		}
		if n := o.planned(); n != len(got) {
			t.Errorf("%s: planned %d, came to %d", c.letters, n, len(got))
		}
		if o.queued != 0 {
			t.Errorf("%s: %d are still queued", c.letters, o.queued)
		}
	}
}

// TestOrderOneAtATime sends the next of a key when the one before is handled.
func TestOrderOneAtATime(t *testing.T) {
	o := newOrder()
	letters := make([]*Letter, 3)
	for i := range letters {
		letters[i] = &Letter{At: cluster.Position{Topic: "t.dlq", Partition: 0, Offset: int64(i)}, Original: records.Record{Topic: "t", Key: []byte("k")}}
		o.plan(letters[i], true, false)
	}
	key := o.queue(letters[0])
	if d, _ := o.turn(key); d != letters[0] {
		t.Fatal("the first has its turn at once")
	}
	key.busy = true
	for _, d := range letters[1:] {
		if got, _ := o.turn(o.queue(d)); got != nil {
			t.Fatalf("%v has its turn before the first is handled", got.At)
		}
	}
	key.busy = false
	if d, _ := o.turn(key); d != letters[1] {
		t.Fatal("then the second has")
	}
	// Another group's are another order, and so are those without a key.
	other := *letters[0]
	other.Group = "other"
	if o.key(&other) == key {
		t.Error("two groups share an order")
	}
	other.Original.Key = nil
	if one, two := o.key(&other), o.key(&other); one == two {
		t.Error("records without a key have an order")
	}
}

// TestLedger tells which dead letters need nothing more, and which are of records
// that were redriven.
func TestLedger(t *testing.T) {
	at := time.UnixMilli(1_000_000_000_000)
	sent := cluster.Position{Topic: "t.dlq", Partition: 0, Offset: 3}
	gone := cluster.Position{Topic: "t.dlq", Partition: 0, Offset: 4}
	l := ledger.Ledger{
		sent: {PutAside: at.UnixMilli(), Topic: "t", Partition: 2, Offset: 40},
		gone: {PutAside: at.UnixMilli(), Discarded: "ticket 7"},
	}
	for _, c := range []struct {
		at            cluster.Position
		putAside      time.Time
		has, redriven bool
		discarded     string
	}{
		{sent, at, true, true, ""},
		{gone, at, true, false, "ticket 7"},
		{sent, at.Add(time.Millisecond), false, false, ""}, // of a topic that was created again
		{gone, at.Add(time.Millisecond), false, false, ""},
		{cluster.Position{Topic: "t.dlq", Partition: 1, Offset: 3}, at, false, false, ""},
	} {
		d := &Letter{At: c.at, DeadLetteredAt: c.putAside, Redriven: true, Discarded: "?"}
		noteLedger(l, d)
		if redriven(l, d) != c.has || d.Redriven != c.redriven || d.Discarded != c.discarded {
			t.Errorf("%s of %v: %v, redriven %v, discarded %q", c.at, c.putAside, redriven(l, d), d.Redriven, d.Discarded)
		}
	}
	for name, c := range map[string]struct {
		from   string
		origin records.Record
		want   bool
	}{
		"redriven":          {sent.String(), records.Record{Topic: "t", Partition: 2, Offset: 40}, true},
		"another topic":     {sent.String(), records.Record{Topic: "u", Partition: 2, Offset: 40}, false},
		"another partition": {sent.String(), records.Record{Topic: "t", Partition: 1, Offset: 40}, false},
		"another offset":    {sent.String(), records.Record{Topic: "t", Partition: 2, Offset: 41}, false},
		"not in the ledger": {"t.dlq/0/9", records.Record{}, false},
		"no position":       {"x", records.Record{}, false},
		"no header":         {"", records.Record{Topic: "t", Partition: 2, Offset: 40}, false},
	} {
		d := &Letter{Original: c.origin}
		if c.from != "" {
			d.Original.Headers = []records.Header{{Key: kafka.HeaderRedrivenFrom, Value: []byte(c.from)}}
		}
		if from, ok := renews(l, d); ok != c.want || ok && from != sent {
			t.Errorf("%s: %v, %v; want %v", name, from, ok, c.want)
		}
	}
}

// TestOrder_Last has dead letters of a key go on when the one that failed again will
// not be read any more.
func TestOrder_Last(t *testing.T) {
	o := newOrder()
	o.ledger = ledger.Ledger{cluster.Position{Topic: "t.dlq", Partition: 0, Offset: 0}: {Topic: "t", Offset: 100}}
	letter := func(offset, origin int64) *Letter {
		return &Letter{At: cluster.Position{Topic: "t.dlq", Partition: 0, Offset: offset}, Original: records.Record{Topic: "t", Offset: origin, Key: []byte("k")}}
	}
	again := letter(5, 100)
	again.Original.Headers = []records.Header{{Key: kafka.HeaderRedrivenFrom, Value: []byte("t.dlq/0/0")}}
	second := letter(1, 101)
	o.plan(letter(0, 99), true, true)
	o.plan(second, true, false)
	o.plan(again, true, false)
	key := o.queue(second)
	if d, _ := o.turn(key); d != nil {
		t.Fatalf("%v has its turn before the one that failed again", d.At)
	}
	if !o.last() {
		t.Error("that no more is read changes nothing")
	}
	if d, held := o.turn(key); d != second || held {
		t.Errorf("then %v has its turn, held: %v", d, held)
	}
	if o.last() {
		t.Error("the second time, it changes something")
	}
}
