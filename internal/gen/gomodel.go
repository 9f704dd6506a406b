package gen

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/mediamesh/events/internal/contract"
)

// goStruct is a Go struct with its codec, ready to be printed.
type goStruct struct {
	Name     string // "Created"
	Var      string // "created", which its rules' names begin with
	Object   string // Go expression of its events.Object: "createdType.Payload()" or "programObject"
	Doc      string
	Fields   []goField
	Seen     string       // Go type of the set of fields that were read: "uint64" or "[2]uint64"
	Wide     bool         // Seen is an array, since a word is too small
	Required []goRequired // by word of Seen, without those that require nothing
	Param    string       // last parameter of decode and encode, with a comma before it
}

// goRequired is what one word of the set of fields needs.
type goRequired struct {
	Seen  string // "seen" or "seen[1]"
	Bits  string // "0xf"
	Names string // Go expression of the names, the first of which is bit 0
}

// goField is a field of a goStruct.
type goField struct {
	Name      string // "contentId"
	GoName    string // "ContentID"
	Type      string // Go type
	Doc       string
	Seen      string // the word of the set of fields that has it: "seen" or "seen[1]"
	Word, Bit int    // its place there
	Found     string // condition: the name stands at i, after a comma
	Skip      int    // length of the name with comma, quotes and colon
	First     string // Found and Skip for the object's first field, without a comma
	FirstSkip int
	Before    string // code around the condition and what it guards
	After     string
	Rules     []goRule
	read      string // call that reads the value at %s
	Write     string // statement that writes it
}

// goRule is a field of the variable that holds a struct's rules.
type goRule struct {
	Name  string // "ContentID"
	Value string // "wire.Text{…}"
}

// Type returns the rule's Go type.
func (r goRule) Type() string { return r.Value[:strings.IndexByte(r.Value, '{')] }

// HasFormat reports whether the struct has a field Format, and so can have no method of
// that name.
func (s goStruct) HasFormat() bool {
	return slices.ContainsFunc(s.Fields, func(f goField) bool { return f.GoName == "Format" })
}

// Read returns the call that reads the field at a position.
func (f goField) Read(at string) string { return strings.ReplaceAll(f.read, "%s", at) }

// newStruct prepares an object. Its rules are named after its own name.
func newStruct(name, doc string, s *contract.Schema) (goStruct, error) {
	out := goStruct{Name: name, Var: lowerFirst(name), Doc: doc}
	out.Object = out.Var + "Object"
	if len(s.Fields) > contract.MaxFields {
		return out, problem(s.Pos, "an object has at most %d fields, this one has %d", contract.MaxFields, len(s.Fields))
	}
	required := make([]uint64, (len(s.Fields)+63)/64)
	if out.Seen, out.Wide = "uint64", len(required) > 1; out.Wide {
		out.Seen = fmt.Sprintf("[%d]uint64", len(required))
	}
	for n, f := range s.Fields {
		field, err := newField(out.Var, s, f)
		if err != nil {
			return out, err
		}
		field.Word, field.Bit = n/64, n%64
		field.Seen = out.word(field.Word)
		if f.Required {
			required[field.Word] |= 1 << field.Bit
		}
		out.Fields = append(out.Fields, field)
	}
	for word, bits := range required {
		if bits == 0 {
			continue
		}
		names := out.Var + "Names"
		if word > 0 {
			names += fmt.Sprintf("[%d:]", 64*word)
		}
		out.Required = append(out.Required, goRequired{out.word(word), fmt.Sprintf("%#x", bits), names})
	}
	return out, nil
}

// word is the Go expression for a word of the set of fields that were read.
func (s *goStruct) word(n int) string {
	if s.Wide {
		return fmt.Sprintf("seen[%d]", n)
	}
	return "seen"
}

