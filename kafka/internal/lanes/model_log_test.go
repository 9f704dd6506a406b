package lanes

import (
	"fmt"
	"math/rand/v2"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/doneset"
)

// doneAhead is a set of completed records: their epochs by offset.
type doneAhead map[int64]int32

func doneIn(list doneset.Ranges) doneAhead {
	d := make(doneAhead)
	for _, s := range list {
		for o := s.From; o < s.To; o++ {
			d[o] = s.Epoch
		}
	}
	return d
}

// A modelLog is a partition on the brokers: its records, and the group's commit.
type modelLog struct {
	records   []*kgo.Record
	epoch     int32
	place     Place
	first     int64
	committed int64 // -1 if nothing is committed
	text      string
	ahead     doneAhead // the completed records that text encodes
}

// at returns record i, or appends a new one.
func (l *modelLog) at(i int, rng *rand.Rand) *kgo.Record {
	if i < len(l.records) {
		return l.records[i]
	}
	r := &kgo.Record{Topic: l.place.Topic, Partition: l.place.Partition, Offset: l.first, LeaderEpoch: l.epoch}
	if i > 0 {
		r.Offset = l.records[i-1].Offset + 1 + int64(rng.IntN(5)/4) // sometimes leaves a gap
	}
	if rng.IntN(30) == 0 {
		l.epoch++
	}
	if rng.IntN(20) == 0 {
		r.Attrs = kgo.NewRecordAttrs(kgo.RecordAttrsOpts{Control: true})
	} else if k := rng.IntN(5); k > 0 {
		r.Key = fmt.Appendf(nil, "k%d", k)
	}
	r.Value = make([]byte, rng.IntN(90))
	l.records = append(l.records, r)
	return r
}

// truncate removes the records from i on, as an unclean leader election does: other records will
// get their offsets.
func (l *modelLog) truncate(i int) {
	l.records = l.records[:i]
	l.epoch++
}

func (l *modelLog) whose() doneset.Scope {
	return doneset.Scope{Group: "group", Topic: l.place.Topic, Partition: l.place.Partition, Offset: l.committed}
}

func (l *modelLog) commit(m mark, ahead doneAhead) {
	l.committed, l.ahead = m.At.Offset, ahead
	l.text = l.whose().Text(m.Ahead, doneset.MaxText)
}

// assign assigns a partition to the scheduler, starting at the committed offset.
func (m *schedulerModel) assign(at Place) {
	log := m.logs[at]
	if log == nil {
		log = &modelLog{place: at, first: m.rng.Int64N(100), committed: -1}
		m.logs[at] = log
	}
	p := &modelPartition{at: at, base: log.committed, begun: -1, committed: log.committed, known: log.ahead}
	for p.next < len(log.records) && log.records[p.next].Offset < log.committed {
		p.next++
	}
	if m.rng.IntN(3) == 0 && p.next < len(log.records) {
		log.truncate(p.next + m.rng.IntN(len(log.records)-p.next))
	}
	m.parts[at] = p
	m.note("assign %v from %d", at, log.committed)
	m.s.Assign([]Place{at})
	if log.committed >= 0 {
		m.s.Continue(map[Place]Position{at: {At: kgo.EpochOffset{Offset: log.committed}, Ahead: log.whose().Parse(log.text)}})
	}
}

// finished counts the tasks that workers completed.
func (p *modelPartition) finished() (n int) {
	for _, t := range p.tasks {
		if t.state == isDone && !t.given {
			n++
		}
	}
	return n
}

// ahead returns what is completed after the first pending record, now or by earlier owners.
func (p *modelPartition) ahead() doneAhead {
	d, at, seen := make(doneAhead), p.reached(), p.base
	for _, t := range p.tasks {
		if seen = t.offset + 1; t.state == isDone && t.offset >= at {
			d[t.offset] = t.epoch
		}
	}
	for o, epoch := range p.known {
		if o >= seen {
			d[o] = epoch
		}
	}
	return d
}

// nail sets the base to the first record if nothing was committed and something is completed.
func (p *modelPartition) nail() {
	if p.base < 0 && p.reached() < 0 && p.finished() > 0 {
		p.base = p.tasks[0].offset
	}
}

func (p *modelPartition) changed() bool {
	return p.reached() != p.committed || p.finished() != p.told
}
