package events

import (
	"errors"
	"fmt"

	"github.com/mediamesh/events/wire"
)

// Rewrite makes two migrations of steps, one from the older version to the
// newer and one back, for [Registry.With]; one, if [NoWayBack] is among the steps.
// The document of an event is rewritten step by step, and decoded and validated as
// one of the other version. Fields that neither version declares are carried
// over, nested ones too; where one has the name of a field that a step puts there,
// it is replaced.
//
// What a contract declares under migration is registered by its catalog in this
// way.
func Rewrite(older, newer Descriptor, steps ...Step) []Migration {
	if problem := stepProblem(steps); problem != "" || older == nil || newer == nil {
		spec := MigrationSpec{From: older, To: newer}
		if problem != "" {
			spec.Err = errors.New("a migration of steps: " + problem)
		}
		return []Migration{NewMigration(spec)} // With says so
	}
	up := NewMigration(MigrationSpec{From: older, To: newer, Rewrite: rewriting(newer, steps, false)})
	down := NewMigration(MigrationSpec{From: newer, To: older, Down: true, Rewrite: rewriting(older, steps, true)})
	for _, l := range lossesUp(steps) {
		up = up.Loses(l.Pointer, l.Why)
	}
	for _, l := range lossesDown(steps) {
		down = down.Loses(l.Pointer, l.Why)
	}
	for _, s := range steps {
		switch s.op {
		case opNoWayBack:
			return []Migration{up}
		case opNotAllBack:
			down = down.MayFail(s.why)
		}
	}
	return []Migration{up, down}
}

// stepProblem says what is wrong with steps, "" if nothing is.
func stepProblem(steps []Step) string {
	for i, s := range steps {
		if s.op == 0 {
			s.problem = "is a zero Step: make one with Rename, Move or the like"
		}
		if s.problem != "" {
			return fmt.Sprintf("step %d, %s, %s", i+1, s, s.problem)
		}
	}
	return ""
}

// rewriting returns what makes a document of to, or of the older version with back.
func rewriting(to Descriptor, steps []Step, back bool) func([]byte) ([]byte, error) {
	become := shapeOf(to)
	return func(document []byte) ([]byte, error) {
		root := newNode(wire.JSON(document))
		root.open()
		if err := applySteps(root.member("payload"), steps, back, become); err != nil {
			return nil, err
		}
		root.member("metadata").put(path{"eventVersion"}, newNode(quoted(to.Version())))
		return root.append(document[:0]), nil
	}
}

// RewriteDocument applies steps to a document that need not be an event of any
// contract, such as one from before it: their paths begin at the document,
// "metadata.eventVersion", "payload.jobId". The result is not validated, and
// its numbers are not rounded to integers.
//
// The errors are an *[InvalidError] if the document is no sound JSON object,
// and a *[StepError].
func RewriteDocument(document []byte, steps ...Step) ([]byte, error) {
	if problem := stepProblem(steps); problem != "" {
		return nil, fmt.Errorf("events: %s", problem)
	}
	r, i := wire.NewReader(document)
	defer r.Release()
	var text wire.JSON
	r.End(r.AnyObject(i, &text, &wire.Value{}))
	if !r.OK() {
		list, omitted := r.Found.Violations()
		return nil, &InvalidError{Violations: list, Omitted: omitted}
	}
	root := newNode(text)
	if err := applySteps(root, steps, false, nil); err != nil {
		return nil, err
	}
	return root.append(nil), nil
}
