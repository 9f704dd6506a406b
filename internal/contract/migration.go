package contract

import "strings"

// A Migration describes how events of the previous major are migrated to an event's own,
// and back.
type Migration struct {
	Pos   Pos
	From  *Event // of the major before
	Steps []*Step
	// NoWayBack is why there is no migration back, NotAllBack why it fails for some events;
	// "" if not declared.
	NoWayBack, NotAllBack string
}

// StepOp is the operation of a step.
type StepOp string

const (
	StepRename  StepOp = "rename"  // another name in the same object
	StepMove    StepOp = "move"    // to another object
	StepConvert StepOp = "convert" // times a factor; rounded for an integer
	StepCopy    StepOp = "copy"    // if To is absent
	StepDefault StepOp = "default" // Value, if it is absent
	StepDrop    StepOp = "drop"    // removed; a downgrade sets it to Value, if there is one
	StepMap     StepOp = "map"     // Values of a string; a downgrade uses those of Back too
)

// A Step is one change that a migration makes. Its paths begin at the payload, or in a
// repair at the whole event: "device.name", with * for each element.
type Step struct {
	Pos      Pos
	Op       StepOp
	From, To string // the same for those that name one field
	Factor   float64
	Value    []byte      // JSON, nil for none
	Values   [][2]string // in the order of the file
	Back     [][2]string
	Loses    string // what does not survive the round trip

	valueNode *node
}

// String describes the step as it is written in its file.
func (s *Step) String() string {
	if s.From == s.To {
		return string(s.Op) + " " + s.From
	}
	return string(s.Op) + " " + s.From + " to " + s.To
}

// pathSchema is the schema of what a step's path names, nil if there is none.
// Required reports whether it is there in every event. A schema within s is nil if it
// was refused.
func pathSchema(s *Schema, path string) (field *Schema, required bool) {
	required = true
	for _, name := range strings.Split(path, ".") {
		switch {
		case s == nil:
			return nil, false
		case name == "*" && s.Kind == KindArray:
			s, required = s.Items, false
		case name == "*" && s.Kind == KindMap:
			s, required = s.Values, false
		default:
			f := s.Field(name)
			if f == nil {
				return nil, false
			}
			s, required = f.Schema, required && f.Required
		}
	}
	return s, required
}
