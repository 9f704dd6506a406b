package events

import (
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
	problem := stepProblem(steps)
	up := Migration{from: older, to: newer, up: true, problem: problem}
	down := Migration{from: newer, to: older, problem: problem}
	if older == nil || newer == nil || problem != "" {
		return []Migration{up} // With says so
	}
	up.apply, up.losses = rewriting(newer, steps, false), lossesUp(steps)
	down.apply, down.losses = rewriting(older, steps, true), lossesDown(steps)
	for _, s := range steps {
		switch s.op {
		case opNoWayBack:
			return []Migration{up}
		case opNotAllBack:
			down.mayFail = s.why
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

// Declared marks migrations as those of the contract, which a service may
// replace by its own with [Registry.With]. Generated catalogs call it.
func Declared(migrations ...Migration) []Migration {
	for i := range migrations {
		migrations[i].declared = true
	}
	return migrations
}

func rewriting(to Descriptor, steps []Step, back bool) func(Any) (any, error) {
	become := shapeOf(to)
	return func(e Any) (any, error) {
		document, err := e.AppendTo(nil)
		if err != nil {
			return nil, err
		}
		root := newNode(wire.JSON(document))
		root.open()
		if err := applySteps(root.member("payload"), steps, back, become); err != nil {
			return nil, err
		}
		root.member("metadata").put(path{"eventVersion"}, newNode(quoted(to.Version())))
		rewritten, err := to.decodeAny(root.append(document[:0]), wire.Settings{})
		if err != nil {
			return nil, err
		}
		return rewritten.Payload, nil
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
		return nil, invalid(&r.Found, &Metadata{})
	}
	root := newNode(text)
	if err := applySteps(root, steps, false, nil); err != nil {
		return nil, err
	}
	return root.append(nil), nil
}
