package kafka

import (
	"fmt"
	"strings"
	"testing"
)

// TestOrder plans, queues and sends the dead letters of a key, each written as
// "0" for one at offset 0, "5<0" for one that was redriven from there, with
// "k" if it is blocked by an earlier one, "-" if the filter does not choose it,
// "!" if it was redriven, "x" if it fails to be sent.
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
	} {
		o := newOrder()
		type letter struct {
			Letter
			matches, done, fails bool
		}
		var list []*letter
		for _, text := range strings.Fields(c.letters) {
			l := &letter{matches: !strings.Contains(text, "-"), done: strings.Contains(text, "!"), fails: strings.Contains(text, "x")}
			if strings.Contains(text, "k") {
				l.Reason = KeyBlocked
			}
			from := int64(-1)
			if _, err := fmt.Sscanf(text, "%d<%d", &l.At.Offset, &from); err != nil {
				if _, err := fmt.Sscanf(text, "%d", &l.At.Offset); err != nil {
					t.Fatal(text, err)
				}
			}
			l.At.Topic, l.Original.Key, l.Original.Topic = "t.dlq", []byte("k"), "t"
			if from >= 0 {
				l.Original.Headers = []Header{{HeaderRedrivenFrom, []byte(Position{"t.dlq", 0, from}.String())}}
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
		letters[i] = &Letter{At: Position{"t.dlq", 0, int64(i)}, Original: Record{Topic: "t", Key: []byte("k")}}
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
