package jsonschema

import (
	"slices"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/jsonpointer"
	"github.com/mediamesh/events/internal/jsontree"
)

// object reads the root: an object that must have properties.
func (im *importer) object(s spot) *contract.Schema {
	schema, _ := im.schema(s, 0)
	if len(im.problems) == 0 && schema.Kind != contract.KindObject {
		im.refuse(s, "properties", "an event has metadata and payload; describe both under properties")
	}
	return schema
}

// members reads the three sorts of objects.
func (im *importer) members(s spot, schema *contract.Schema, depth int) {
	required := im.required(s)
	more := s.node.At("additionalProperties")
	declared := s.node.At("properties") != nil || len(required) > 0
	switch {
	case declared:
		schema.Kind = contract.KindObject
		if more != nil && !admitsAll(more) {
			im.refuse(s, "additionalProperties", "objects are open: a newer minor version may add fields; leave it out")
		}
		im.fields(s, schema, required, depth)
	case more == nil || more.Kind() == 't':
		schema.Kind = contract.KindAnyObject
	default:
		schema.Kind = contract.KindMap
		schema.Values = im.element(s.to("additionalProperties"), depth)
	}
}

// admitsAll reports whether a schema of further members limits nothing.
func admitsAll(v *jsontree.Value) bool {
	return v.Kind() == 't' || v.Kind() == '{' && len(v.Members()) == 0
}

// required reads the names of the fields that must be there.
func (im *importer) required(s spot) []string {
	v := s.node.At("required")
	if v == nil {
		return nil
	}
	if v.Kind() != '[' {
		im.refuse(s, "required", "required is a list of names, not %s", what(v))
		return nil
	}
	var names []string
	for _, item := range v.Members() {
		name := item.Value.Text()
		switch {
		case item.Value.Kind() != '"':
			im.refuse(s, "required", "required is a list of names, and %s is none", what(item.Value))
		case slices.Contains(names, name):
			im.refuse(s, "required", "%q is required twice; keep one", name)
		default:
			names = append(names, name)
		}
	}
	return names
}

// fields reads properties in their order; what is required and not declared may
// be anything.
func (im *importer) fields(s spot, schema *contract.Schema, required []string, depth int) {
	properties := s.to("properties")
	if properties.node != nil {
		if properties.node.Kind() != '{' {
			im.refuse(s, "properties", "properties is an object of schemas, not %s", what(properties.node))
			return
		}
		for _, m := range properties.node.Members() {
			f := &contract.Field{Pos: im.pos(m.Line), Name: m.Name, GoName: contract.FieldGoName(m.Name), Required: slices.Contains(required, m.Name)}
			at := spot{m.Value, jsonpointer.Join(properties.at, m.Name)}
			var null bool
			if f.Schema, null = im.schema(at, depth+1); f.Required && null {
				im.refuse(at, "type", "a required field cannot be null in a contract; do not require it, then null is the same as absent")
			}
			f.Schema.Description, f.Deprecated = cutDeprecation(f.Schema.Description, f.Pos)
			schema.Fields = append(schema.Fields, f)
		}
	}
	for _, name := range required {
		if schema.Field(name) == nil {
			pos := im.pos(s.node.At("required").Line)
			schema.Fields = append(schema.Fields, &contract.Field{Pos: pos, Name: name, GoName: contract.FieldGoName(name), Required: true, Schema: &contract.Schema{Pos: pos, Kind: contract.KindAny}})
		}
	}
}

func (im *importer) array(s spot, schema *contract.Schema, depth int) {
	schema.MinItems, schema.MaxItems = im.count(s, "minItems"), im.count(s, "maxItems")
	im.ordered(s, "minItems", schema.MinItems, "maxItems", schema.MaxItems)
	if v := s.node.At("uniqueItems"); v != nil && v.Kind() != 'f' {
		im.refuse(s, "uniqueItems", "a contract has no keyword for \"uniqueItems\"; an item may come again")
	}
	items := s.to("items")
	switch {
	case items.node == nil:
		schema.Items = &contract.Schema{Pos: im.pos(s.node.Line), Kind: contract.KindAny}
	case items.node.Kind() == '[':
		im.refuse(s, "items", "an array has one schema for all items, not one for each")
	default:
		schema.Items = im.element(items, depth)
	}
}

// element reads the schema of items or of a map's values.
func (im *importer) element(s spot, depth int) *contract.Schema {
	schema, null := im.schema(s, depth+1)
	if null {
		im.refuse(s, "type", "an element cannot be null in a contract, unless it may be any JSON")
	}
	return schema
}
