package gen

import (
	"path"
	"slices"
	"strings"

	"github.com/mediamesh/events/internal/contract"
)

type goEnum struct {
	Name, Doc string
	Values    []goEnumValue
}

type goEnumValue struct{ Go, Wire string }

type goMap struct {
	Name  string
	Var   string // lower case first, which its rules' names begin with
	Doc   string
	Value goField
}

type goObject struct {
	Struct    goStruct
	Optional  bool     // something refers to it that may be absent
	Personal  []string // JSON Pointers in it
	SchemaVar string   // of an event that has it,
	At        string   // and the JSON Pointer of it there
}

// goTypes emits the shared types that a domain's events refer to, in a file of
// the domain's own: a domain's package needs no other.
func goTypes(c *contract.Contract, d *contract.Domain) ([]File, error) {
	used := usedTypes(d)
	if len(used.list)+len(used.inline) == 0 {
		return nil, nil
	}
	var (
		enums   []goEnum
		maps    []goMap
		structs []goObject
		sources []string
		imports []string
	)
	for _, t := range used.list {
		sources = append(sources, t.Pos.File)
		doc := comment(t.Name + ": " + sentence(t.Schema.Description))
		switch t.Schema.Kind {
		case contract.KindObject:
			s, err := newStruct(t.Name, doc, t.Schema)
			if err != nil {
				return nil, err
			}
			imports = append(imports, importsOf(s)...)
			event, at := placeOf(t, d)
			structs = append(structs, goObject{s, used.optional[t], personalIn(t, d), schemaVar(event), at})
		case contract.KindMap:
			value, err := goValue{owner: lowerFirst(t.Name)}.element(t.Schema.Values, "Value")
			if err != nil {
				return nil, err
			}
			if strings.Contains(value.Type, "time.Time") {
				imports = append(imports, quote("time"))
			}
			maps = append(maps, goMap{Name: t.Name, Var: lowerFirst(t.Name), Doc: doc, Value: value})
		default:
			enums = append(enums, newEnum(t.Name, doc, t.Schema))
		}
	}
	for _, e := range used.inline {
		sources = append(sources, e.Schema.Pos.File)
		enums = append(enums, newInlineEnum(e))
	}
	slices.Sort(sources)
	slices.SortFunc(enums, func(a, b goEnum) int { return strings.Compare(a.Name, b.Name) })
	if len(structs) > 0 {
		imports = append(imports, quote(path.Join(c.Go.Package, schemaFolder)))
	}
	if len(enums) > 0 || len(structs) > 0 {
		imports = append(imports, quote(module))
	}
	if len(maps) > 0 || len(structs) > 0 {
		imports = append(imports, quote(module+"/wire"))
	}

	p := newPrinter(strings.Join(slices.Compact(sources), ", "))
	p.line("package %s\n", d.Name)
	p.imports(sortedImports(imports))
	for _, e := range enums {
		p.enum(e)
	}
	for _, m := range maps {
		p.mapType(m)
	}
	for _, o := range structs {
		p.object(o)
	}
	f, err := p.file(path.Join(d.Name, "types.go"))
	return []File{f}, err
}

func (p *printer) enum(e goEnum) {
	p.line("%s\ntype %s string\n", e.Doc, e.Name)
	p.line("// The values of %s.\nconst (", e.Name)
	values := ""
	for _, v := range e.Values {
		p.line("%s %s = %q", v.Go, e.Name, v.Wire)
		values += ", " + v.Go
	}
	p.line(`
)

// MarshalText implements [encoding.TextMarshaler].
func (v %[1]s) MarshalText() ([]byte, error) { return []byte(v), nil }

// UnmarshalText implements [encoding.TextUnmarshaler]. It takes the values of %[1]s
// and the empty text, which stands for an absent field.
func (v *%[1]s) UnmarshalText(text []byte) error {
	return events.UnmarshalEnum(text, v%[2]s)
}
`, e.Name, values)
}

func (p *printer) mapType(m goMap) {
	p.line("%s\ntype %s = wire.Map[%s]\n", m.Doc, m.Name, m.Value.Type)
	p.rules(m.Var, m.Value.Rules)
	p.line(`
func read%[1]sValue(r *wire.Reader, i int, v *%[2]s) int { return %[3]s }

func write%[1]sValue(w *wire.Writer, v *%[2]s) { %[4]s }
`, m.Name, m.Value.Type, m.Value.Read("i"), m.Value.Write)
}

