package contract

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"

	// v4 rather than v3: v3 receives security fixes only, and v4's errors
	// carry the line as a number. Only its parser is used, never its decoding
	// into Go values, which would lose lines and expand aliases.
	"go.yaml.in/yaml/v4"
)

const (
	maxFileBytes = 1 << 20
	maxFileDepth = 100
)

type nodeKind int

const (
	scalarNode nodeKind = iota
	mappingNode
	sequenceNode
)

func (k nodeKind) String() string {
	return [...]string{"a single value", "a mapping", "a list"}[k]
}

// A node is a YAML value with its position, without what a contract does not need: aliases,
// anchors, merge keys, tags, keys that are not strings, repeated keys.
type node struct {
	pos   Pos
	kind  nodeKind
	tag   string // of a scalar: str, number, bool, null
	text  string // of a scalar, as written
	pairs []pair
	items []*node
}

type pair struct {
	key   string
	pos   Pos // of the key
	value *node
}

// get returns the value of a key, nil if there is none.
func (n *node) get(key string) *node {
	for _, p := range n.pairs {
		if p.key == key {
			return p.value
		}
	}
	return nil
}

// at is where a key stands, or else the mapping.
func (n *node) at(key string) Pos {
	for _, p := range n.pairs {
		if p.key == key {
			return p.pos
		}
	}
	return n.pos
}

// is reports whether the node is a scalar of that tag.
func (n *node) is(tag string) bool { return n.kind == scalarNode && n.tag == tag }

// what describes the node in a message.
func (n *node) what() string {
	if n.kind != scalarNode {
		return n.kind.String()
	}
	switch n.tag {
	case "str":
		return strconv.Quote(n.text)
	case "null":
		return "nothing"
	}
	return n.text
}

// parseYAML reads a file of one document. It returns nil if nothing of it can
// be used; the problems say why.
func parseYAML(file string, data []byte, problems *Problems) *node {
	first := Pos{File: file, Line: 1}
	if len(data) > maxFileBytes {
		problems.add(first, "yaml", "the file has %d bytes; split it, %d are the limit", len(data), maxFileBytes)
		return nil
	}
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	var document, more yaml.Node
	if err := decoder.Decode(&document); err != nil {
		if errors.Is(err, io.EOF) {
			problems.add(first, "yaml", "the file is empty")
		} else {
			problems.add(yamlErrorPos(file, err), "yaml", "%s", yamlErrorText(err))
		}
		return nil
	}
	if err := decoder.Decode(&more); err == nil {
		problems.add(Pos{File: file, Line: max(more.Line, 1)}, "yaml", "a second document; a contract file holds one")
	} else if !errors.Is(err, io.EOF) {
		problems.add(yamlErrorPos(file, err), "yaml", "%s", yamlErrorText(err))
		return nil
	}
	if len(document.Content) != 1 {
		problems.add(first, "yaml", "the file is empty")
		return nil
	}
	return convert(file, document.Content[0], problems, 0)
}

func yamlErrorPos(file string, err error) Pos {
	var load *yaml.LoadError
	if errors.As(err, &load) && load.Mark.Line > 0 {
		return Pos{File: file, Line: load.Mark.Line}
	}
	return Pos{File: file, Line: 1}
}

func yamlErrorText(err error) string {
	var load *yaml.LoadError
	if errors.As(err, &load) && load.Message != "" {
		return load.Message
	}
	return strings.TrimPrefix(err.Error(), "yaml: ")
}

func convert(file string, y *yaml.Node, problems *Problems, depth int) *node {
	n := &node{pos: Pos{File: file, Line: max(y.Line, 1)}}
	switch {
	case y.Kind == yaml.AliasNode:
		problems.add(n.pos, "yaml", "the alias *%s; write the value out, or make it a shared type under types/", y.Value)
		return nil
	case depth > maxFileDepth:
		problems.add(n.pos, "yaml", "nested more than %d deep", maxFileDepth)
		return nil
	case y.Style&yaml.TaggedStyle != 0:
		problems.add(n.pos, "yaml", "the tag %s; a contract has no use for tags, leave it out", y.Tag)
		return nil
	}
	if y.Anchor != "" {
		problems.add(n.pos, "yaml", "the anchor &%s; write the value out where it is needed, or make it a shared type under types/", y.Anchor)
	}
	switch y.Kind {
	case yaml.MappingNode:
		n.kind = mappingNode
		convertPairs(n, y, problems, depth)
	case yaml.SequenceNode:
		n.kind = sequenceNode
		for _, item := range y.Content {
			if v := convert(file, item, problems, depth+1); v != nil {
				n.items = append(n.items, v)
			}
		}
	case yaml.ScalarNode:
		n.text = y.Value
		n.tag = scalarTag(y)
	default:
		problems.add(n.pos, "yaml", "a value is missing")
		return nil
	}
	return n
}

// scalarTag differs from YAML in two cases: an unquoted 2026-01-02 is a timestamp in YAML
// but text in a contract; 1e400 is text in YAML, since no float64 holds it, but a number
// out of range in a contract.
func scalarTag(y *yaml.Node) string {
	if y.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		return "str"
	}
	if jsonNumber.MatchString(y.Value) {
		return "number"
	}
	switch tag := strings.TrimPrefix(y.ShortTag(), "!!"); tag {
	case "int", "float":
		return "number" // perhaps one that JSON does not know, such as .inf
	case "bool", "null":
		return tag
	}
	return "str"
}

func convertPairs(n *node, y *yaml.Node, problems *Problems, depth int) {
	lines := make(map[string]int, len(y.Content)/2)
	for i := 0; i+1 < len(y.Content); i += 2 {
		key := y.Content[i]
		pos := Pos{File: n.pos.File, Line: max(key.Line, 1)}
		if key.Kind != yaml.ScalarNode || key.Style&yaml.TaggedStyle != 0 || key.Anchor != "" {
			problems.add(pos, "yaml", "a key must be a plain word")
			continue
		}
		if key.ShortTag() == "!!merge" {
			problems.add(pos, "yaml", "the merge key <<; write the members out, or make them a shared type under types/")
			continue
		}
		if line, again := lines[key.Value]; again {
			problems.add(pos, "yaml", "%q occurs twice, first on line %d; keep one", key.Value, line)
			continue
		}
		lines[key.Value] = pos.Line
		if v := convert(n.pos.File, y.Content[i+1], problems, depth+1); v != nil {
			n.pairs = append(n.pairs, pair{key: key.Value, pos: pos, value: v})
		}
	}
}
