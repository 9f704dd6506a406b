package migrate

import (
	"slices"

	"github.com/mediamesh/events"
)

// lossesUp lists fields of the older version that do not survive the round trip.
func lossesUp(steps []Step) (list []events.Loss) {
	for i, s := range steps {
		switch {
		case s.op == opDrop:
			list = append(list, events.Loss{Pointer: s.from.pointer(), Why: "it is dropped"})
		case s.loses != "" && s.op != opNoWayBack && s.op != opNotAllBack:
			list = append(list, events.Loss{Pointer: olderPath(steps, i).pointer(), Why: s.loses})
		case s.op == opMap && !s.onlyBack && s.joins():
			list = append(list, events.Loss{Pointer: olderPath(steps, i).pointer(), Why: "several values become one"})
		}
	}
	return list
}

// lossesDown lists fields of the newer version that do not survive the round trip.
func lossesDown(steps []Step) (list []events.Loss) {
	for _, s := range steps {
		switch {
		case s.op == opDrop || s.op == opNoWayBack || s.op == opNotAllBack:
		case s.loses != "":
			list = append(list, events.Loss{Pointer: s.to.pointer(), Why: s.loses})
		case s.op == opMap && s.onlyBack:
			list = append(list, events.Loss{Pointer: s.to.pointer(), Why: "the older version has fewer values"})
		}
	}
	return list
}

// joins reports whether several values map to one.
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

// olderPath is the path of a step's field in the older version.
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