// object prints a shared type that is a struct.
func (p *printer) object(o goObject) {
	s := o.Struct
	p.structType(s)
	p.line(`
// %[1]s is the codec of %[2]s alone.
var %[1]s = events.NewObject(events.ObjectSpec[%[2]s]{
	Name: %[2]q,`, s.Object, s.Name)
	p.personal(o.Personal)
	p.line(`
	Schema: schemas.%s,
	At: %q,
	Decode: (*%[3]s).decode,
	Encode: (*%[3]s).encode,
})
`, o.SchemaVar, o.At, s.Name)
	p.methods(s)
	p.codec(s)
	if o.Optional {
		p.line(`
// readOptional%[1]s reads the object at i into a new *p, unless it is null.
func readOptional%[1]s(r *wire.Reader, i int, p **%[1]s, rule *wire.Value) int {
	at, end, ok := r.Object(i, rule)
	if !ok {
		return end
	}
	*p = new(%[1]s)
	return (*p).decode(r, at, rule)
}
`, s.Name)
	}
}

// placeOf finds an event of the domain that has values of a shared type, and where.
func placeOf(t *contract.Type, d *contract.Domain) (e *contract.Event, pointer string) {
	for _, e := range d.Events {
		if pointer, ok := pointerTo(t, e.Payload, "/payload"); ok {
			return e, pointer
		}
	}
	panic("gen: no event uses " + t.Name) // the types are those that events use
}

func pointerTo(t *contract.Type, s *contract.Schema, at string) (pointer string, ok bool) {
	switch {
	case s == nil:
		return "", false
	case s.Type == t:
		return at, true
	}
	for _, f := range s.Fields {
		if pointer, ok := pointerTo(t, f.Schema, at+"/"+f.Name); ok {
			return pointer, true
		}
	}
	if pointer, ok := pointerTo(t, s.Items, at+"/*"); ok {
		return pointer, true
	}
	return pointerTo(t, s.Values, at+"/*")
}

// personalIn lists the JSON Pointers of personal data in values of a shared type: "", all
// of it, if some event of the domain has the type where everything is personal.
func personalIn(t *contract.Type, d *contract.Domain) []string {
	for _, e := range d.Events {
		if isPersonal(t, e.Payload, false) {
			return []string{""}
		}
	}
	return contract.PersonalPointers(t.Schema)
}

func isPersonal(t *contract.Type, s *contract.Schema, around bool) bool {
	if s == nil {
		return false
	}
	around = around || s.Personal
	if s.Type == t {
		return around
	}
	inside := func(f *contract.Field) bool { return isPersonal(t, f.Schema, around) }
	return slices.ContainsFunc(s.Fields, inside) || isPersonal(t, s.Items, around) || isPersonal(t, s.Values, around)
}

func newEnum(name, doc string, s *contract.Schema) goEnum {
	e := goEnum{Name: name, Doc: doc}
	names := contract.EnumGoNames(name, s.Enum)
	for n, v := range s.Enum {
		e.Values = append(e.Values, goEnumValue{Go: names[n], Wire: v})
	}
	return e
}

func newInlineEnum(e contract.InlineEnum) goEnum {
	name := e.Schema.GoEnum
	return newEnum(name, comment(name+": "+sentence(e.Description)), e.Schema)
}

// typeUse is which shared types a domain uses, and how.
type typeUse struct {
	list     []*contract.Type      // that become Go types, by name
	inline   []contract.InlineEnum // within shared types, each once
	optional map[*contract.Type]bool
	seen     map[any]bool // types, and the schemas of inline
}

func usedTypes(d *contract.Domain) typeUse {
	used := typeUse{optional: make(map[*contract.Type]bool), seen: make(map[any]bool)}
	for _, e := range d.Events {
		used.fields(e.Payload)
	}
	slices.SortFunc(used.list, func(a, b *contract.Type) int { return strings.Compare(a.Name, b.Name) })
	return used
}

func (u *typeUse) fields(s *contract.Schema) {
	for _, f := range s.Fields {
		u.schema(f.Schema, !f.Required)
	}
}

func (u *typeUse) schema(s *contract.Schema, optional bool) {
	if t := s.Type; t != nil {
		if optional && s.Kind == contract.KindObject {
			u.optional[t] = true
		}
		if u.seen[t] {
			return
		}
		u.seen[t] = true
		if t.Named() {
			u.list = append(u.list, t)
		}
		for _, e := range t.Schema.InlineEnums() {
			if !u.seen[e.Schema] { // a partial type has the enumerations of the whole one
				u.seen[e.Schema] = true
				u.inline = append(u.inline, e)
			}
		}
	}
	u.fields(s)
	if s.Items != nil {
		u.schema(s.Items, false)
	}
	if s.Values != nil {
		u.schema(s.Values, false)
	}
}
