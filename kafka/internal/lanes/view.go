package lanes

import "time"

// A View is what a scheduler is at.
type View struct {
	Records, Bytes int           // held
	Paused         int           // partitions
	Running        int           // handlers
	Overdue        int           // of them, those that began before a time
	Parked         [Parkings]int // lanes whose first record waits, by what for
	Slowest        Handling      // of the handlers, the one that began first
	Progress       []Progress
}

// What the first record of a lane waits for, while later ones of its key wait as well.
const (
	ForRetry = iota // its next attempt
	ForWrite        // something that is written to be acknowledged, or written again
	ForStop         // the run to end, by policy
	Parkings
)

// Handling is a handler that runs. Since is zero if there is none.
type Handling struct {
	Place
	Offset int64
	Since  time.Time
}

// Progress is how far a partition is completed.
type Progress struct {
	Place
	Offset int64 // the first that is not; -1 if nothing is known
}

// View returns what the scheduler is at. Handlers are overdue that began before due. It
// takes time for each key that is held.
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
