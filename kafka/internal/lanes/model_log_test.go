package lanes

import (
	"fmt"
	"math/rand/v2"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/doneset"
)

// doneAhead are records that are done, by offset, and their epochs.
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

// A modelLog is a partition as the brokers have it: its records, and what the
// group committed of it.
type modelLog struct {
	records   []*kgo.Record
	epoch     int32
	place     Place
	first     int64
	committed int64 // -1 for nothing
	text      string
	ahead     doneAhead // what the text has to mean
}

// at returns a record, a new one behind the last.
func (l *modelLog) at(i int, rng *rand.Rand) *kgo.Record {
	if i < len(l.records) {
		return l.records[i]
	}
	r := &kgo.Record{Topic: l.place.Topic, Partition: l.place.Partition, Offset: l.first, LeaderEpoch: l.epoch}
	if i > 0 {
		r.Offset = l.records[i-1].Offset + 1 + int64(rng.IntN(5)/4) // there may be gaps
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

// truncate loses the records from one on, as an unclean election does: others
// will lie at their offsets.
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

// assign gives the scheduler a partition, from where the group had committed.
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

// finished counts what workers did.
func (p *modelPartition) finished() (n int) {
	for _, t := range p.tasks {
		if t.state == isDone && !t.given {
			n++
		}
	}
	return n
}

// ahead is what is done behind the first record that is not, now or before.
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

// nail has what is done ahead be so of the first record, if nothing was committed.
func (p *modelPartition) nail() {
	if p.base < 0 && p.reached() < 0 && p.finished() > 0 {
		p.base = p.tasks[0].offset
	}
}

func (p *modelPartition) changed() bool {
	return p.reached() != p.committed || p.finished() != p.told
}
