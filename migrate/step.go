package migrate

import (
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/mediamesh/events/wire"
)

// Step is one change to a document and its inverse. [Rewrite] makes migrations from steps;
// [RewriteDocument] applies them to a document. The zero Step is invalid.
//
// Steps name fields by paths: "device.name" is the field name of the object device,
// "items.*.price" the field price of each element of items. In a migration, paths begin at
// the payload; in RewriteDocument they begin at the document, "payload.device.name". A step
// whose field is absent or null does nothing, so optional fields need no special handling.
// Setting a field creates the absent objects on its path. An object that becomes empty
// because a field is moved or removed is removed too, unless the contract requires it.
//
// Everything that no step names is unchanged, including unknown fields and the formatting
// of numbers.
//
// A Step is immutable, and safe for concurrent use.
type Step struct {
	op       stepOp
	from, to path
	factor   *big.Rat
	value    string // JSON
	pairs    []string
	onlyBack bool   // it does nothing on an upgrade
	loses    string // the declared loss
	why      string // of a note
	problem  string // why it is not a step
}

type stepOp int

const (
	opMove stepOp = iota + 1
	opConvert
	opCopy
	opDefault
	opDrop
	opMap
	opNoWayBack
	opNotAllBack
)

// Rename renames a field within its object.
func Rename(from, to string) Step {
	s := Move(from, to)
	if s.problem == "" && !slices.Equal(s.from[:len(s.from)-1], s.to[:len(s.to)-1]) {
		s.problem = "leads to another object: use Move"
	}
	return s
}

// Move moves a field to another object. Paths with "*" must be equal up to the last one: a
// field moves within its element.
func Move(from, to string) Step { return between(opMove, from, to) }

// Convert multiplies a number, to convert it from one unit to another: times is 1000 for
// seconds to milliseconds. A downgrade divides. Both use decimal arithmetic. The result
// is rounded half away from zero if the contract declares the field as an integer. From
// and to may be the same field.
func Convert(from, to string, times float64) Step {
	s := between(opConvert, from, to)
	if s.factor = factorOf(times); s.factor == nil && s.problem == "" {
		s.problem = fmt.Sprintf("has the factor %v: want a number that is neither 0 nor infinite", times)
	}
	return s
}

// Copy sets an absent field to the value of another field. A downgrade removes the copy if
// it still has that value.
func Copy(from, to string) Step { return between(opCopy, from, to) }

// Default sets an absent field to value, which is JSON. A downgrade removes the field if it
// has that value, and keeps any other. Absent objects on the path are created only if the
// contract requires them.
func Default(field string, value wire.JSON) Step {
	s := at(opDefault, field)
	text, ok := canonical(value)
	if !ok && s.problem == "" {
		s.problem = "has a value that is not JSON"
	}
	s.value = text
	return s
}

// Drop removes a field. A downgrade does not restore it.
func Drop(field string) Step { return at(opDrop, field) }

// MapValues replaces the values of a string field. An upgrade replaces the first value of
// each pair with the second; a downgrade does the reverse. If several pairs have the same
// second value, a downgrade uses the first of them. Other values are unchanged.
func MapValues(field string, pairs ...string) Step {
	s := at(opMap, field)
	s.pairs = pairs
	if s.problem == "" && (len(pairs) == 0 || len(pairs)%2 != 0) {
		s.problem = fmt.Sprintf("has %d values: want pairs", len(pairs))
	}
	for _, value := range pairs {
		if s.problem == "" && !utf8.ValidString(value) {
			s.problem = fmt.Sprintf("has the value %q, which is not UTF-8", value)
		}
	}
	return s
}

// Back makes a [Default] or a [MapValues] apply to downgrades only: a value for a field
// that only the older version requires, or older names for values that only the newer
// version has. Back makes any other step invalid.
func (s Step) Back() Step {
	if s.op != opDefault && s.op != opMap && s.problem == "" {
		s.problem = "cannot have Back: only Default and MapValues can"
	}
	s.onlyBack = true
	return s
}

// Loses declares that the fields of the step can change when an event is migrated to the
// other version and back, and why. [events.Migration.Losses] lists the declared losses. A
// [Drop], and a [MapValues] that merges values or is marked with Back, declare their
// losses automatically.
func (s Step) Loses(why string) Step {
	s.loses = why
	return s
}

// NoWayBack declares that events cannot be downgraded, and why. [Rewrite] then returns
// only the upgrade.
func NoWayBack(why string) Step { return Step{op: opNoWayBack, why: why} }

// NotAllBack declares that some events cannot be downgraded, and why. Consumers that are
// pinned to the older version dead-letter those events.
func NotAllBack(why string) Step { return Step{op: opNotAllBack, why: why} }

func at(op stepOp, field string) Step {
	p, problem := parsePath(field)
	return Step{op: op, from: p, to: p, problem: problem}
}

func between(op stepOp, from, to string) Step {
	f, problem := parsePath(from)
	t, other := parsePath(to)
	s := Step{op: op, from: f, to: t, problem: problem}
	switch {
	case problem != "":
	case other != "":
		s.problem = other
	case op != opConvert && slices.Equal(f, t):
		s.problem = "leads from a field to itself"
	case f.star() != t.star() || !slices.Equal(f[:f.star()], t[:t.star()]):
		s.problem = "leads from one element to another: both paths must be the same up to the last *"
	}
	return s
}

// stepProblem describes the first invalid step, "" if all are valid.
func stepProblem(steps []Step) string {
	for i, s := range steps {
		if s.op == 0 {
			s.problem = "is a zero Step: make one with Rename, Move or another function of this package"
		}
		if s.problem != "" {
			return fmt.Sprintf("step %d, %s, %s", i+1, s, s.problem)
		}
	}
	return ""
}

// String describes the step, for example `convert position to positionMs, times 1000`.
func (s Step) String() string {
	words := map[stepOp]string{
		opMove: "move %s to %s", opCopy: "copy %s to %s", opConvert: "convert %s to %s, times " + factorText(s.factor),
		opDefault: "default of %s", opDrop: "drop %s", opMap: "map the values of %s",
	}
	text := ""
	switch s.op {
	case 0:
		return "no step"
	case opNoWayBack:
		return "no way back"
	case opNotAllBack:
		return "not all back"
	case opMove, opCopy, opConvert:
		if s.op == opMove && slices.Equal(s.from[:max(len(s.from)-1, 0)], s.to[:max(len(s.to)-1, 0)]) {
			words[opMove] = "rename %s to %s"
		}
		text = fmt.Sprintf(words[s.op], s.from, s.to)
	default:
		text = fmt.Sprintf(words[s.op], s.from)
	}
	if s.onlyBack {
		text += ", on downgrade"
	}
	return text
}

// StepError reports a step that cannot be applied to a document. It holds no
// values of the document.
type StepError struct {
	Step    Step
	Number  int    // number of the step, from 1
	Problem string // "finds a string, not a number"
}

func (e *StepError) Error() string {
	return "step " + strconv.Itoa(e.Number) + ", " + e.Step.String() + ": " + e.Problem
}
