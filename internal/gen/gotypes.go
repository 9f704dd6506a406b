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
	Struct   goStruct
	Optional bool // something refers to it that may be absent
}

// goTypes emits the shared types that a domain's events refer to, in a file of
// the domain's own: a domain's package needs no other.
func goTypes(d *contract.Domain) ([]File, error) {
	used := usedTypes(d)
	if len(used.list) == 0 {
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
			structs = append(structs, goObject{Struct: s, Optional: used.optional[t]})
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
			enums = append(enums, newEnum(t, doc))
		}
	}
	if len(enums) > 0 || len(structs) > 0 {
		imports = append(imports, quote(module))
	}
	if len(maps) > 0 || len(structs) > 0 {
		imports = append(imports, quote(module+"/wire"))
	}
	f, err := goFile(path.Join(d.Name, "types.go"), "types", map[string]any{
		"Mark": markFor(strings.Join(sources, ", ")), "Package": d.Name, "Imports": sortedImports(imports),
		"Enums": enums, "Maps": maps, "Structs": structs,
	})
	return []File{f}, err
}

func newEnum(t *contract.Type, doc string) goEnum {
	e := goEnum{Name: t.Name, Doc: doc}
	names := contract.EnumGoNames(t)
	for n, v := range t.Schema.Enum {
		e.Values = append(e.Values, goEnumValue{Go: names[n], Wire: v})
	}
	return e
}

// typeUse is which shared types a domain uses, and how.
type typeUse struct {
	list     []*contract.Type // that become Go types, by name
	optional map[*contract.Type]bool
}

func usedTypes(d *contract.Domain) typeUse {
	used := typeUse{optional: make(map[*contract.Type]bool)}
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
	if t := s.Type; t != nil && t.Named() {
		if optional && s.Kind == contract.KindObject {
			u.optional[t] = true
		}
		if slices.Contains(u.list, t) {
			return
		}
		u.list = append(u.list, t)
	}
	u.fields(s)
	if s.Items != nil {
		u.schema(s.Items, false)
	}
	if s.Values != nil {
		u.schema(s.Values, false)
	}
}