func newField(owner string, object *contract.Schema, f *contract.Field) (goField, error) {
	out := goField{
		Name:      f.Name,
		GoName:    f.GoName,
		Doc:       fieldDoc(object, f),
		Found:     found(`,"` + f.Name + `":`),
		Skip:      len(f.Name) + len(`,"":`),
		First:     found(`"` + f.Name + `":`),
		FirstSkip: len(f.Name) + len(`"":`),
	}
	v := goValue{
		owner:    owner,
		rule:     f.GoName,
		key:      fmt.Sprintf("`,%q:`", f.Name),
		place:    "p." + f.GoName,
		schema:   f.Schema,
		optional: !f.Required,
	}
	err := v.emit(&out)
	return out, err
}

// found is the condition that a text stands at i. It is false at wire.Fault too,
// where the difference overflows. Comparisons of up to 16 constant bytes compile
// to two loads, longer ones to a call; so longer texts are compared in parts.
func found(lit string) string {
	parts := []string{fmt.Sprintf("len(s)-i > %d", len(lit))}
	for from := 0; from < len(lit); from += 16 {
		to := min(from+16, len(lit))
		parts = append(parts, fmt.Sprintf("s[%s:%s] == `%s`", plus("i", from), plus("i", to), lit[from:to]))
	}
	return strings.Join(parts, " && ")
}

func plus(name string, n int) string {
	if n == 0 {
		return name
	}
	return name + "+" + strconv.Itoa(n)
}

// goValue is a value that has a place in Go, a field or an element, and rules.
type goValue struct {
	owner    string // "created", whose rules createdRules holds
	rule     string // the rule's name among them
	key      string // Go literal of the rule's Key, "" for an element
	place    string // "p.Title"
	schema   *contract.Schema
	optional bool
}

// at is the Go name of the value's rule.
func (v goValue) at() string { return v.owner + "Rules." + v.rule }

func (v goValue) emit(out *goField) error {
	switch v.schema.Kind {
	case contract.KindString:
		v.text(out)
	case contract.KindInteger:
		v.scalar(out, "Integer", "int64", v.limits("Integer"))
	case contract.KindNumber:
		v.scalar(out, "Number", "float64", v.limits("Number"))
	case contract.KindBoolean:
		v.scalar(out, "Bool", "bool", v.value())
	case contract.KindAny:
		v.plain(out, "JSON", "wire.JSON", v.value())
	case contract.KindAnyObject:
		v.plain(out, "AnyObject", "wire.JSON", v.value())
	case contract.KindObject:
		return v.object(out)
	case contract.KindMap:
		return v.mapping(out)
	case contract.KindArray:
		return v.array(out)
	default:
		return problem(v.schema.Pos, "no Go for this kind of schema")
	}
	return nil
}

// text emits a string: a time, a value of an enumeration, or a plain one.
func (v goValue) text(out *goField) {
	s := v.schema
	if s.Format == contract.FormatDateTime {
		v.scalar(out, "Time", "time.Time", v.value())
		return
	}
	rule := goRule{v.rule, v.textRule()}
	switch {
	case s.GoEnum != "":
		out.Type = s.GoEnum
		out.read = fmt.Sprintf("r.String(%%s, (*string)(&%s), &%s)", v.place, v.at())
		out.Write = fmt.Sprintf("w.String(string(%s), &%s)", v.place, v.at())
		out.Rules = append(out.Rules, rule)
	case v.optional && s.MayBeEmpty():
		v.scalar(out, "String", "string", rule.Value)
	default:
		// An optional string that may not be empty needs no other way to say
		// that it is absent.
		v.plain(out, "String", "string", rule.Value)
	}
}

// plain emits a value whose zero value means absent.
func (v goValue) plain(out *goField, method, typ, rule string) {
	out.Type = typ
	out.Rules = append(out.Rules, goRule{v.rule, rule})
	out.read = fmt.Sprintf("r.%s(%%s, &%s, &%s)", method, v.place, v.at())
	out.Write = fmt.Sprintf("w.%s(%s, &%s)", method, v.place, v.at())
}

