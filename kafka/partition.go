package kafka

import (
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/doneset"
)

// place names a partition.
type place struct {
	topic     string
	partition int32
}

// A partition is one that the group has given to this consumer.
type partition struct {
	place
	tasks     []*task        // by offset, from the first that is not done
	foldAt    int            // how many they are when those that are done are next folded
	ahead     doneset.Ranges // what others have done, of what is still to come
	lanes     map[string]*lane
	keyless   *lane // of records without a key, which have an order too
	held      int   // tasks that are not done
	bytes     int   // of their records
	begun     int64 // the highest offset that a worker took up; -1 if none
	reached   kgo.EpochOffset
	committed kgo.EpochOffset
	beginning doneset.FirstRead    // since when the group reads the topic
	finished  int64                // how many tasks were done here
	told      int64                // the same when it was last committed
	paused    bool                 // it holds more than its share, and is not fetched from
	heldThen  int                  // when it was paused
	drained   chan struct{}        // once it takes no more: closed when nothing is held
	deadline  time.Time            // when it need not end them any more
	blocked   *blockedKeys         // nil unless the order is kept
	late      []func(*blockedKeys) // letters of tasks from before it was assigned again, until blocked is known
	gone      bool                 // what is still under way is of no consequence
}

func newPartition(at place) *partition {
	none := kgo.EpochOffset{Epoch: -1, Offset: -1}
	return &partition{place: at, lanes: make(map[string]*lane), begun: -1, reached: none, committed: none, foldAt: foldAtLeast}
}

// laneOf returns the lane for a record.
func (p *partition) laneOf(r *kgo.Record) *lane {
	if r.Key == nil {
		if p.keyless == nil {
			p.keyless = &lane{part: p}
		}
		return p.keyless
	}
	l := p.lanes[string(r.Key)]
	if l == nil {
		l = &lane{part: p, key: string(r.Key)}
		p.lanes[l.key] = l
	}
	return l
}

// spareLanes is how many lanes a partition keeps in case that more tasks of their
// keys come.
const spareLanes = 4096

// ended forgets a lane that has no more tasks, if there are many.
func (p *partition) ended(l *lane) {
	if len(p.lanes) > spareLanes {
		p.close(l)
	}
}

// close forgets a lane.
func (p *partition) close(l *lane) {
	if l == p.keyless {
		p.keyless = nil
		return
	}
	delete(p.lanes, l.key)
}

// advance moves what may be committed up to the first task that is not done.
func (p *partition) advance() {
	for len(p.tasks) > 0 && p.tasks[0].done {
		t := p.tasks[0]
		p.reached = kgo.EpochOffset{Epoch: t.epoch, Offset: t.end}
		p.tasks[0] = nil
		p.tasks = p.tasks[1:]
	}
}

// each calls visit with each lane, which may close it.
func (p *partition) each(visit func(*lane)) {
	for _, l := range p.lanes {
		visit(l)
	}
	if p.keyless != nil {
		visit(p.keyless)
	}
}
