package events

import (
	"slices"
	"strings"
)

// Loss is a field that a migration does not keep as it was: when the event
// returns from the other version, it may be another or be gone.
type Loss struct {
	Pointer string // into the event that is led, "/payload/position"; "*" stands for any element or name
	Why     string
}

// Loses declares a loss of the migration. Nothing is done with it but to tell
// those who check migrations: see eventstest.CheckMigrations.
func (m Migration) Loses(pointer, why string) Migration {
	m.losses = append(slices.Clone(m.losses), Loss{pointer, why})
	return m
}

// MayFail declares that the migration does not lead every event, and why. The
// others become dead letters of consumers that want the other version.
func (m Migration) MayFail(why string) Migration {
	m.mayFail = why
	return m
}

// Losses lists the losses that the migration declares.
func (m Migration) Losses() []Loss { return slices.Clone(m.losses) }

// FailsFor says which events the migration does not lead, "" if it leads all.
func (m Migration) FailsFor() string { return m.mayFail }

// lossesUp lists fields of the older version that do not return from the newer.
func lossesUp(steps []Step) (list []Loss) {
	for i, s := range steps {
		switch {
		case s.op == opDrop:
			list = append(list, Loss{s.from.pointer(), "it is dropped"})
		case s.loses != "" && s.op != opNoWayBack && s.op != opNotAllBack:
			list = append(list, Loss{olderPath(steps, i).pointer(), s.loses})
		case s.op == opMap && !s.onlyBack && s.joins():
			list = append(list, Loss{olderPath(steps, i).pointer(), "several values become one"})
		}
	}
	return list
}

// lossesDown lists fields of the newer version that do not return from the older.
func lossesDown(steps []Step) (list []Loss) {
	for _, s := range steps {
		switch {
		case s.op == opDrop || s.op == opNoWayBack || s.op == opNotAllBack:
		case s.loses != "":
			list = append(list, Loss{s.to.pointer(), s.loses})
		case s.op == opMap && s.onlyBack:
			list = append(list, Loss{s.to.pointer(), "the older version has fewer values"})
		}
	}
	return list
}

// joins tells whether several values become one.
func (s *Step) joins() bool {
	seen := map[string]bool{}
	for i := 1; i < len(s.pairs); i += 2 {
		if seen[s.pairs[i]] {
			return true
		}
		seen[s.pairs[i]] = true
	}
	return false
}

// olderPath is what the field of a step is called in the older version.
func olderPath(steps []Step, n int) path {
	if s := steps[n]; !slices.Equal(s.from, s.to) {
		return s.from
	}
	for _, s := range steps {
		if (s.op == opMove || s.op == opConvert) && slices.Equal(s.to, steps[n].to) {
			return s.from
		}
	}
	return steps[n].from
}

// pointer is the path's JSON Pointer in an event.
func (p path) pointer() string { return "/payload/" + strings.Join(p, "/") }
