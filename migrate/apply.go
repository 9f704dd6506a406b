package migrate

import (
	"slices"

	"github.com/mediamesh/events/internal/jsontree"
	"github.com/mediamesh/events/wire"
)

// applySteps applies all steps to a document, or undoes them in reverse order. shape is
// that of the resulting document, nil if it is not known.
func applySteps(root *jsontree.Value, steps []Step, back bool, to *shape) error {
	for i := range steps {
		n := i
		if back {
			n = len(steps) - 1 - i
		}
		s := &steps[n]
		if s.onlyBack && !back {
			continue
		}
		if problem := s.apply(root, back, to); problem != "" {
			return &StepError{Step: *s, Number: n + 1, Problem: problem}
		}
	}
	return nil
}

// apply applies the step in each element that its paths name.
func (s *Step) apply(root *jsontree.Value, back bool, to *shape) (problem string) {
	within := s.from[:s.from.star()]
	do := func(n *jsontree.Value) string {
		return s.do(n, s.from[len(within):], s.to[len(within):], back, to.at(within))
	}
	return eachElement(root, within, do)
}

// eachElement calls do for each element that a path ending in "*" names, or for the value
// itself if the path is empty.
func eachElement(n *jsontree.Value, p path, do func(*jsontree.Value) string) (problem string) {
	if len(p) == 0 {
		return do(n)
	}
	if p[0] != "*" {
		if n = n.At(p[0]); n == nil {
			return ""
		}
		return eachElement(n, p[1:], do)
	}
	for _, m := range n.Members() {
		if problem = eachElement(m.Value, p[1:], do); problem != "" {
			return problem
		}
	}
	return ""
}

// do applies or undoes the step at paths without "*".
func (s *Step) do(n *jsontree.Value, from, to path, back bool, become *shape) (problem string) {
	if back && (s.op == opMove || s.op == opConvert) {
		from, to = to, from
	}
	value := find(n, from)
	switch s.op {
	case opMove:
		return move(n, from, to, value, become)
	case opConvert:
		return s.convert(n, from, to, value, back, become)
	case opCopy:
		return copyValue(n, to, value, back, become)
	case opDefault:
		return s.defaults(n, from, value, back, become)
	case opDrop:
		if !back {
			take(n, from, become.requires)
		}
	case opMap:
		s.mapValue(value, back)
	}
	return ""
}

func move(n *jsontree.Value, from, to path, value *jsontree.Value, become *shape) (problem string) {
	if value == nil {
		return ""
	}
	if obstacle := put(n, to, take(n, from, become.requires)); obstacle != nil {
		return inTheWay(obstacle)
	}
	return ""
}

func inTheWay(at path) string {
	if len(at) == 0 {
		return "finds no object to put it into"
	}
	return "finds that " + at.String() + " is not an object to put it into"
}

func (s *Step) convert(n *jsontree.Value, from, to path, value *jsontree.Value, back bool, become *shape) (problem string) {
	switch {
	case value == nil:
		return ""
	case value.Kind() != '0':
		return "finds " + kindNames[value.Kind()] + ", not a number"
	}
	text, problem := multiplied(wire.JSON(value.String()), s.factor, back, become.integer(to))
	if problem != "" {
		return problem
	}
	*value = *jsontree.New(string(text))
	if slices.Equal(from, to) {
		return ""
	}
	return move(n, from, to, value, become)
}

func copyValue(n *jsontree.Value, to path, value *jsontree.Value, back bool, become *shape) (problem string) {
	if value == nil {
		return ""
	}
	text := value.String()
	if back {
		if there := find(n, to); there != nil && there.String() == text {
			take(n, to, become.requires)
		}
		return ""
	}
	return fillIn(n, to, text, become)
}

func (s *Step) defaults(n *jsontree.Value, field path, value *jsontree.Value, back bool, become *shape) (problem string) {
	if back == s.onlyBack {
		return fillIn(n, field, s.value, become)
	}
	if value != nil && value.String() == s.value {
		take(n, field, become.requires)
	}
	return ""
}

// fillIn sets a value that is absent. It creates the objects on its path that the contract
// requires.
func fillIn(n *jsontree.Value, field path, text string, become *shape) (problem string) {
	if find(n, field) != nil {
		return ""
	}
	for i := range field[:len(field)-1] {
		if find(n, field[:i+1]) == nil && !become.requires(field[:i+1]) {
			return ""
		}
	}
	if obstacle := put(n, field, jsontree.New(text)); obstacle != nil {
		return inTheWay(obstacle)
	}
	return ""
}

func (s *Step) mapValue(value *jsontree.Value, back bool) {
	if value == nil || value.Kind() != '"' {
		return
	}
	from, to := 0, 1
	if back && !s.onlyBack {
		from, to = 1, 0
	}
	text := value.Text()
	for i := 0; i < len(s.pairs); i += 2 {
		if s.pairs[i+from] == text {
			*value = *jsontree.Of(s.pairs[i+to])
			return
		}
	}
}
