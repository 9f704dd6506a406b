package lanes

import (
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/doneset"
)

// A Partition is a partition assigned to this consumer. If it is removed and assigned again, it
// is a new Partition.
type Partition[K, J any] struct {
	Place
	tasks  []*Task[K, J]  // by offset, starting with the first pending one
	foldAt int            // number of tasks at which completed ones are folded next
	ahead  doneset.Ranges // completed by earlier owners, and not read yet

	serial  bool // the keyless lane has all records
	lanes   map[string]*lane[K, J]
	keyless *lane[K, J] // for records without a key, which are ordered too
	held    int         // pending tasks
	bytes   int         // bytes of their records
	begun   int64       // highest started offset, -1 if none

	reached   kgo.EpochOffset // everything before it is completed
	committed kgo.EpochOffset
	firstRead doneset.FirstRead // when the group first read the topic
	finished  int64             // number of tasks completed here
	told      int64             // finished at the last commit, -1 to force a commit

	paused   bool // holds more than its share, and is not fetched
	heldThen int  // held when it was paused

	drained  chan struct{} // not nil once draining starts; closed when nothing is held
	deadline time.Time     // of draining
	gone     bool          // outcomes of running tasks are ignored

	keys  *K         // nil until prepared
	notes []func(*K) // applied to keys by Prepare
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

// spareLanes is how many Idle lanes a partition keeps for further records of their keys.
const spareLanes = 4096

// ended forgets an Idle lane if there are many.
func (p *Partition[K, J]) ended(l *lane[K, J]) {
	if len(p.lanes) > spareLanes {
		p.forget(l)
	}
}

// forget removes a lane. The next record of its key gets a new one.
func (p *Partition[K, J]) forget(l *lane[K, J]) {
	if l == p.keyless {
		p.keyless = nil
		return
	}
	delete(p.lanes, l.key)
}

// advance moves the committable offset up to the first pending task.
func (p *Partition[K, J]) advance() {
	for len(p.tasks) > 0 && p.tasks[0].done {
		t := p.tasks[0]
		p.reached = kgo.EpochOffset{Epoch: t.epoch, Offset: t.end}
		p.tasks[0] = nil
		p.tasks = p.tasks[1:]
	}
}

// each calls visit for each lane, which may forget it.
func (p *Partition[K, J]) each(visit func(*lane[K, J])) {
	for _, l := range p.lanes {
		visit(l)
	}
	if p.keyless != nil {
		visit(p.keyless)
	}
}

// next returns the offset of the first pending record, -1 if the partition has had no record.
func (p *Partition[K, J]) next() int64 {
	if len(p.tasks) > 0 {
		return p.tasks[0].offset
	}
	return p.reached.Offset
}
