package contract

import (
	"strings"
	"unicode/utf8"
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
			dst = appendJSONString(dst, p.key)
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
			r.add(n.pos, "example", "%s is a number to YAML and none to JSON; quote it, or write it as JSON does", n.text)
		}
		return append(dst, n.text...)
	}
	return appendJSONString(dst, n.text)
}

const hexDigits = "0123456789abcdef"

// appendJSONString escapes what JSON.stringify escapes, and nothing else.
func appendJSONString(dst []byte, s string) []byte {
	dst = append(dst, '"')
	for i := 0; i < len(s); {
		c := s[i]
		if c >= utf8.RuneSelf {
			_, n := utf8.DecodeRuneInString(s[i:])
			dst = append(dst, s[i:i+n]...)
			i += n
			continue
		}
		switch {
		case c == '"' || c == '\\':
			dst = append(dst, '\\', c)
		case c >= ' ':
			dst = append(dst, c)
		default:
			if short := strings.IndexByte("\b\f\n\r\t", c); short >= 0 {
				dst = append(dst, '\\', "bfnrt"[short])
			} else {
				dst = append(dst, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
			}
		}
		i++
	}
	return append(dst, '"')
}
