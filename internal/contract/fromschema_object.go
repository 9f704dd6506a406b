package contract

import "slices"

// object reads the root: an object that must have properties.
func (im *importer) object(s spot) *Schema {
	schema, _ := im.schema(s, 0)
	if len(im.problems) == 0 && schema.Kind != KindObject {
		im.refuse(s, "properties", "an event has metadata and payload; describe both under properties")
	}
	return schema
}

// members reads the three sorts of objects.
func (im *importer) members(s spot, schema *Schema, depth int) {
	required := im.required(s)
	more := s.node.get("additionalProperties")
	declared := s.node.get("properties") != nil || len(required) > 0
	switch {
	case declared:
		schema.Kind = KindObject
		if more != nil && !admitsAll(more) {
			im.refuse(s, "additionalProperties", "objects are open: a newer minor version may add fields; leave it out")
		}
		im.fields(s, schema, required, depth)
	case more == nil || more.is("bool") && more.text == "true":
		schema.Kind = KindAnyObject
	default:
		schema.Kind = KindMap
		schema.Values = im.element(s.to("additionalProperties"), depth)
	}
}

// admitsAll tells that a schema of further members limits nothing.
func admitsAll(n *node) bool {
	return n.is("bool") && n.text == "true" || n.kind == mappingNode && len(n.pairs) == 0
}

// required reads the names of the fields that must be there.
func (im *importer) required(s spot) []string {
	v := s.node.get("required")
	if v == nil {
		return nil
	}
	if v.kind != sequenceNode {
		im.refuse(s, "required", "required is a list of names, not %s", v.what())
		return nil
	}
	var names []string
	for _, item := range v.items {
		switch {
		case !item.is("str"):
			im.refuse(s, "required", "required is a list of names, and %s is none", item.what())
		case slices.Contains(names, item.text):
			im.refuse(s, "required", "%q is required twice; keep one", item.text)
		default:
			names = append(names, item.text)
		}
	}
	return names
}

// fields reads properties in their order; what is required and not declared may
// be anything.
func (im *importer) fields(s spot, schema *Schema, required []string, depth int) {
	properties := s.to("properties")
	if properties.node != nil {
		if properties.node.kind != mappingNode {
			im.refuse(s, "properties", "properties is an object of schemas, not %s", properties.node.what())
			return
		}
		for _, p := range properties.node.pairs {
			f := &Field{Pos: p.pos, Name: p.key, GoName: importedGoName(p.key), Required: slices.Contains(required, p.key)}
			at := spot{p.value, pointerTo(properties.at, p.key)}
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
			pos := s.node.get("required").pos
			schema.Fields = append(schema.Fields, &Field{Pos: pos, Name: name, GoName: importedGoName(name), Required: true, Schema: &Schema{Pos: pos, Kind: KindAny}})
		}
	}
}

func importedGoName(name string) string {
	if !fieldName.MatchString(name) {
		return ""
	}
	return GoName(name)
}

func (im *importer) array(s spot, schema *Schema, depth int) {
	schema.MinItems, schema.MaxItems = im.count(s, "minItems"), im.count(s, "maxItems")
	im.ordered(s, "minItems", schema.MinItems, "maxItems", schema.MaxItems)
	if v := s.node.get("uniqueItems"); v != nil && (!v.is("bool") || v.text != "false") {
		im.refuse(s, "uniqueItems", "a contract has no word for \"uniqueItems\"; an item may come again")
	}
	items := s.to("items")
	switch {
	case items.node == nil:
		schema.Items = &Schema{Pos: s.node.pos, Kind: KindAny}
	case items.node.kind == sequenceNode:
		im.refuse(s, "items", "an array has one schema for all items, not one for each")
	default:
		schema.Items = im.element(items, depth)
	}
}

// element reads the schema of items or of a map's values.
func (im *importer) element(s spot, depth int) *Schema {
	schema, null := im.schema(s, depth+1)
	if null {
		im.refuse(s, "type", "an element cannot be null in a contract, unless it may be any JSON")
	}
	return schema
}
