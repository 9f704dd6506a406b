package lanes

import (
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/doneset"
)

// A Partition is one that the group has assigned to this consumer. One that is removed
// and assigned again is another Partition.
type Partition[K, J any] struct {
	Place
	tasks  []*Task[K, J]  // by offset, from the first that is not completed
	foldAt int            // how many they are when the completed ones are next folded
	ahead  doneset.Ranges // what others have completed, of what is still to come

	serial  bool // the lane without a key has all records
	lanes   map[string]*lane[K, J]
	keyless *lane[K, J] // of records without a key, which have an order too
	held    int         // tasks that are not completed
	bytes   int         // of their records
	begun   int64       // the highest offset that a worker took; -1 if none

	reached   kgo.EpochOffset // all before it is completed
	committed kgo.EpochOffset
	firstRead doneset.FirstRead // since when the group reads the topic
	finished  int64             // how many tasks were completed here
	told      int64             // the same when it was last committed

	paused   bool // it holds more than its share, and is not fetched from
	heldThen int  // when it was paused

	drained  chan struct{} // once it takes no more: closed when nothing is held
	deadline time.Time     // when it need not end them any more
	gone     bool          // what is still under way is of no consequence

	keys  *K         // nil until it is prepared
	notes []func(*K) // to be made in keys, once it is prepared
}

func newPartition[K, J any](at Place, serial bool) *Partition[K, J] {
	none := kgo.EpochOffset{Epoch: -1, Offset: -1}
	return &Partition[K, J]{Place: at, serial: serial, lanes: make(map[string]*lane[K, J]), begun: -1, reached: none, committed: none, foldAt: foldAtLeast}
}

// laneOf returns the lane for a record.
func (p *Partition[K, J]) laneOf(r *kgo.Record) *lane[K, J] {
	if r.Key == nil || p.serial {
		if p.keyless == nil {
			p.keyless = &lane[K, J]{part: p}
		}
		return p.keyless
	}
	l := p.lanes[string(r.Key)]
	if l == nil {
		l = &lane[K, J]{part: p, key: string(r.Key)}
		p.lanes[l.key] = l
	}
	return l
}

// spareLanes is how many Idle lanes a partition keeps in case that more records of their
// keys come.
const spareLanes = 4096

// ended forgets an Idle lane, if there are many.
func (p *Partition[K, J]) ended(l *lane[K, J]) {
	if len(p.lanes) > spareLanes {
		p.forget(l)
	}
}

// forget has the next record of a lane's key get a lane of its own.
func (p *Partition[K, J]) forget(l *lane[K, J]) {
	if l == p.keyless {
		p.keyless = nil
		return
	}
	delete(p.lanes, l.key)
}

// advance moves what may be committed up to the first task that is not completed.
func (p *Partition[K, J]) advance() {
	for len(p.tasks) > 0 && p.tasks[0].done {
		t := p.tasks[0]
		p.reached = kgo.EpochOffset{Epoch: t.epoch, Offset: t.end}
		p.tasks[0] = nil
		p.tasks = p.tasks[1:]
	}
}

// each calls visit with each lane, which may forget it.
func (p *Partition[K, J]) each(visit func(*lane[K, J])) {
	for _, l := range p.lanes {
		visit(l)
	}
	if p.keyless != nil {
		visit(p.keyless)
	}
}

// next returns the offset of the first record that is not completed, -1 if none was held
// yet.
func (p *Partition[K, J]) next() int64 {
	if len(p.tasks) > 0 {
		return p.tasks[0].offset
	}
	return p.reached.Offset
}
