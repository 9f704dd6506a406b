package migrate

import (
	"errors"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/internal/jsontree"
)

// Rewrite returns two migrations made from steps: an upgrade from the older version to
// the newer, and a downgrade. If [NoWayBack] is among the steps, it returns only the
// upgrade. Register them with [events.Registry.With].
//
// The event's document is changed step by step, in reverse order for a downgrade. The
// result is decoded and validated as an event of the other version. Fields that neither
// version declares are kept, including nested ones; if such a field has the same name as
// a field that a step writes, it is replaced. If a step cannot be applied, the error is a
// *[StepError].
//
// Rewrite returns no error. If a step is invalid or a descriptor is nil,
// [events.Registry.With] returns the error.
//
// Generated catalogs use Rewrite to register the migrations that their contract declares.
func Rewrite(older, newer events.Descriptor, steps ...Step) []events.Migration {
	if problem := stepProblem(steps); problem != "" {
		err := errors.New("a migration of steps: " + problem)
		return []events.Migration{events.NewMigration(events.MigrationSpec{From: older, To: newer, Err: err})}
	}
	if older == nil || newer == nil {
		return []events.Migration{events.NewMigration(events.MigrationSpec{From: older, To: newer})} // With returns the error
	}
	up := events.NewMigration(events.MigrationSpec{From: older, To: newer, Rewrite: rewriting(newer, steps, false)})
	down := events.NewMigration(events.MigrationSpec{From: newer, To: older, Down: true, Rewrite: rewriting(older, steps, true)})
	for _, l := range lossesUp(steps) {
		up = up.Loses(l.Pointer, l.Why)
	}
	for _, l := range lossesDown(steps) {
		down = down.Loses(l.Pointer, l.Why)
	}
	for _, s := range steps {
		switch s.op {
		case opNoWayBack:
			return []events.Migration{up}
		case opNotAllBack:
			down = down.MayFail(s.why)
		}
	}
	return []events.Migration{up, down}
}

// rewriting returns a function that applies steps to an event's document, or undoes them,
// and so converts it to a document of to.
func rewriting(to events.Descriptor, steps []Step, back bool) func([]byte) ([]byte, error) {
	become := shapeOf(to)
	return func(document []byte) ([]byte, error) {
		root := jsontree.New(string(document)) // a copy
		if err := applySteps(root.At("payload"), steps, back, become); err != nil {
			return nil, err
		}
		put(root.At("metadata"), path{"eventVersion"}, jsontree.Of(to.Version()))
		return root.Append(document[:0]), nil
	}
}
