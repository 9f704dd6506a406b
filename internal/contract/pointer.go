package contract

import "strconv"

// find walks down a node by the unescaped parts of a JSON Pointer. Where the
// node ends early it returns the last that there is.
func (n *node) find(path []string) *node {
	for _, part := range path {
		next := n.get(part)
		if n.kind == sequenceNode {
			if i, err := strconv.Atoi(part); err == nil && i >= 0 && i < len(n.items) {
				next = n.items[i]
			}
		}
		if next == nil {
			return n
		}
		n = next
	}
	return n
}

// find is the schema for what is at a path, nil where anything may be.
func (s *Schema) find(path []string) *Schema {
	for _, part := range path {
		var next *Schema
		switch s.Kind {
		case KindObject:
			if f := s.Field(part); f != nil {
				next = f.Schema
			}
		case KindMap:
			next = s.Values
		case KindArray:
			next = s.Items
		}
		if next == nil {
			return nil
		}
		s = next
	}
	return s
}

// wholeEvent is the schema of envelope and payload together.
func wholeEvent(e *Event) *Schema {
	return &Schema{Kind: KindObject, Fields: []*Field{
		{Name: "metadata", GoName: "Metadata", Required: true, Schema: Envelope()},
		{Name: "payload", GoName: "Payload", Required: true, Schema: e.Payload},
	}}
}
