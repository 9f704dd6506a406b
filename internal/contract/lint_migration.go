package contract

import (
	"errors"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// lintMigrations finds what a migration leaves out: fields of the previous major that no
// step migrates, and required fields of its own that no step sets. migrate --check proves
// by example whether the steps are correct.
func lintMigrations(c *Contract, problems *Problems) {
	for _, e := range c.Events() {
		if m := e.Migration; m != nil {
			unled(m, e, m.From.Payload, "", problems)
			ungiven(m, e, e.Payload, "", problems)
		}
	}
}

// unled reports fields of the older version that no step migrates and that do not exist, or
// not with the same type, in the newer.
func unled(m *Migration, e *Event, older *Schema, prefix string, problems *Problems) {
	for _, f := range older.Fields {
		path := prefix + f.Name
		if m.takes(path) {
			continue
		}
		same, _ := pathSchema(e.Payload, path)
		switch {
		case same == nil && len(f.Schema.Fields) > 0 && m.takesFrom(path):
			unled(m, e, f.Schema, path+".", problems)
		case same == nil:
			problems.add(m.Pos, "migration", "%s of %s is not a field of %s, and no step says what becomes of it; rename, move, convert or drop it", path, m.From.Version, e.Version)
		case same.Kind != f.Schema.Kind && !(f.Schema.Kind == KindInteger && same.Kind == KindNumber) && same.Kind != KindAny:
			problems.add(m.Pos, "migration", "%s is %s in %s and %s in %s, and no step says how the one becomes the other; convert or drop it, give it another name, or write the migration in Go", path, f.Schema.Kind, m.From.Version, same.Kind, e.Version)
		default:
			inside, within := f.Schema, path
			for inside.Items != nil || inside.Values != nil {
				if within += ".*"; inside.Items != nil {
					inside = inside.Items
				} else {
					inside = inside.Values
				}
			}
			unled(m, e, inside, within+".", problems)
		}
	}
}

// ungiven reports required fields of the newer version that not every event of the older
// version has and that no step sets.
func ungiven(m *Migration, e *Event, newer *Schema, prefix string, problems *Problems) {
	for _, f := range newer.Fields {
		path := prefix + f.Name
		if f.Required && !m.gives(path) {
			problems.add(m.Pos, "migration", "%s is required in %s, and not every event of %s has it; give it a default", path, e.Version, m.From.Version)
			continue
		}
		if f.Required {
			ungiven(m, e, f.Schema, path+".", problems)
		}
	}
}

// takes reports whether a step migrates the field of the older version, or an object that
// contains it.
func (m *Migration) takes(path string) bool {
	for _, s := range m.Steps {
		if s.Op == StepCopy || s.Op == StepDefault || s.Op == StepMap {
			continue
		}
		if path == s.From || strings.HasPrefix(path, s.From+".") {
			return true
		}
	}
	return false
}

// takesFrom reports whether a step migrates something within the field.
func (m *Migration) takesFrom(path string) bool {
	for _, s := range m.Steps {
		if s.Op != StepCopy && s.Op != StepDefault && s.Op != StepMap && strings.HasPrefix(s.From, path+".") {
			return true
		}
	}
	return false
}

// gives reports whether every migrated event has the field.
func (m *Migration) gives(path string) bool {
	if _, always := pathSchema(m.From.Payload, path); always && !m.takes(path) {
		return true
	}
	for _, s := range m.Steps {
		switch s.Op {
		case StepDefault:
			// A default within it creates the object, since it is required.
			if within(path, s.To) || strings.HasPrefix(s.To, path+".") {
				return true
			}
		case StepRename, StepMove, StepConvert, StepCopy:
			from := s.From + strings.TrimPrefix(path, s.To)
			if !within(path, s.To) {
				if !strings.HasPrefix(s.To, path+".") {
					continue
				}
				from = s.From
			}
			if _, always := pathSchema(m.From.Payload, from); always {
				return true
			}
		}
	}
	return false
}

// within reports whether a path is equal to or within another.
func within(path, other string) bool { return path == other || strings.HasPrefix(path, other+".") }

// value checks that the value of a step is valid where it is set.
func (l *stepLinker) value(s *Step, field *Schema, e *Event) {
	var unreadable Problems
	value, ok := jsonValue(s.valueNode, &unreadable)
	if !ok {
		l.r.problems = append(l.r.problems, unreadable...)
		return
	}
	compiler := jsonschema.NewCompiler()
	document, err := jsonschema.UnmarshalJSON(strings.NewReader(jsonSchema(field, true).String()))
	if err == nil {
		err = compiler.AddResource("urn:field", document)
	}
	if err != nil {
		return // the schema's own rules report it
	}
	schema, err := compiler.Compile("urn:field")
	if err != nil {
		return
	}
	var invalid *jsonschema.ValidationError
	if err := schema.Validate(value); errors.As(err, &invalid) {
		for len(invalid.Causes) > 0 {
			invalid = invalid.Causes[0]
		}
		l.r.add(s.valueNode.pos, "migration", "the value of %s is not valid in %s: it %s", s.To, e.Version, reason(invalid, field.find(invalid.InstanceLocation)))
	}
}
