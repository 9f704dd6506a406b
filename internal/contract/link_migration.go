package contract

import "strings"

// linkMigrations finds the event that each migration starts from, and checks that its steps
// name fields of the two versions.
func (r *reader) linkMigrations() {
	for _, e := range r.contract.Events() {
		if e.Migration == nil {
			continue
		}
		for _, older := range r.contract.Events() {
			if older.Type == e.Type && older.Major == e.Major-1 {
				e.Migration.From = older
			}
		}
		if e.Migration.From == nil {
			r.add(e.Migration.Pos, "migration", "there is no major %d of %s to migrate from; write its file, or leave the migration out", e.Major-1, e.Type)
			continue
		}
		if e.Payload == nil || e.Migration.From.Payload == nil {
			continue // reported already
		}
		l := stepLinker{r: r, older: e.Migration.From, newer: e, taken: map[string]Pos{}, written: map[string]Pos{}}
		for _, s := range e.Migration.Steps {
			l.link(s)
		}
	}
}

// A stepLinker checks the steps of one migration.
type stepLinker struct {
	r            *reader
	older, newer *Event
	taken        map[string]Pos // fields of the older version that a step has migrated
	written      map[string]Pos // fields of the newer version that a step has set
}

func (l *stepLinker) link(s *Step) {
	switch s.Op {
	case StepRename, StepMove:
		from, to := l.takes(s), l.writes(s)
		if s.Op == StepRename && parentOf(s.From) != parentOf(s.To) {
			l.r.add(s.Pos, "migration", "rename works within one object, and %s is not in the object of %s; use move", s.To, s.From)
		}
		l.sameElements(s)
		l.alike(s, from, to)
	case StepConvert:
		from, to := l.takes(s), l.writes(s)
		l.sameElements(s)
		for _, side := range []struct {
			e    *Event
			name string
			s    *Schema
		}{{l.older, s.From, from}, {l.newer, s.To, to}} {
			if side.s != nil && side.s.Kind != KindInteger && side.s.Kind != KindNumber {
				l.r.add(s.Pos, "migration", "convert is of numbers, and %s of %s is %s", side.name, side.e.Version, side.s.Kind)
			}
		}
	case StepCopy:
		from, _ := pathSchema(l.older.Payload, s.From) // a later step may migrate it
		if from == nil {
			from = l.field(s.Pos, l.newer, s.From)
		}
		l.sameElements(s)
		l.alike(s, from, l.writes(s))
	case StepDefault:
		if to := l.writes(s); to != nil {
			l.value(s, to, l.newer)
		}
	case StepDrop:
		if from := l.takes(s); from != nil && s.Value != nil {
			l.value(s, from, l.older)
		}
	case StepMap:
		l.mapping(s)
	}
}

// field finds the field that a path names in one of the versions.
func (l *stepLinker) field(pos Pos, e *Event, path string) *Schema {
	s, _ := pathSchema(e.Payload, path)
	if s == nil {
		l.r.add(pos, "migration", "%s is not a field of %s %s%s", path, e.Type, e.Version, didYouMean(path, fieldPaths(nil, "", e.Payload)))
	}
	return s
}

// takes records that a step migrates a field of the older version.
func (l *stepLinker) takes(s *Step) *Schema {
	field := l.field(s.Pos, l.older, s.From)
	if field == nil {
		return nil
	}
	for path, first := range l.taken {
		if overlap(path, s.From) {
			l.r.add(s.Pos, "migration", "%s is migrated twice, first at %s; keep one", s.From, first)
		}
	}
	l.taken[s.From] = s.Pos
	return field
}

