package contract

import (
	"strings"

	"github.com/mediamesh/events/internal/jsontree"
)

// examples reads the examples of an event, a mapping from name to event.
func (r *reader) examples(e *Event, root *node) {
	v := root.get("examples")
	e.examplesPos = root.pos
	if v == nil {
		return
	}
	e.examplesPos = v.pos
	if v.kind != mappingNode {
		r.add(v.pos, "keyword", "examples is a mapping from a name, such as minimal, to an event, not %s", v.what())
		return
	}
	for _, p := range v.pairs {
		before := len(r.problems)
		data := r.appendJSON(nil, p.value)
		if len(r.problems) == before {
			e.Examples = append(e.Examples, &Example{Pos: p.pos, Name: p.key, JSON: data, source: p.value})
		}
	}
}

// appendJSON writes a node as JSON.stringify writes the same value, but for
// numbers, which stay as they are in the file: lint's rule canonical judges
// them.
func (r *reader) appendJSON(dst []byte, n *node) []byte {
	switch n.kind {
	case mappingNode:
		dst = append(dst, '{')
		for i, p := range n.pairs {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = jsontree.AppendQuoted(dst, p.key)
			dst = append(dst, ':')
			dst = r.appendJSON(dst, p.value)
		}
		return append(dst, '}')
	case sequenceNode:
		dst = append(dst, '[')
		for i, item := range n.items {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = r.appendJSON(dst, item)
		}
		return append(dst, ']')
	}
	switch n.tag {
	case "null":
		return append(dst, "null"...)
	case "bool":
		return append(dst, strings.ToLower(n.text)...)
	case "number":
		if !jsonNumber.MatchString(n.text) {
			r.add(n.pos, "example", "%s is a number in YAML but not in JSON; quote it, or write it as JSON does", n.text)
		}
		return append(dst, n.text...)
	}
	return jsontree.AppendQuoted(dst, n.text)
}
