// Package migration compiles the migrations and repairs that a contract declares into
// values that packages events and migrate can run. It also proves them: it migrates
// generated events to the other version and back.
package migration

import (
	"github.com/mediamesh/events"
	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/migrate"
	"github.com/mediamesh/events/wire"
)

// Declared returns the migrations that an event's contract declares, if any. The
// descriptors are those of the previous major and of the event's own.
func Declared(m *contract.Migration, older, newer events.Descriptor) []events.Migration {
	if m == nil {
		return nil
	}
	list := steps(m.Steps)
	if m.NotAllBack != "" {
		list = append(list, migrate.NotAllBack(m.NotAllBack))
	}
	if m.NoWayBack != "" {
		list = append(list, migrate.NoWayBack(m.NoWayBack))
	}
	return events.Declared(migrate.Rewrite(older, newer, list...)...)
}

func steps(declared []*contract.Step) (list []migrate.Step) {
	for _, s := range declared {
		list = append(list, stepsOf(s)...)
		if s.Loses != "" {
			list[len(list)-1] = list[len(list)-1].Loses(s.Loses)
		}
	}
	return list
}

// stepsOf makes the same steps as the calls that internal/gen generates.
func stepsOf(s *contract.Step) []migrate.Step {
	switch s.Op {
	case contract.StepRename:
		return []migrate.Step{migrate.Rename(s.From, s.To)}
	case contract.StepMove:
		return []migrate.Step{migrate.Move(s.From, s.To)}
	case contract.StepConvert:
		return []migrate.Step{migrate.Convert(s.From, s.To, s.Factor)}
	case contract.StepCopy:
		return []migrate.Step{migrate.Copy(s.From, s.To)}
	case contract.StepDefault:
		return []migrate.Step{migrate.Default(s.To, wire.JSON(s.Value))}
	case contract.StepDrop:
		if s.Value != nil {
			return []migrate.Step{migrate.Drop(s.From), migrate.Default(s.From, wire.JSON(s.Value)).Back()}
		}
		return []migrate.Step{migrate.Drop(s.From)}
	}
	list := []migrate.Step{migrate.MapValues(s.To, pairs(s.Values)...)}
	if len(s.Back) > 0 {
		// First, so that the downgrade undoes it last: it sets older names.
		list = []migrate.Step{migrate.MapValues(s.To, pairs(s.Back)...).Back(), list[0]}
	}
	return list
}

func pairs(values [][2]string) (list []string) {
	for _, v := range values {
		list = append(list, v[0], v[1])
	}
	return list
}
