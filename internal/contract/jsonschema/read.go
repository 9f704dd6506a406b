// Package jsonschema reads JSON Schemas of events, ours and those of others, back
// into the model that package contract writes them of.
package jsonschema

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/jsonpointer"
	"github.com/mediamesh/events/internal/jsontree"
)

// Read reads the JSON Schema of an event, draft-07, back into the model. file names
// it in positions and errors.
//
// It is the inverse of [contract.JSONSchema], as far as a schema tells: what is not
// published is empty (Owner, Key, Examples, the shared types, why a text is
// unbounded), and Name and Constant are made of the wire name. A schema that
// does not tell its version is of the first of its major. Fields whose names
// Go could not have are read, without a GoName.
//
// Schemas by others are read too, where the model has a word for all they say:
// the model then admits the documents that they admit. Beneath any contract lie
// the rules of the wire, which are no part of a schema: an optional field that
// is null is absent, numbers are float64s and integers int64s. What the model
// has no word for is a *[Error] with every such place, never left out.
func Read(file string, data []byte) (*contract.Event, error) {
	im := &importer{file: file, within: []string{""}}
	if im.root = im.parse(data); im.root == nil {
		return nil, im.failure()
	}
	e := im.event()
	if len(im.problems) > 0 {
		return nil, im.failure()
	}
	return e, nil
}

// An importer goes through one JSON Schema.
type importer struct {
	file     string
	root     *jsontree.Value
	problems []Problem
	schemas  int      // read so far, each $ref written out
	within   []string // the $refs that are being followed
}

func (im *importer) failure() *Error {
	slices.SortStableFunc(im.problems, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(a.Pointer, b.Pointer), cmp.Compare(a.Message, b.Message))
	})
	// What a $ref leads to is met once for each $ref.
	return &Error{File: im.file, Problems: slices.Compact(im.problems)}
}

// A spot is a schema, and where in the document it stands.
type spot struct {
	node *jsontree.Value
	at   string // JSON Pointer
}

// to goes to a member of the mapping that s is; its node is nil if there is
// none.
func (s spot) to(member string) spot { return spot{s.node.At(member), jsonpointer.Join(s.at, member)} }

// keywords are the members of the mapping that s is.
func (s spot) keywords() []jsontree.Member {
	if s.node.Kind() != '{' {
		return nil
	}
	return s.node.Members()
}

// what describes a value in a message.
func what(v *jsontree.Value) string {
	switch v.Kind() {
	case '{':
		return "a mapping"
	case '[':
		return "a list"
	case '"':
		return strconv.Quote(v.Text())
	case 'n':
		return "nothing"
	}
	return v.String()
}

// refuse reports a keyword of s.
func (im *importer) refuse(s spot, keyword, format string, args ...any) {
	line := s.node.Line
	for _, m := range s.keywords() {
		if m.Name == keyword {
			line = m.Line
			s.at = jsonpointer.Join(s.at, keyword)
		}
	}
	im.problems = append(im.problems, Problem{Pos: im.pos(line), Pointer: s.at, Keyword: keyword, Message: fmt.Sprintf(format, args...)})
}

func (im *importer) pos(line int) contract.Pos { return contract.Pos{File: im.file, Line: line} }

// event reads the whole document.
func (im *importer) event() *contract.Event {
	root := spot{im.root, ""}
	if root.node.Kind() != '{' {
		im.refuse(root, "type", "the schema of an event is an object, not %s", what(root.node))
		return nil
	}
	im.draft(root)
	whole := im.object(root)
	if len(im.problems) > 0 {
		return nil
	}
	e := &contract.Event{Pos: im.pos(root.node.Line)}
	e.Summary, e.Deprecated = cutDeprecation(im.text(root, "description"), e.Pos)
	for _, name := range []string{"metadata", "payload"} {
		f := whole.Field(name)
		if f == nil || !f.Required || root.to("properties").node == nil || root.to("properties").to(name).node == nil {
			im.refuse(root, "required", "an event has metadata and payload; require %s, and describe it under properties", name)
			return nil
		}
	}
	for _, f := range whole.Fields {
		if f.Name != "metadata" && f.Name != "payload" {
			at := root.to("properties").to(f.Name)
			if at.node == nil {
				at = root.to("required")
			}
			im.refuse(at, "properties", "an event has metadata and payload, and a contract describes nothing beside them; move it into the payload")
		}
	}
	im.identify(e, root.to("properties").to("metadata"), whole.Field("metadata").Schema)
	e.Payload = im.payload(root.to("properties").to("payload"), whole.Field("payload").Schema)
	im.version(e, root)
	complete(e)
	if title := im.text(root, "title"); title != e.Type && e.Summary == "" {
		e.Summary = title
	}
	return e
}

// draft refuses documents whose keywords mean something else.
func (im *importer) draft(root spot) {
	v := root.node.At("$schema")
	if v == nil {
		return
	}
	if uri := strings.TrimSuffix(v.Text(), "#"); !strings.HasSuffix(uri, "://json-schema.org/draft-07/schema") {
		im.refuse(root, "$schema", "%s is read as draft-07 only; keywords differ between drafts", what(v))
	}
}

// payload is an object with properties, though perhaps with none.
func (im *importer) payload(s spot, schema *contract.Schema) *contract.Schema {
	switch schema.Kind {
	case contract.KindObject:
	case contract.KindAnyObject:
		schema.Kind = contract.KindObject
	default:
		im.refuse(s, "type", "a payload is an object with properties of its own, not %s", schema.Kind)
	}
	return schema
}

// publishedVersion is how a schema tells the version that it was made of.
var publishedVersion = regexp.MustCompile(`^Version ((?:0|[1-9][0-9]{0,8})(?:\.(?:0|[1-9][0-9]{0,8})){2})\.$`)

// version takes the version of the root's $comment, if it is one of the major
// that the metadata tells.
func (im *importer) version(e *contract.Event, root spot) {
	e.Version = strconv.Itoa(e.Major) + ".0.0"
	m := publishedVersion.FindStringSubmatch(im.text(root, "$comment"))
	if m == nil {
		return
	}
	if major, _, _ := strings.Cut(m[1], "."); major != strconv.Itoa(e.Major) {
		im.refuse(root, "$comment", "version %s, while the metadata is of major %d; correct one of them", m[1], e.Major)
		return
	}
	e.Version = m[1]
}

// text is the value of a keyword that is text, "" if there is none.
func (im *importer) text(s spot, keyword string) string {
	v := s.node.At(keyword)
	if v == nil {
		return ""
	}
	if v.Kind() != '"' {
		im.refuse(s, keyword, "%s is text, not %s", keyword, what(v))
	}
	return v.Text()
}
