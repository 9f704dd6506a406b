package lanes

import "time"

// A View is the current state of a scheduler.
type View struct {
	Records, Bytes int           // held
	Paused         int           // number of partitions
	Running        int           // number of running handlers
	Overdue        int           // running handlers that started before due
	Parked         [Parkings]int // lanes whose first record waits, by what it waits for
	Slowest        Handling      // the handler that has run longest
	Progress       []Progress
}

// What the first record of a lane waits for. Later records of its key wait as well.
const (
	ForRetry = iota // its next attempt
	ForWrite        // a write to be acknowledged or retried
	ForStop         // the run to end, by policy
	Parkings
)

// Handling is a running handler. Since is zero if there is none.
type Handling struct {
	Place
	Offset int64
	Since  time.Time
}

// Progress is how far a partition is completed.
type Progress struct {
	Place
	Offset int64 // first pending offset, -1 if unknown
}

// View returns the scheduler's state. Handlers that started before due are overdue. It takes time
// proportional to the number of keys held.
func (s *Scheduler[K, J]) View(due time.Time) View {
	s.mu.Lock()
	defer s.mu.Unlock()
	v := View{Records: s.held + s.aside, Bytes: s.bytes + s.asideBytes, Paused: s.pausedPartitions()}
	for at, p := range s.partitions {
		v.Progress = append(v.Progress, Progress{at, p.next()})
		p.each(func(l *lane[K, J]) {
			switch t := l.first; {
			case t == nil:
			case l.state == running:
				v.handling(Handling{p.Place, t.offset, l.slot.since}, due)
			case l.state == stuck:
				v.Parked[ForStop]++
			case l.state == settling, s.writes(&t.Job):
				v.Parked[ForWrite]++
			case l.state == waiting:
				v.Parked[ForRetry]++
			}
		})
	}
	return v
}

func (v *View) handling(h Handling, due time.Time) {
	v.Running++
	if h.Since.Before(due) {
		v.Overdue++
	}
	if v.Slowest.Since.IsZero() || h.Since.Before(v.Slowest.Since) {
		v.Slowest = h
	}
}
