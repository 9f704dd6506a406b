package migration

import (
	"strings"

	"github.com/mediamesh/events/internal/contract"
)

// olderPath is what a step's field is called in the older version.
func olderPath(m *contract.Migration, s *contract.Step) string {
	if s.From != s.To {
		return s.From
	}
	for _, other := range m.Steps {
		if other != s && other.From != other.To && other.Op != contract.StepCopy && other.To == s.To {
			return other.From
		}
	}
	return s.From
}

// StepAt returns the step that a path of an event belongs to, nil if there is none. The
// path is of the older or of the newer version.
func StepAt(m *contract.Migration, path []string, older bool) *contract.Step {
	var best *contract.Step
	for _, s := range m.Steps {
		at := s.To
		if older {
			at = olderPath(m, s)
		}
		field := append([]string{"payload"}, strings.Split(at, ".")...)
		if under(path, field) || under(field, path) {
			if best == nil || s.Op == contract.StepConvert || s.Op == contract.StepMap {
				best = s
			}
		}
	}
	return best
}
