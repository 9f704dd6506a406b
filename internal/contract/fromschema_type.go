package contract

import (
	"slices"
	"strings"
)

var allTypes = []string{"string", "integer", "number", "boolean", "object", "array", "null"}

// types reads which types of JSON a schema admits: one, or none for any JSON
// and for what has been reported; and whether null may be in its place.
func (im *importer) types(s spot) (types []string, null bool) {
	v := s.node.get("type")
	if v == nil {
		return im.impliedType(s)
	}
	names := []*node{v}
	if v.kind == sequenceNode {
		names = v.items
	}
	for _, name := range names {
		if !name.is("str") || !slices.Contains(allTypes, name.text) {
			im.refuse(s, "type", "%s is no type%s", name.what(), didYouMeanOr(name.text, allTypes))
			return nil, false
		}
		if slices.Contains(types, name.text) {
			im.refuse(s, "type", "%q is listed twice; keep one", name.text)
			return nil, false
		}
		types = append(types, name.text)
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
	if len(values) > 0 && !slices.ContainsFunc(values, func(v *node) bool { return !v.is("str") && !v.is("null") }) {
		return []string{"string"}, true // the list says whether
	}
	switch {
	case s.at == "":
		return []string{"object"}, false // other documents are no events
	case !im.unlimited(s):
		im.refuse(s, "type", "there are limits, but no type that they are for; add it")
	}
	return nil, false
}

// unlimited tells that a schema has annotations at most.
func (im *importer) unlimited(s spot) bool {
	for _, p := range s.node.pairs {
		if _, known := schemaKeywords[p.key]; known && p.key != "type" && !slices.Contains(annotations, p.key) {
			return false
		}
	}
	return true
}

// listed returns the values that enum or const list.
func listed(s spot) []*node {
	if v := s.node.get("const"); v != nil {
		return []*node{v}
	}
	if v := s.node.get("enum"); v != nil && v.kind == sequenceNode {
		return v.items
	}
	return nil
}

// string reads the limits of a text. It returns whether a list of the legal
// values leaves null possible.
func (im *importer) string(s spot, schema *Schema) (null bool) {
	schema.MinLength, schema.MaxLength = im.count(s, "minLength"), im.count(s, "maxLength")
	im.ordered(s, "minLength", schema.MinLength, "maxLength", schema.MaxLength)
	if pattern := im.text(s, "pattern"); pattern != "" {
		im.pattern(s, schema, pattern)
	}
	if s.node.get("enum") == nil && s.node.get("const") == nil {
		return true
	}
	return im.values(s, schema)
}

// pattern reads a regular expression, or the format that it is of.
func (im *importer) pattern(s spot, schema *Schema, pattern string) {
	for _, format := range formats {
		f := Format(format)
		if f.Pattern() != pattern {
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
	if reason := unportable(pattern); reason != "" {
		im.refuse(s, "pattern", "%s", reason)
		return
	}
	schema.Pattern = pattern
}

// values reads enum or const.
func (im *importer) values(s spot, schema *Schema) (null bool) {
	keyword := "enum"
	if s.node.get("const") != nil {
		if keyword = "const"; s.node.get("enum") != nil {
			im.refuse(s, "enum", "enum beside const; keep one")
		}
	}
	for _, k := range []string{"minLength", "maxLength", "pattern"} {
		if s.node.get(k) != nil {
			im.refuse(s, k, "%s beside %s; the listed values are the limit, leave it out", k, keyword)
		}
	}
	for _, v := range listed(s) {
		switch {
		case v.is("null"):
			null = true
		case !v.is("str"):
			im.refuse(s, keyword, "%s lists %s, and only text can be listed", keyword, v.what())
		case slices.Contains(schema.Enum, v.text):
			im.refuse(s, keyword, "%q is listed twice; keep one", v.text)
		default:
			schema.Enum = append(schema.Enum, v.text)
		}
	}
	if len(schema.Enum) == 0 {
		im.refuse(s, keyword, "%s lists no text; say what is valid", keyword)
	}
	return null
}
