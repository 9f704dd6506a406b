package contract

import (
	"math"
	"regexp"
	"slices"
	"strconv"
)

// fieldName keeps wire names writable as identifiers in every target language.
var fieldName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*$`)

// FieldGoName is the name of a field in Go, "" if it is not possible in Go.
func FieldGoName(name string) string {
	if !fieldName.MatchString(name) {
		return ""
	}
	return GoName(name)
}

// prototypeNames exist on every JavaScript object. A validator that looks for data.toString
// finds one in an object that has none, so such a field could be neither required nor
// checked.
var prototypeNames = []string{
	"constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "toString", "valueOf",
}

// reservedGoNames are members that the generated structs have of their own. Format is
// not among them, since fields are called that: then the struct has no such method.
var reservedGoNames = []string{"Unknown", "EventType", "AppendMasked", "GoString", "LogValue", "MarshalJSON", "String", "UnmarshalJSON"}

// schema reads one schema, nil if it is too broken to continue. Only a root schema, of a
// payload or a type, may declare an object in place.
func (r *reader) schema(n *node, root bool) *Schema {
	if n.kind != mappingNode {
		r.add(n.pos, "keyword", "a schema is a mapping of keywords, not %s", n.what())
		return nil
	}
	for _, p := range n.pairs {
		if _, ok := keywords[p.key]; p.key == "partial" {
			r.add(p.pos, "keyword", "partial is the whole of a shared type: write it into a file of its own, types/NAME.yaml, and refer to that by $ref: NAME")
		} else if !ok {
			r.add(p.pos, "keyword", "%q is not a declared keyword%s", p.key, Suggest(p.key, keywordNames()))
		}
	}
	if root {
		r.noGoName(n)
	}
	s := &Schema{Pos: n.pos, Description: r.text(n, "description"), Personal: r.flag(n, "personal"), places: placesOf(n)}
	if v := n.get("$ref"); v != nil {
		return r.reference(n, v, s)
	}
	if s.Kind = r.kind(n); s.Kind == 0 {
		return nil
	}
	r.fitting(n, s.Kind)
	switch s.Kind {
	case KindString:
		r.stringLimits(n, s)
	case KindInteger, KindNumber:
		r.numberLimits(n, s)
	case KindArray:
		r.array(n, s)
	case KindMap:
		r.noGoName(n.get("additionalProperties"))
		s.Values = r.schema(n.get("additionalProperties"), false)
	case KindObject:
		if !root {
			r.add(n.pos, "type", "an object declared in place; make it a shared type under %s/ and refer to it with $ref", typesFolder)
			return nil
		}
		s.Fields, s.Reserved = r.fields(n), r.reservedNames(n)
	}
	return s
}

// kind settles what sort of JSON is meant; 0 if that cannot be said.
func (r *reader) kind(n *node) Kind {
	if v := n.get("any"); v != nil {
		if !v.is("bool") || v.text != "true" {
			r.add(v.pos, "keyword", "any is true or absent")
		}
		return KindAny
	}
	v := n.get("type")
	if v == nil {
		r.add(n.pos, "type", "a schema needs a type, a $ref, or any: true for any JSON")
		return 0
	}
	if v.kind == sequenceNode {
		r.add(v.pos, "type", "one type, not a list; to let a field be absent or null, leave it out of required")
		return 0
	}
	switch v.text {
	case "string":
		return KindString
	case "integer":
		return KindInteger
	case "number":
		return KindNumber
	case "boolean":
		return KindBoolean
	case "array":
		return KindArray
	case "object":
		return r.objectKind(n)
	}
	types := []string{"string", "integer", "number", "boolean", "array", "object"}
	r.add(v.pos, "type", "%s is not a type%s", v.what(), Suggest(v.text, types))
	return 0
}

// objectKind tells apart the three sorts of objects.
func (r *reader) objectKind(n *node) Kind {
	more := n.get("additionalProperties")
	switch {
	case n.get("properties") != nil && more != nil:
		r.add(more.pos, "type", "properties and additionalProperties exclude each other; an object with properties admits others anyway")
		return 0
	case n.get("properties") != nil:
		return KindObject
	case more == nil:
		r.add(n.pos, "type", "an object needs properties, or additionalProperties: a schema for a map, true for any object")
		return 0
	case more.kind == mappingNode:
		return KindMap
	case more.is("bool") && more.text == "true":
		return KindAnyObject
	}
	r.add(more.pos, "type", "additionalProperties is a schema, or true for any object, not %s; objects are open to newer minor versions", more.what())
	return 0
}

// fitting reports keywords that limit some other kind.
func (r *reader) fitting(n *node, kind Kind) {
	for _, p := range n.pairs {
		kinds, ok := keywords[p.key]
		if p.key == "$ref" || p.key == "type" && kind == KindAny {
			r.add(p.pos, "keyword", "%s and any exclude each other; keep one", p.key)
		}
		if !ok || len(kinds) == 0 {
			continue
		}
		fits := false
		for _, k := range kinds {
			fits = fits || k == kind
		}
		if !fits {
			r.add(p.pos, "keyword", "%q limits %s, and this is %s; leave it out", p.key, kinds[0], kind)
		}
	}
}

// fields reads the properties of an object, in their order.
func (r *reader) fields(n *node) []*Field {
	properties := n.get("properties")
	if properties.kind != mappingNode {
		r.add(properties.pos, "keyword", "properties is a mapping of field names to schemas, not %s", properties.what())
		return nil
	}
	required := r.required(n, properties)
	var fields []*Field
	goNames := map[string]string{}
	for _, p := range properties.pairs {
		f := &Field{Pos: p.pos, Name: p.key, Required: required[p.key]}
		if !fieldName.MatchString(p.key) {
			r.add(p.pos, "name", "the field %q; use letters, digits and _, a letter first", p.key)
			continue
		}
		if slices.Contains(prototypeNames, p.key) {
			r.add(p.pos, "name", "the field %q exists on every JavaScript object, so its absence cannot be detected there; choose another name", p.key)
		}
		if p.value.kind == mappingNode && p.value.get("go") != nil {
			f.GoName = r.goOverride(p.value)
		} else {
			f.GoName = GoName(p.key)
		}
		if slices.Contains(r.reserved, f.GoName) {
			r.add(p.pos, "name", "the field %q would be %s in Go, which its struct has already; give it another name with go:", p.key, f.GoName)
		}
		if other, again := goNames[f.GoName]; again && f.GoName != "" {
			r.add(p.pos, "duplicate", "the fields %q and %q would both be %s in Go; give one another name with go:", other, p.key, f.GoName)
		}
		goNames[f.GoName] = p.key
		f.Deprecated = r.deprecation(p.value)
		if f.Schema = r.schema(p.value, false); f.Schema != nil {
			fields = append(fields, f)
		}
	}
	return fields
}

func (r *reader) goOverride(n *node) string {
	name := r.text(n, "go")
	if name != "" && !typeName.MatchString(name) {
		r.add(n.get("go").pos, "name", "go: %q is not an exported Go name; use letters and digits, a capital first", name)
		return ""
	}
	return name
}

// required reads the names of the fields that must be there.
func (r *reader) required(n, properties *node) map[string]bool {
	names := map[string]bool{}
	v := n.get("required")
	if v == nil {
		return names
	}
	if v.kind != sequenceNode {
		r.add(v.pos, "keyword", "required is a list of field names, not %s", v.what())
		return names
	}
	var known []string
	for _, p := range properties.pairs {
		known = append(known, p.key)
	}
	for _, item := range v.items {
		switch {
		case item.kind != scalarNode || properties.get(item.text) == nil:
			r.add(item.pos, "required", "%s is not a property here%s", item.what(), Suggest(item.text, known))
		case names[item.text]:
			r.add(item.pos, "duplicate", "%q is required twice; keep one", item.text)
		default:
			names[item.text] = true
		}
	}
	return names
}

// reservedNames reads the names of fields that are gone.
func (r *reader) reservedNames(n *node) []string {
	v := n.get("reserved")
	if v == nil {
		return nil
	}
	if v.kind != sequenceNode {
		r.add(v.pos, "keyword", "reserved is a list of names of fields that are gone, not %s", v.what())
		return nil
	}
	var names []string
	for _, item := range v.items {
		switch {
		case !item.is("str") || !fieldName.MatchString(item.text):
			r.add(item.pos, "name", "reserved is a list of names of fields that are gone, and %s is not a name of a field", item.what())
		case n.get("properties").get(item.text) != nil:
			r.add(item.pos, "duplicate", "%q is both reserved and a property: a removed name must not return with another meaning; give the property another name", item.text)
		case slices.Contains(names, item.text):
			r.add(item.pos, "duplicate", "%q is reserved twice; keep one", item.text)
		default:
			names = append(names, item.text)
		}
	}
	return names
}

func (r *reader) array(n *node, s *Schema) {
	s.MinItems, s.MaxItems = r.count(n, "minItems"), r.count(n, "maxItems")
	if s.MinItems != nil && s.MaxItems != nil && *s.MinItems > *s.MaxItems {
		r.add(n.get("minItems").pos, "limit", "minItems %d is over maxItems %d; nothing could be valid", *s.MinItems, *s.MaxItems)
	}
	items := n.get("items")
	if items == nil {
		r.add(n.pos, "type", "an array needs items, the schema of each")
		return
	}
	r.noGoName(items)
	s.Items = r.schema(items, false)
}

// noGoName refuses what is said of fields, where there is none.
func (r *reader) noGoName(n *node) {
	if v := n.get("go"); v != nil {
		r.add(v.pos, "keyword", "go: names a field, and this is not a field; leave it out")
	}
	if v := n.get("deprecated"); v != nil {
		r.add(v.pos, "keyword", "deprecated: applies to a field or an event, and this is neither; leave it out")
	}
}

// flag is the value of a key that is true or false.
func (r *reader) flag(n *node, key string) bool {
	v := n.get(key)
	if v == nil {
		return false
	}
	if !v.is("bool") {
		r.add(v.pos, "keyword", "%s is true or false, not %s", key, v.what())
		return false
	}
	on, _ := strconv.ParseBool(v.text)
	return on
}

// count is the value of a key that counts something.
func (r *reader) count(n *node, key string) *int {
	v := n.get(key)
	if v == nil {
		return nil
	}
	i, err := strconv.ParseInt(v.text, 10, 32)
	if !v.is("number") || err != nil || i < 0 || strconv.FormatInt(i, 10) != v.text {
		r.add(v.pos, "limit", "%s is a whole number from 0 to %d, not %s", key, math.MaxInt32, v.what())
		return nil
	}
	c := int(i)
	return &c
}
