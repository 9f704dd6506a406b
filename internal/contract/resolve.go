package contract

import "slices"

// A reference is a $ref that is resolved when all types are read.
type reference struct {
	schema *Schema // to be filled in
	target *node   // the type's name
	own    *node   // the mapping that holds the $ref and its siblings
}

func (r *reader) reference(n, target *node, s *Schema) *Schema {
	for _, p := range n.pairs {
		if _, known := keywords[p.key]; known && !slices.Contains(besideRef, p.key) {
			r.add(p.pos, "keyword", "%q beside $ref; the type's rules hold as they are, only description and personal may be added", p.key)
		}
	}
	if target.kind != scalarNode {
		r.add(target.pos, "ref", "$ref is the name of a type under %s/, not %s", typesFolder, target.what())
		return nil
	}
	*r.refs = append(*r.refs, &reference{schema: s, target: target, own: n})
	return s
}

type resolveState int

const (
	untouched resolveState = iota
	resolving
	resolved
	broken
)

// resolve fills in every $ref. Types come first, each after those that it
// refers to, so that what is copied is complete.
func (r *reader) resolve() {
	for _, name := range r.typeNames() {
		r.resolveType(r.types[name])
	}
	for _, name := range r.typeNames() {
		if f := r.types[name]; f.state == resolved {
			r.contract.Types = append(r.contract.Types, f.typ)
		}
	}
	for _, ref := range r.eventRefs {
		r.fill(ref)
	}
	total := 0
	for _, e := range r.contract.Events() {
		if e.Payload == nil {
			continue
		}
		nameEnums(e.Name, e.Payload)
		s := measure(e.Payload, r.types)
		r.checkSize(e.Pos, s)
		if before := total; before <= maxAllSchemas {
			if total += s.schemas; total > maxAllSchemas {
				r.add(e.Pos, "limit", "more than %d schemas in the events up to this one when the types are written out, the limit for a contract; refer to large types less often", maxAllSchemas)
			}
		}
	}
}

func (r *reader) resolveType(f *typeFile) {
	if f.state != untouched {
		return
	}
	if f.typ.Schema == nil {
		f.state = broken
		return
	}
	f.state = resolving
	complete := true
	if f.partial != nil {
		complete = r.fillPartial(f)
	}
	for _, ref := range f.refs {
		complete = r.fill(ref) && complete
	}
	if !complete {
		f.state = broken
		return
	}
	nameEnums(f.typ.Name, f.typ.Schema)
	f.state = resolved
	f.size = measure(f.typ.Schema, r.types)
	r.checkSize(f.typ.Pos, f.size)
}

// target finds the type that a name in the contract stands for, itself
// resolved; nil if there is no such type or it is broken.
func (r *reader) target(name *node) *typeFile {
	f := r.types[name.text]
	if name.kind != scalarNode || f == nil {
		r.add(name.pos, "ref", "%s is not a type under %s/%s", name.what(), typesFolder, Suggest(name.text, r.typeNames()))
		return nil
	}
	r.resolveType(f)
	switch f.state {
	case resolving:
		r.add(name.pos, "ref", "%s contains itself by this reference; an event is a finite tree, break the cycle", f.typ.Name)
		return nil
	case broken:
		return nil
	}
	return f
}

func (r *reader) fill(ref *reference) bool {
	f := r.target(ref.target)
	if f == nil {
		return false
	}
	own := *ref.schema
	*ref.schema = *f.typ.Schema
	ref.schema.Pos = own.Pos
	ref.schema.Type = f.typ
	ref.schema.places = f.typ.Schema.places.with(own.places)
	if ref.own.get("description") != nil {
		ref.schema.Description = own.Description
	}
	if ref.own.get("personal") != nil {
		ref.schema.Personal = own.Personal
	}
	return true
}

// fillPartial copies the fields of the whole type, each of them optional.
func (r *reader) fillPartial(f *typeFile) bool {
	whole := r.target(f.partial)
	if whole == nil {
		return false
	}
	if whole.typ.Schema.Kind != KindObject {
		r.add(f.partial.pos, "ref", "partial needs an object with properties, and %s is %s", whole.typ.Name, whole.typ.Schema.Kind)
		return false
	}
	for _, field := range whole.typ.Schema.Fields {
		optional := *field
		optional.Required = false
		f.typ.Schema.Fields = append(f.typ.Schema.Fields, &optional)
	}
	f.typ.Schema.Reserved = whole.typ.Schema.Reserved
	return true
}

// size is the size of a schema with all its types written out.
type size struct{ schemas, depth int }

const (
	// MaxSchemas is the maximum number of schemas in one published schema, with all its
	// types written out.
	MaxSchemas    = 10_000
	maxAllSchemas = 50_000 // in those of all events
	// MaxNesting is the maximum nesting of a payload: the 64 levels of an event without the
	// envelope.
	MaxNesting = 60
)

// measure uses the sizes of the types that s refers to: types may double at each step, so
// walking all of them could take exponential time.
func measure(s *Schema, types map[string]*typeFile) size {
	if s.Type != nil {
		return types[s.Type.Name].size
	}
	total := size{schemas: 1}
	grow := func(child *Schema) {
		if child == nil {
			return
		}
		c := measure(child, types)
		total.schemas = min(total.schemas+c.schemas, MaxSchemas+1)
		total.depth = max(total.depth, c.depth+1)
	}
	for _, f := range s.Fields {
		grow(f.Schema)
	}
	grow(s.Items)
	grow(s.Values)
	return total
}

func (r *reader) checkSize(pos Pos, s size) {
	if s.schemas > MaxSchemas {
		r.add(pos, "limit", "more than %d schemas when the types are written out; split it", MaxSchemas)
	}
	if s.depth > MaxNesting {
		r.add(pos, "limit", "nested %d deep when the types are written out; %d is the limit", s.depth, MaxNesting)
	}
}