// writes records that a step sets a field of the newer version. A default or a copy may
// follow another step, since it only sets the field if that has not.
func (l *stepLinker) writes(s *Step) *Schema {
	field := l.field(s.Pos, l.newer, s.To)
	if field == nil {
		return nil
	}
	optional := s.Op == StepDefault || s.Op == StepCopy
	first, again := l.written[s.To]
	switch {
	case again && !optional:
		l.r.add(s.Pos, "migration", "%s is written twice, first at %s; keep one", s.To, first)
	case !optional && s.From != s.To:
		if old, _ := pathSchema(l.older.Payload, s.To); old != nil && !l.led(s.To) {
			l.r.add(s.Pos, "migration", "%s is a field of %s as well, which would be overwritten; move or drop that in an earlier step", s.To, l.older.Version)
		}
	}
	if !again {
		l.written[s.To] = s.Pos
	}
	return field
}

// led reports whether a step migrated a field of the older version, or an object that
// contains it.
func (l *stepLinker) led(path string) bool {
	for p := range l.taken {
		if path == p || strings.HasPrefix(path, p+".") {
			return true
		}
	}
	return false
}

// overlap reports whether one path is equal to or within the other.
func overlap(a, b string) bool {
	return a == b || strings.HasPrefix(a, b+".") || strings.HasPrefix(b, a+".")
}

// sameElements checks that a field stays in its element of a list or a map.
func (l *stepLinker) sameElements(s *Step) {
	from, to := strings.LastIndex(s.From, "*"), strings.LastIndex(s.To, "*")
	if from != to || from >= 0 && s.From[:from] != s.To[:to] {
		l.r.add(s.Pos, "migration", "%s and %s are the same up to the last *: a field moves within its element", s.From, s.To)
	}
}

// alike checks that a value of one field can be a value of the other.
func (l *stepLinker) alike(s *Step, from, to *Schema) {
	if from == nil || to == nil || from.Kind == to.Kind || from.Kind == KindInteger && to.Kind == KindNumber ||
		to.Kind == KindAny || from.Kind == KindObject && to.Kind == KindAnyObject {
		return
	}
	hint := "write the migration in Go"
	if from.Kind == KindNumber && to.Kind == KindInteger {
		hint = "use convert, which rounds"
	}
	l.r.add(s.Pos, "migration", "%s is %s and %s is %s; %s", s.From, from.Kind, s.To, to.Kind, hint)
}

func (l *stepLinker) mapping(s *Step) {
	field := l.field(s.Pos, l.newer, s.To)
	if field == nil {
		return
	}
	if field.Kind != KindString {
		l.r.add(s.Pos, "migration", "map is of strings, and %s is %s", s.To, field.Kind)
		return
	}
	if first, again := l.written["map "+s.To]; again {
		l.r.add(s.Pos, "migration", "the values of %s are mapped twice, first at %s; make it one step", s.To, first)
	}
	l.written["map "+s.To] = s.Pos
	for _, v := range s.Values {
		l.member(s, field, v[1], l.newer)
	}
	for _, v := range s.Back {
		l.member(s, field, v[0], l.newer)
	}
	if old, _ := pathSchema(l.older.Payload, s.From); old != nil {
		for _, v := range s.Values {
			l.member(s, old, v[0], l.older)
		}
		for _, v := range s.Back {
			l.member(s, old, v[1], l.older)
		}
	}
}

// member checks that a value is one of the enumeration, if there is one.
func (l *stepLinker) member(s *Step, field *Schema, value string, e *Event) {
	for _, v := range field.Enum {
		if v == value {
			return
		}
	}
	if len(field.Enum) > 0 {
		l.r.add(s.Pos, "migration", "%q is not a value of %s in %s%s", value, s.To, e.Version, Suggest(value, field.Enum))
	}
}

func parentOf(path string) string { return path[:strings.LastIndex(path, ".")+1] }

// fieldPaths lists the paths of all fields, for suggestions.
func fieldPaths(list []string, prefix string, s *Schema) []string {
	if s == nil {
		return list // it was refused
	}
	for _, f := range s.Fields {
		list = append(list, prefix+f.Name)
		list = fieldPaths(list, prefix+f.Name+".", f.Schema)
	}
	list = fieldPaths(list, prefix+"*.", s.Items)
	return fieldPaths(list, prefix+"*.", s.Values)
}
