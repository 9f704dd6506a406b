package compat

import "testing"

const line = "type: object\ndescription: A line.\nproperties:\n  sku:\n    type: string\n    maxLength: 9\n"

// A change stands at the keyword that says it, in either contract; what a
// contract does not say stands at the nearest thing that has a place.
func TestCompare_PlacesChanges(t *testing.T) {
	event := func(fields string) string {
		return "type: shop.placed\nversion: 1.0.0\nname: Placed\nconstant: SHOP_PLACED\npayload:\n  type: object\n  properties:\n" + fields
	}
	const ref = "    line:\n      $ref: Line\n"
	for _, c := range []struct {
		name             string
		oldEvent, newer  string // fields of the event
		oldLine, newLine string // the type Line
		rule, new, old   string
	}{
		{"type of a field that moved", "    note:\n      type: integer\n", "    other: {type: boolean}\n    note:\n      description: A note.\n      type: boolean\n", line, line,
			"TYPE_CHANGED", "shop/placed.yaml:11", "shop/placed.yaml:9"},
		{"description that a shared type loses", ref, ref, line, "type: object\nproperties:\n  sku:\n    type: string\n    maxLength: 9\n",
			"DESCRIPTION_CHANGED", "types/Line.yaml:1", "types/Line.yaml:2"},
		{"limit of a shared type's field", ref, ref, line, "type: object\ndescription: A line.\nproperties:\n  sku:\n    maxLength: 8\n    type: string\n",
			"MAX_LENGTH_LOWERED", "types/Line.yaml:5", "types/Line.yaml:6"},
		{"limit that a map value loses", "    note:\n      type: object\n      additionalProperties:\n        type: string\n        maxLength: 9\n",
			"    other: {type: boolean}\n    note:\n      type: object\n      additionalProperties:\n        type: string\n", line, line,
			"MAX_LENGTH_RAISED", "shop/placed.yaml:12", "shop/placed.yaml:12"},
		{"rewritten limit of a number", "    note:\n      type: integer\n      maximum: 6\n", "    note:\n      exclusiveMaximum: 7\n      type: integer\n", line, line,
			"REWRITTEN", "shop/placed.yaml:9", "shop/placed.yaml:10"},
	} {
		t.Run(c.name, func(t *testing.T) {
			old := written(t, "placed", map[string]string{"shop/placed.yaml": event(c.oldEvent), "types/Line.yaml": c.oldLine})
			new := written(t, "placed", map[string]string{"shop/placed.yaml": event(c.newer), "types/Line.yaml": c.newLine})
			change := changeOf(t, old, new, c.rule)
			if change.Pos.String() != c.new || change.Old.String() != c.old {
				t.Errorf("at %s, was at %s, want %s, %s", change.Pos, change.Old, c.new, c.old)
			}
		})
	}
}

// A path leads to the places of an event that a violation may be at: to any item of
// an array and any value of a map.
func TestPath_LeadsToAnyItemAndValue(t *testing.T) {
	root := path{}
	field := root.to(step{name: "lines"})
	sku := field.to(step{sort: item}).to(step{name: "sku"})
	note := root.to(step{name: "notes"}).to(step{sort: value})
	odd := root.to(step{name: "a/b~c"})
	for _, c := range []struct {
		path    path
		pointer string
		want    bool
	}{
		{root, "/payload", true},
		{root, "", false},
		{root, "/metadata", false},
		{root, "/payload/lines", false},
		{field, "/payload/lines", true},
		{field, "/payload", false},
		{field, "/payload/other", false},
		{field, "/metadata/lines", false},
		{field, "/payload/lines/0", false},
		{sku, "/payload/lines/0/sku", true},
		{sku, "/payload/lines/17/sku", true},
		{sku, "/payload/lines/0/size", false},
		{sku, "/payload/other/0/sku", false},
		{sku, "/payload/lines/sku", false},
		{sku, "/payload/lines/0/sku/0", false},
		{note, "/payload/notes/name", true},
		{note, "/payload/notes/other", true},
		{note, "/payload/notes", false},
		{odd, "/payload/a~1b~0c", true},
		{odd, "/payload/a/b~c", false},
	} {
		if got := c.path.leadsTo(c.pointer); got != c.want {
			t.Errorf("%s leads to %s: %t, want %t", c.path.pointer(), c.pointer, got, c.want)
		}
	}
}
