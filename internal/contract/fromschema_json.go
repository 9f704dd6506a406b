package contract

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// maxSchemaBytes is more than any contract's schema has: what it may say at
// most is bounded by maxSchemas.
const maxSchemaBytes = 16 << 20

// maxSchemaDepth has room for two levels of the document for each of an event.
const maxSchemaDepth = 3 * maxNesting

// parse makes nodes of JSON, as parseYAML does of YAML; nil if it is none that
// reads the same to everyone.
func (im *importer) parse(data []byte) *node {
	p := &jsonParser{file: im.file, data: data, decoder: json.NewDecoder(bytes.NewReader(data)), line: 1}
	p.decoder.UseNumber()
	if len(data) > maxSchemaBytes {
		p.fail("the file has %d bytes; %d are the limit", len(data), maxSchemaBytes)
	} else if !utf8.Valid(data) {
		p.fail("the file is not UTF-8")
	}
	n := p.value(0)
	if _, err := p.decoder.Token(); p.problem == nil && !errors.Is(err, io.EOF) {
		p.advance()
		p.fail("something stands behind the schema; a file holds one")
	}
	if p.problem != nil {
		im.problems = append(im.problems, *p.problem)
		return nil
	}
	return n
}

type jsonParser struct {
	file    string
	data    []byte
	decoder *json.Decoder
	seen    int // bytes whose lines are counted
	line    int // of the token before
	problem *SchemaProblem
}

// fail keeps the first problem.
func (p *jsonParser) fail(format string, args ...any) {
	if p.problem == nil {
		p.problem = &SchemaProblem{Pos: p.pos(), Message: fmt.Sprintf(format, args...)}
	}
}

func (p *jsonParser) pos() Pos { return Pos{File: p.file, Line: p.line} }

// next reads a token and the line that it ends on.
func (p *jsonParser) next() json.Token {
	if p.problem != nil {
		return nil
	}
	token, err := p.decoder.Token()
	if err != nil {
		if errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		p.fail("not JSON: %v", err)
		return nil
	}
	raw := p.advance()
	if text, ok := token.(string); ok && halfPair(text, raw) {
		p.fail("half of a surrogate pair, which is no character; write the other half, or leave it out")
	}
	return token
}

// advance counts the lines up to where the decoder is.
func (p *jsonParser) advance() (raw []byte) {
	end := int(p.decoder.InputOffset())
	raw = p.data[p.seen:end]
	p.line += bytes.Count(raw, []byte{'\n'})
	p.seen = end
	return raw
}

// halfPair tells that a text has replacement characters which its document has
// not: the decoder puts them where half of a pair stood.
func halfPair(text string, raw []byte) bool {
	const replacement = "\uFFFD"
	there := bytes.Count(raw, []byte(replacement)) + bytes.Count(bytes.ToLower(raw), []byte(`\ufffd`))
	return strings.Count(text, replacement) > there
}

func (p *jsonParser) value(depth int) *node {
	token := p.next()
	n := &node{pos: p.pos()}
	switch v := token.(type) {
	case json.Delim:
		if depth > maxSchemaDepth {
			p.fail("nested more than %d deep", maxSchemaDepth)
			return n
		}
		if v == '{' {
			n.kind = mappingNode
			p.members(n, depth)
		} else {
			n.kind = sequenceNode
			for p.more() {
				n.items = append(n.items, p.value(depth+1))
			}
			p.next()
		}
	case string:
		n.tag, n.text = "str", v
	case json.Number:
		n.tag, n.text = "number", v.String()
	case bool:
		n.tag, n.text = "bool", fmt.Sprint(v)
	default:
		n.tag, n.text = "null", "null"
	}
	return n
}

func (p *jsonParser) more() bool { return p.problem == nil && p.decoder.More() }

func (p *jsonParser) members(n *node, depth int) {
	names := map[string]bool{}
	for p.more() {
		name, ok := p.next().(string)
		if !ok {
			return // a problem is there
		}
		if names[name] {
			p.fail("%q is here twice; keep one", name)
		}
		names[name] = true
		pos := p.pos()
		n.pairs = append(n.pairs, pair{key: name, pos: pos, value: p.value(depth + 1)})
	}
	p.next()
}
