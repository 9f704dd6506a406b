// Package migration makes of the migrations and repairs that a contract declares
// what package events can run, and proves them: by events that are made up, led
// to the other version and back.
package migration

import (
	"github.com/mediamesh/events"
	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/wire"
)

// Declared returns the migrations that an event's contract declares, none if it
// declares none. The descriptors are those of the major before, and its own.
func Declared(m *contract.Migration, older, newer events.Descriptor) []events.Migration {
	if m == nil {
		return nil
	}
	list := steps(m.Steps)
	if m.NotAllBack != "" {
		list = append(list, events.NotAllBack(m.NotAllBack))
	}
	if m.NoWayBack != "" {
		list = append(list, events.NoWayBack(m.NoWayBack))
	}
	return events.Declared(events.Rewrite(older, newer, list...)...)
}

func steps(declared []*contract.Step) (list []events.Step) {
	for _, s := range declared {
		list = append(list, stepsOf(s)...)
		if s.Loses != "" {
			list[len(list)-1] = list[len(list)-1].Loses(s.Loses)
		}
	}
	return list
}

// stepsOf does what the calls do that internal/gen writes.
func stepsOf(s *contract.Step) []events.Step {
	switch s.Op {
	case contract.StepRename:
		return []events.Step{events.Rename(s.From, s.To)}
	case contract.StepMove:
		return []events.Step{events.Move(s.From, s.To)}
	case contract.StepConvert:
		return []events.Step{events.Convert(s.From, s.To, s.Factor)}
	case contract.StepCopy:
		return []events.Step{events.Copy(s.From, s.To)}
	case contract.StepDefault:
		return []events.Step{events.Default(s.To, wire.JSON(s.Value))}
	case contract.StepDrop:
		if s.Value != nil {
			return []events.Step{events.Drop(s.From), events.Default(s.From, wire.JSON(s.Value)).Back()}
		}
		return []events.Step{events.Drop(s.From)}
	}
	list := []events.Step{events.MapValues(s.To, pairs(s.Values)...)}
	if len(s.Back) > 0 {
		// First, so that it is last on the way back: it gives older names.
		list = []events.Step{events.MapValues(s.To, pairs(s.Back)...).Back(), list[0]}
	}
	return list
}

func pairs(values [][2]string) (list []string) {
	for _, v := range values {
		list = append(list, v[0], v[1])
	}
	return list
}
