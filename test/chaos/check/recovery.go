package check

import (
	"slices"
	"time"
)

// Roles of killed processes.
const (
	Consumer  = "consumer"
	Publisher = "publisher"
	Broker    = "broker"
	Replayer  = "replayer"
	Redriver  = "redriver"
)

// Recovery is how long partitions stood still after a kill: until each handled
// something new again. After that of a consumer, these are the partitions that
// it was the last to handle, and new is what no process had handled before.
// After that of a broker, these are all partitions, and new is what was
// published since. A partition that had nothing more to do does not count.
type Recovery struct {
	Role    string
	Process string
	Took    time.Duration
}

// kill is a kill, and the partitions that have not recovered yet.
type kill struct {
	at      int64 // nanoseconds
	role    string
	process string
	took    time.Duration // by the slowest so far; 0 if there is none
}

// recovering are the kills that a partition has to recover from.
type recovering struct {
	last  string // the process that handled last
	until int64  // the greatest offset that was handled
	from  []*kill
}

// killed opens a recovery on the partitions that a kill is about.
func (c *Checker) killed(k *kill) {
	c.kills = append(c.kills, k)
	for _, l := range c.logs {
		if k.role == Broker || k.role == Consumer && l.recover.last == k.process {
			l.recover.from = append(l.recover.from, k)
		}
	}
}

// progress closes the recoveries that a handling ends.
func (c *Checker) progress(at place, h handling, r *record) {
	w := &c.log(at).recover
	fresh := w.last == "" || h.offset > w.until
	w.last, w.until = h.process, max(w.until, h.offset)
	w.from = slices.DeleteFunc(w.from, func(k *kill) bool {
		over := fresh
		if k.role == Broker {
			over = r.stamp > k.at/int64(time.Millisecond)
		}
		if over {
			k.took = max(k.took, time.Duration(h.at-k.at))
		}
		return over
	})
}

func recoveries(kills []*kill) (list []Recovery) {
	for _, k := range kills {
		if k.took > 0 {
			list = append(list, Recovery{Role: k.role, Process: k.process, Took: k.took})
		}
	}
	slices.SortFunc(list, func(a, b Recovery) int { return int(a.Took - b.Took) })
	return list
}

// Worst returns the recovery that so many percent of the list, sorted, do not
// exceed, 0 if it is empty.
func Worst(list []Recovery, percent int) time.Duration {
	if len(list) == 0 {
		return 0
	}
	return list[(len(list)*percent+99)/100-1].Took
}
