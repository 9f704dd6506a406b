package migrate

import (
	"errors"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/internal/jsontree"
)

// Rewrite makes two migrations from steps, one from the older version to the newer
// and one back; only the first, if [NoWayBack] is among the steps. Register them with
// [events.Registry.With].
//
// The document of an event is changed step by step, on the way back in reverse. The
// result is decoded and validated as an event of the other version. Fields that
// neither version declares are carried over, nested ones too; one that has the name of
// a field that a step writes is replaced. A *[StepError] says which step failed.
//
// Rewrite returns no error: With refuses the migration if a step is wrong, or if a
// descriptor is nil.
//
// Generated catalogs register the migrations that their contract declares in this way.
func Rewrite(older, newer events.Descriptor, steps ...Step) []events.Migration {
	if problem := stepProblem(steps); problem != "" {
		err := errors.New("a migration of steps: " + problem)
		return []events.Migration{events.NewMigration(events.MigrationSpec{From: older, To: newer, Err: err})}
	}
	if older == nil || newer == nil {
		return []events.Migration{events.NewMigration(events.MigrationSpec{From: older, To: newer})} // With refuses it
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

// rewriting returns a function that applies steps to an event's document, or undoes
// them, so that it becomes one of to.
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
