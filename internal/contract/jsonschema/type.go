package jsonschema

import (
	"slices"
	"strings"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/jsontree"
)

var allTypes = []string{"string", "integer", "number", "boolean", "object", "array", "null"}

// types reads which types of JSON a schema admits: one, or none for any JSON
// and for what has been reported; and whether null may be in its place.
func (im *importer) types(s spot) (types []string, null bool) {
	v := s.node.At("type")
	if v == nil {
		return im.impliedType(s)
	}
	names := []jsontree.Member{{Value: v}}
	if v.Kind() == '[' {
		names = v.Members()
	}
	for _, m := range names {
		name := m.Value.Text()
		if m.Value.Kind() == 'n' {
			name = "null" // for the hint
		}
		if m.Value.Kind() != '"' || !slices.Contains(allTypes, name) {
			im.refuse(s, "type", "%s is not a type%s", what(m.Value), contract.Suggest(name, allTypes))
			return nil, false
		}
		if slices.Contains(types, name) {
			im.refuse(s, "type", "%q is listed twice; keep one", name)
			return nil, false
		}
		types = append(types, name)
	}
	null = slices.Contains(types, "null")
	types = slices.DeleteFunc(types, func(t string) bool {
		return t == "null" || t == "integer" && slices.Contains(types, "number")
	})
	switch {
	case len(types) == 0:
		im.refuse(s, "type", "nothing but null is valid; say what it is when it is not null")
	case len(types) == 5 && null && im.unlimited(s):
		return nil, false // any JSON, spelt out
	case len(types) > 1:
		im.refuse(s, "type", "a field has one type, and this may be %s; make it several fields", strings.Join(types, " or "))
		return nil, false
	}
	return types, null
}

// impliedType is for schemas without a type: what limits nothing admits
// anything, and a list of texts admits text.
func (im *importer) impliedType(s spot) (types []string, null bool) {
	values := listed(s)
	if len(values) > 0 && !slices.ContainsFunc(values, func(m jsontree.Member) bool { return m.Value.Kind() != '"' && m.Value.Kind() != 'n' }) {
		return []string{"string"}, true // the list says whether
	}
	switch {
	case s.at == "":
		return []string{"object"}, false // other documents are not events
	case !im.unlimited(s):
		im.refuse(s, "type", "there are limits, but no type that they are for; add it")
	}
	return nil, false
}

// unlimited reports whether a schema has annotations at most.
func (im *importer) unlimited(s spot) bool {
	for _, m := range s.keywords() {
		if _, known := schemaKeywords[m.Name]; known && m.Name != "type" && !slices.Contains(annotations, m.Name) {
			return false
		}
	}
	return true
}

// listed returns the values that enum or const list.
func listed(s spot) []jsontree.Member {
	if v := s.node.At("const"); v != nil {
		return []jsontree.Member{{Value: v}}
	}
	if v := s.node.At("enum"); v != nil && v.Kind() == '[' {
		return v.Members()
	}
	return nil
}

// string reads the limits of a text. It returns whether a list of the legal
// values leaves null possible.
func (im *importer) string(s spot, schema *contract.Schema) (null bool) {
	schema.MinLength, schema.MaxLength = im.count(s, "minLength"), im.count(s, "maxLength")
	im.ordered(s, "minLength", schema.MinLength, "maxLength", schema.MaxLength)
	if pattern := im.text(s, "pattern"); pattern != "" {
		im.pattern(s, schema, pattern)
	}
	if s.node.At("enum") == nil && s.node.At("const") == nil {
		return true
	}
	return im.values(s, schema)
}

// pattern reads a regular expression, or the format that it is of.
func (im *importer) pattern(s spot, schema *contract.Schema, pattern string) {
	for f, own := range contract.Patterns {
		if own != pattern {
			continue
		}
		implied, open := f.MaxLength()
		switch {
		case !open && schema.MinLength == nil && schema.MaxLength == nil:
			schema.Format = f
			return
		case open && schema.MaxLength != nil && *schema.MaxLength <= implied:
			schema.Format = f
			if *schema.MaxLength == implied {
				schema.MaxLength = nil
			}
			return
		}
	}
	if reason := contract.Unportable(pattern); reason != "" {
		im.refuse(s, "pattern", "%s", reason)
		return
	}
	schema.Pattern = pattern
}

// values reads enum or const.
func (im *importer) values(s spot, schema *contract.Schema) (null bool) {
	keyword := "enum"
	if s.node.At("const") != nil {
		if keyword = "const"; s.node.At("enum") != nil {
			im.refuse(s, "enum", "enum beside const; keep one")
		}
	}
	for _, k := range []string{"minLength", "maxLength", "pattern"} {
		if s.node.At(k) != nil {
			im.refuse(s, k, "%s beside %s; the listed values are the limit, leave it out", k, keyword)
		}
	}
	for _, m := range listed(s) {
		text := m.Value.Text()
		switch {
		case m.Value.Kind() == 'n':
			null = true
		case m.Value.Kind() != '"':
			im.refuse(s, keyword, "%s lists %s, and only text can be listed", keyword, what(m.Value))
		case slices.Contains(schema.Enum, text):
			im.refuse(s, keyword, "%q is listed twice; keep one", text)
		default:
			schema.Enum = append(schema.Enum, text)
		}
	}
	if len(schema.Enum) == 0 {
		im.refuse(s, keyword, "%s lists no text; say what is valid", keyword)
	}
	return null
}
