package jsonschema

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/jsontree"
)

// maxSchemaBytes is more than any contract's schema has: what it may say at
// most is bounded by MaxSchemas.
const maxSchemaBytes = 16 << 20

// maxSchemaDepth has room for two levels of the document for each of an event.
const maxSchemaDepth = 3 * contract.MaxNesting

// parse reads JSON with its lines; nil if it is malformed or ambiguous.
func (im *importer) parse(data []byte) *jsontree.Value {
	p := &jsonParser{file: im.file, data: data, decoder: json.NewDecoder(bytes.NewReader(data)), line: 1}
	p.decoder.UseNumber()
	if len(data) > maxSchemaBytes {
		p.fail("the file has %d bytes; %d are the limit", len(data), maxSchemaBytes)
	} else if !utf8.Valid(data) {
		p.fail("the file is not UTF-8")
	}
	v := p.value(0)
	if _, err := p.decoder.Token(); p.problem == nil && !errors.Is(err, io.EOF) {
		p.advance()
		p.fail("there is content after the schema; a file holds one schema")
	}
	if p.problem != nil {
		im.problems = append(im.problems, *p.problem)
		return nil
	}
	return v
}

type jsonParser struct {
	file    string
	data    []byte
	decoder *json.Decoder
	seen    int // bytes whose lines are counted
	line    int // of the token before
	problem *Problem
}

// fail keeps the first problem.
func (p *jsonParser) fail(format string, args ...any) {
	if p.problem == nil {
		p.problem = &Problem{Pos: contract.Pos{File: p.file, Line: p.line}, Message: fmt.Sprintf(format, args...)}
	}
}

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

// halfPair reports whether a text has replacement characters which its document has
// not: the decoder puts them where half of a pair stood.
func halfPair(text string, raw []byte) bool {
	const replacement = "\uFFFD"
	there := bytes.Count(raw, []byte(replacement)) + bytes.Count(bytes.ToLower(raw), []byte(`\ufffd`))
	return strings.Count(text, replacement) > there
}

func (p *jsonParser) value(depth int) *jsontree.Value {
	token := p.next()
	line := p.line
	open, _ := token.(json.Delim)
	v := jsontree.Of(token)
	switch {
	case open != 0 && depth > maxSchemaDepth:
		p.fail("nested more than %d deep", maxSchemaDepth)
	case open == '{':
		v = jsontree.Object()
		p.members(v, depth)
	case open == '[':
		v = jsontree.Array()
		for p.more() {
			v.Add("", p.value(depth+1))
		}
		p.next()
	}
	v.Line = line
	return v
}

func (p *jsonParser) more() bool { return p.problem == nil && p.decoder.More() }

func (p *jsonParser) members(v *jsontree.Value, depth int) {
	names := map[string]bool{}
	var members []jsontree.Member
	for p.more() {
		name, ok := p.next().(string)
		if !ok {
			return // a problem is there
		}
		if names[name] {
			p.fail("%q occurs twice; keep one", name)
		}
		names[name] = true
		line := p.line
		members = append(members, jsontree.Member{Name: name, Line: line, Value: p.value(depth + 1)})
	}
	v.SetMembers(members)
	p.next()
}
