package contract

import (
	"fmt"
	"maps"
)

// catalogNames are what a generated catalog declares besides the constants.
var catalogNames = []string{"Types", "Registry", "Decode", "Migrate"}

// distinctGoNames reports Go names that two declarations of one package would have. Shared
// types are generated into each domain that uses them, so their names must differ from
// those of every domain's events.
func (r *reader) distinctGoNames() {
	shared := make(goNames)
	for _, t := range r.contract.Types {
		if t.Schema == nil || !t.Named() {
			continue
		}
		r.takeName(shared, t.Name, t.Pos)
		for _, name := range EnumGoNames(t.Name, t.Schema.Enum) {
			r.takeName(shared, name, t.Pos)
		}
	}
	seen := make(map[*Schema]bool) // a partial type has the enumerations of the whole one
	for _, t := range r.contract.Types {
		for _, e := range t.Schema.InlineEnums() {
			if !seen[e.Schema] {
				seen[e.Schema] = true
				r.takeEnum(shared, e)
			}
		}
	}
	// What reads a shared object that may be absent, and what reads a map's values.
	readers := make(goNames)
	for _, t := range r.contract.Types {
		switch {
		case t.Schema == nil || !t.Named():
		case t.Schema.Kind == KindObject:
			r.takeName(readers, "readOptional"+t.Name, t.Pos)
		case t.Schema.Kind == KindMap:
			r.takeName(readers, "read"+t.Name+"Value", t.Pos)
		}
	}
	for _, d := range r.contract.Domains {
		taken, schemas := maps.Clone(shared), make(goNames)
		for _, e := range d.Events {
			if e.Name == "" {
				continue // reported already
			}
			schemas[e.Name+"Schema"] = e.Pos.File
			if first, again := shared[e.Name]; again {
				r.add(e.Pos, "duplicate", "the Go name %s is also that of the type in %s; rename one", e.Name, first)
			}
			if first, again := shared[e.Name+"Schema"]; again {
				r.add(e.Pos, "duplicate", "the Go name %sSchema, which the event has for its schema, is also made of %s; rename one", e.Name, first)
			}
			taken[e.Name], taken[e.Name+"Schema"] = e.Pos.File, e.Pos.File
		}
		for _, e := range d.Events {
			if first, again := schemas[e.Name]; again {
				r.add(e.Pos, "duplicate", "the Go name %s is also that of the schema of %s; rename one", e.Name, first)
			}
		}
		for _, e := range d.Events {
			if e.Payload == nil {
				continue // reported already
			}
			for _, enum := range e.Payload.InlineEnums() {
				r.takeEnum(taken, enum)
			}
		}
	}
}

// goNames has the names of a package, and where each comes from.
type goNames map[string]string

// takeName reports a name that is taken already.
func (r *reader) takeName(taken goNames, name string, pos Pos) {
	if first, again := taken[name]; again {
		r.add(pos, "duplicate", "the Go name %s is also made of %s; rename one, or change a value", name, first)
		return
	}
	taken[name] = pos.File
}

// takeEnum reports names of an enumeration that are taken already: one, if it is that of
// its type.
func (r *reader) takeEnum(taken goNames, e InlineEnum) {
	pos, what, advice := e.Schema.Pos, "the enum", "declare the enum under "+typesFolder+"/ with a name of its own"
	if e.Field != nil {
		pos, what = e.Field.Pos, fmt.Sprintf("the enum of %q", e.Field.Name)
		advice = "give the field another name with go:, or " + advice
	}
	name := e.Schema.GoEnum
	if first, again := taken[name]; again {
		r.add(pos, "duplicate", "the Go type %s of %s is also made of %s; %s", name, what, first, advice)
		return
	}
	taken[name] = pos.String()
	for n, constant := range EnumGoNames(name, e.Schema.Enum) {
		if first, again := taken[constant]; again {
			r.add(pos, "duplicate", "the Go constant %s of the value %q of %s is also made of %s; %s", constant, e.Schema.Enum[n], what, first, advice)
			continue
		}
		taken[constant] = pos.String()
	}
}
