package contract

// catalogNames are what a generated catalog declares besides the constants.
var catalogNames = []string{"Types", "Registry", "Decode", "Migrate"}

// distinctGoNames reports Go names that two things of one package would have.
// Shared types are generated into each domain that uses them, so their names
// must differ from those of every domain's events.
func (r *reader) distinctGoNames() {
	shared := make(map[string]Pos)
	for _, t := range r.contract.Types {
		if t.Schema == nil || !t.Named() {
			continue
		}
		r.takeName(shared, t.Name, t.Pos)
		for _, name := range EnumGoNames(t) {
			r.takeName(shared, name, t.Pos)
		}
	}
	// What reads a shared object that may be absent, and what reads a map's values.
	readers := make(map[string]Pos)
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
		schemas := make(map[string]Pos)
		for _, e := range d.Events {
			if e.Name == "" {
				continue // reported already
			}
			schemas[e.Name+"Schema"] = e.Pos
			if first, taken := shared[e.Name]; taken {
				r.add(e.Pos, "duplicate", "the Go name %s is also that of the type in %s; rename one", e.Name, first.File)
			}
			if first, taken := shared[e.Name+"Schema"]; taken {
				r.add(e.Pos, "duplicate", "the Go name %sSchema, which the event has for its schema, is also made of %s; rename one", e.Name, first.File)
			}
		}
		for _, e := range d.Events {
			if first, taken := schemas[e.Name]; taken {
				r.add(e.Pos, "duplicate", "the Go name %s is also that of the schema of %s; rename one", e.Name, first.File)
			}
		}
	}
}

// takeName reports a name that is taken already.
func (r *reader) takeName(taken map[string]Pos, name string, pos Pos) {
	if first, again := taken[name]; again {
		r.add(pos, "duplicate", "the Go name %s is also made of %s; rename one, or change a value", name, first.File)
		return
	}
	taken[name] = pos
}
