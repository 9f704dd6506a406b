package migrate

import (
	"slices"

	"github.com/mediamesh/events/wire"
)

// applySteps does all steps to a document, or undoes them, the last one first.
// The shape is that of what the document is to become, nil if it is not known.
func applySteps(root *node, steps []Step, back bool, to *shape) error {
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

// apply does the step in each element that its paths name.
func (s *Step) apply(root *node, back bool, to *shape) (problem string) {
	within := s.from[:s.from.star()]
	do := func(n *node) string {
		return s.do(n, s.from[len(within):], s.to[len(within):], back, to.at(within))
	}
	return eachElement(root, within, do)
}

// eachElement calls do for each element that a path ending in "*" names; for
// the value itself if the path is empty.
func eachElement(n *node, p path, do func(*node) string) (problem string) {
	if len(p) == 0 {
		return do(n)
	}
	if p[0] != "*" {
		if n = n.member(p[0]); n == nil {
			return ""
		}
		return eachElement(n, p[1:], do)
	}
	if !n.open() {
		return ""
	}
	for _, m := range n.members {
		if problem = eachElement(m.value, p[1:], do); problem != "" {
			return problem
		}
	}
	for _, item := range n.items {
		if problem = eachElement(item, p[1:], do); problem != "" {
			return problem
		}
	}
	return ""
}

// do does the step, or undoes it, where no "*" is left.
func (s *Step) do(n *node, from, to path, back bool, become *shape) (problem string) {
	if back && (s.op == opMove || s.op == opConvert) {
		from, to = to, from
	}
	value := n.find(from)
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
			n.take(from, become.requires)
		}
	case opMap:
		s.mapValue(value, back)
	}
	return ""
}

func move(n *node, from, to path, value *node, become *shape) (problem string) {
	if value == nil {
		return ""
	}
	if obstacle := n.put(to, n.take(from, become.requires)); obstacle != nil {
		return inTheWay(obstacle)
	}
	return ""
}

func inTheWay(at path) string {
	if len(at) == 0 {
		return "finds no object to put it into"
	}
	return "finds that " + at.String() + " is no object to put it into"
}

func (s *Step) convert(n *node, from, to path, value *node, back bool, become *shape) (problem string) {
	switch {
	case value == nil:
		return ""
	case value.kind() != '0':
		return "finds " + kindNames[value.kind()] + ", not a number"
	}
	text, problem := multiplied(value.text, s.factor, back, become.integer(to))
	if problem != "" {
		return problem
	}
	value.text = text
	if slices.Equal(from, to) {
		return ""
	}
	return move(n, from, to, value, become)
}

func copyValue(n *node, to path, value *node, back bool, become *shape) (problem string) {
	if value == nil {
		return ""
	}
	text := wire.JSON(value.append(nil))
	if back {
		if there := n.find(to); there != nil && wire.JSON(there.append(nil)) == text {
			n.take(to, become.requires)
		}
		return ""
	}
	return fillIn(n, to, text, become)
}

func (s *Step) defaults(n *node, field path, value *node, back bool, become *shape) (problem string) {
	if back == s.onlyBack {
		return fillIn(n, field, s.value, become)
	}
	if value != nil && wire.JSON(value.append(nil)) == s.value {
		n.take(field, become.requires)
	}
	return ""
}

// fillIn puts a value where none is. Of the objects on the way it makes those
// that have to be there.
func fillIn(n *node, field path, text wire.JSON, become *shape) (problem string) {
	if n.find(field) != nil {
		return ""
	}
	for i := range field[:len(field)-1] {
		if n.find(field[:i+1]) == nil && !become.requires(field[:i+1]) {
			return ""
		}
	}
	if obstacle := n.put(field, newNode(text)); obstacle != nil {
		return inTheWay(obstacle)
	}
	return ""
}

func (s *Step) mapValue(value *node, back bool) {
	if value == nil || value.kind() != '"' {
		return
	}
	from, to := 0, 1
	if back && !s.onlyBack {
		from, to = 1, 0
	}
	text := unquoted(value.text)
	for i := 0; i < len(s.pairs); i += 2 {
		if s.pairs[i+from] == text {
			value.text = quoted(s.pairs[i+to])
			return
		}
	}
}
