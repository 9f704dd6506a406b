package dlq

import (
	"cmp"
	"math"
	"slices"

	"github.com/mediamesh/events/kafka"

	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/ledger"
	"github.com/mediamesh/events/kafka/internal/record"
)

// maxQueued is how many dead letters may wait for earlier ones of their keys.
const maxQueued = 1_000

// order keeps the dead letters of one key, of one group, in their order, and
// one at a time: the next is sent when the one before was handled. One that
// was redriven and failed again comes where it came first.
type order struct {
	keys   map[keyID]*keyState
	roots  map[cluster.Position]int64 // of those that failed again: the offset of their first dead letter
	queued int

	matched int // planned, by the filter
	ledger  ledger.Ledger
}

// keyID is what records are ordered by.
type keyID struct{ group, topic, key string }

// keyState is what is known of a key.
type keyState struct {
	chosen    bool  // a dead letter of it was chosen
	followers int   // that were not chosen themselves
	renewed   int   // that failed again, and are yet to be read
	passed    int64 // the first that was not chosen, and is no follower; or MaxInt64

	busy    bool // one was sent and is not handled yet
	stopped bool // one failed: the later ones are held back
	queue   []*Letter
}

func newOrder() order {
	return order{keys: make(map[keyID]*keyState), roots: make(map[cluster.Position]int64)}
}

// key returns what is known of a dead letter's key. Records without a key have
// no order.
func (o *order) key(d *Letter) *keyState {
	fresh := &keyState{passed: math.MaxInt64}
	if d.Original.Key == nil {
		return fresh
	}
	id := keyID{d.Group, d.Original.Topic, record.KeyName(d.Original.Key)}
	if o.keys[id] == nil {
		o.keys[id] = fresh
	}
	return o.keys[id]
}

// plan notes a dead letter; all are to be planned before the first is queued.
// It matches the filter; or was redriven before, and so is done.
func (o *order) plan(d *Letter, matches, done bool) {
	from, renewed := renews(o.ledger, d)
	if renewed {
		root, ok := o.roots[from]
		if !ok {
			root = from.Offset
		}
		o.roots[d.At] = root
	}
	if done {
		return
	}
	key := o.key(d)
	follower := d.Reason == kafka.ReasonKeyBlocked
	switch {
	case matches:
		key.chosen = true
		o.matched++
	case follower:
		key.followers++
	default:
		key.passed = min(key.passed, o.root(d))
	}
	if renewed && (matches || follower) {
		key.renewed++
	}
}

// planned counts what is chosen.
func (o *order) planned() int {
	n := o.matched
	for _, key := range o.keys {
		if key.chosen {
			n += key.followers
		}
	}
	return n
}

// follows tells whether a dead letter is chosen with others of its key.
func (o *order) follows(d *Letter) bool {
	return d.Reason == kafka.ReasonKeyBlocked && o.key(d).chosen
}

func (o *order) root(d *Letter) int64 {
	if root, ok := o.roots[d.At]; ok {
		return root
	}
	return d.At.Offset
}

// queue puts a dead letter into the queue of its key.
func (o *order) queue(d *Letter) *keyState {
	key := o.key(d)
	if _, renewed := o.roots[d.At]; renewed {
		key.renewed = max(0, key.renewed-1)
	}
	i, _ := slices.BinarySearchFunc(key.queue, o.root(d)+1, func(q *Letter, root int64) int {
		return cmp.Compare(o.root(q), root)
	})
	key.queue = slices.Insert(key.queue, i, d)
	o.queued++
	return key
}

// turn takes the next dead letter whose turn it is, or which is to be held
// back. Nil is none yet.
func (o *order) turn(key *keyState) (d *Letter, held bool) {
	if len(key.queue) == 0 || key.busy || key.renewed > 0 && !key.stopped {
		return nil, false
	}
	d, key.queue[0] = key.queue[0], nil // or its batch stays in memory
	key.queue = key.queue[1:]
	o.queued--
	if d.Reason == kafka.ReasonKeyBlocked && key.passed < o.root(d) {
		key.stopped = true
	}
	return d, key.stopped
}

// last says that no more will be read of those that failed again, and whether
// that changes anything.
func (o *order) last() (changed bool) {
	for _, key := range o.keys {
		changed = changed || key.renewed > 0 && len(key.queue) > 0
		key.renewed = 0
	}
	return changed
}