// scalar emits a value whose zero value is one like any other, so that absence
// is kept apart.
func (v goValue) scalar(out *goField, method, typ, rule string) {
	if v.optional {
		method, typ = "Optional"+method, "wire.Optional["+typ+"]"
	}
	v.plain(out, method, typ, rule)
}

func (v goValue) object(out *goField) error {
	if v.schema.Type == nil {
		return problem(v.schema.Pos, "an object inside a payload is declared under types/")
	}
	name := v.schema.Type.Name
	out.Rules = append(out.Rules, goRule{v.rule, v.value()})
	if !v.optional {
		out.Type = name
		out.read = fmt.Sprintf("%s.decode(r, %%s, &%s)", v.place, v.at())
		out.Write = fmt.Sprintf("%s.encode(w, &%s)", v.place, v.at())
		return nil
	}
	out.Type = "*" + name
	out.read = fmt.Sprintf("readOptional%s(r, %%s, &%s, &%s)", name, v.place, v.at())
	out.Write = fmt.Sprintf("if %s != nil {\n%s.encode(w, &%s)\n}", v.place, v.place, v.at())
	return nil
}

func (v goValue) mapping(out *goField) error {
	if v.schema.Type == nil {
		return problem(v.schema.Pos, "an object with names of the sender's own is declared under types/")
	}
	name := v.schema.Type.Name
	out.Type = name
	out.Rules = append(out.Rules, goRule{v.rule, v.value()})
	out.read = fmt.Sprintf("wire.ReadMap(r, %%s, &%s, &%s, read%sValue)", v.place, v.at(), name)
	out.Write = fmt.Sprintf("wire.WriteMap(w, %s, &%s, write%sValue)", v.place, v.at(), name)
	return nil
}

// itemRule follows the name of an array's rule in that of its elements'. Go
// names made of wire names have no underscore, so no field's rule is named so.
const itemRule = "_item"

func (v goValue) array(out *goField) error {
	item, err := v.element(v.schema.Items, v.rule+itemRule)
	if err != nil {
		return err
	}
	out.Type = "[]" + item.Type
	out.Rules = append(out.Rules, goRule{v.rule, v.listRule()})
	out.Rules = append(out.Rules, item.Rules...)
	if v.schema.Items.Kind == contract.KindString && v.schema.Items.Format != contract.FormatDateTime {
		out.read = fmt.Sprintf("wire.Strings(r, %%s, &%s, &%s, &%s)", v.place, v.at(), v.at()+itemRule)
		out.Write = fmt.Sprintf("wire.WriteStrings(w, %s, &%s, &%s)", v.place, v.at(), v.at()+itemRule)
		return nil
	}
	out.read = fmt.Sprintf("wire.ReadList(r, %%s, &%s, &%s, %s)", v.place, v.at(), item.reader())
	out.Write = fmt.Sprintf("wire.WriteList(w, %s, &%s, %s)", v.place, v.at(), item.writer())
	return nil
}

// element prepares an array's or a map's element, which *v points to in Go.
func (v goValue) element(s *contract.Schema, rule string) (goField, error) {
	var out goField
	err := goValue{owner: v.owner, rule: rule, place: "(*v)", schema: s}.emit(&out)
	return out, err
}

func (f goField) reader() string {
	return fmt.Sprintf("func(r *wire.Reader, i int, v *%s) int { return %s }", f.Type, f.Read("i"))
}

func (f goField) writer() string {
	return fmt.Sprintf("func(w *wire.Writer, v *%s) { %s }", f.Type, f.Write)
}

func lowerFirst(s string) string { return strings.ToLower(s[:1]) + s[1:] }

func problem(pos contract.Pos, format string, args ...any) error {
	return contract.Problems{{Pos: pos, Rule: "generate", Message: fmt.Sprintf(format, args...)}}
}
