package contract

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// FromSchema reads the JSON Schema of an event, draft-07, back into the model.
// file names it in positions and errors.
//
// It is the inverse of [JSONSchema], as far as a schema tells: what is not
// published is empty (Owner, Key, Examples, the shared types, why a text is
// unbounded), and Name and Constant are made of the wire name. A schema that
// does not tell its version is of the first of its major. Fields whose names
// Go could not have are read, without a GoName.
//
// Schemas by others are read too, where the model has a word for all they say:
// the model then admits the documents that they admit. Beneath any contract lie
// the rules of the wire, which are no part of a schema: an optional field that
// is null is absent, numbers are float64s and integers int64s. What the model
// has no word for is a *[SchemaError] with every such place, never left out.
func FromSchema(file string, data []byte) (*Event, error) {
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
	root     *node
	problems []SchemaProblem
	schemas  int      // read so far, each $ref written out
	within   []string // the $refs that are being followed
}

func (im *importer) failure() *SchemaError {
	slices.SortStableFunc(im.problems, func(a, b SchemaProblem) int {
		return cmp.Or(cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(a.Pointer, b.Pointer), cmp.Compare(a.Message, b.Message))
	})
	// What a $ref leads to is met once for each $ref.
	return &SchemaError{File: im.file, Problems: slices.Compact(im.problems)}
}

// A spot is a schema, and where in the document it stands.
type spot struct {
	node *node
	at   string // JSON Pointer
}

// to goes to a member of the mapping that s is; its node is nil if there is
// none.
func (s spot) to(member string) spot { return spot{s.node.get(member), pointerTo(s.at, member)} }

func (s spot) item(i int) spot {
	return spot{s.node.items[i], pointerTo(s.at, strconv.Itoa(i))}
}

// refuse reports a keyword of s.
func (im *importer) refuse(s spot, keyword, format string, args ...any) {
	pos := s.node.pos
	for _, p := range s.node.pairs {
		if p.key == keyword {
			pos = p.pos
			s.at = pointerTo(s.at, keyword)
		}
	}
	im.problems = append(im.problems, SchemaProblem{Pos: pos, Pointer: s.at, Keyword: keyword, Message: fmt.Sprintf(format, args...)})
}

// event reads the whole document.
func (im *importer) event() *Event {
	root := spot{im.root, ""}
	if root.node.kind != mappingNode {
		im.refuse(root, "type", "the schema of an event is an object, not %s", root.node.what())
		return nil
	}
	im.draft(root)
	whole := im.object(root)
	if len(im.problems) > 0 {
		return nil
	}
	e := &Event{Pos: root.node.pos}
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
	e.name()
	if title := im.text(root, "title"); title != e.Type && e.Summary == "" {
		e.Summary = title
	}
	return e
}

// draft refuses documents whose keywords mean something else.
func (im *importer) draft(root spot) {
	v := root.node.get("$schema")
	if v == nil {
		return
	}
	if uri := strings.TrimSuffix(v.text, "#"); !v.is("str") || !strings.HasSuffix(uri, "://json-schema.org/draft-07/schema") {
		im.refuse(root, "$schema", "%s is read as draft-07 only; keywords differ between drafts", v.what())
	}
}

// payload is an object with properties, though perhaps with none.
func (im *importer) payload(s spot, schema *Schema) *Schema {
	switch schema.Kind {
	case KindObject:
	case KindAnyObject:
		schema.Kind = KindObject
	default:
		im.refuse(s, "type", "a payload is an object with properties of its own, not %s", schema.Kind)
	}
	return schema
}

// publishedVersion is how a schema tells the version that it was made of.
var publishedVersion = regexp.MustCompile(`^Version ([0-9.]+)\.$`)

// version takes the version of the root's $comment, if it is one of the major
// that the metadata tells.
func (im *importer) version(e *Event, root spot) {
	e.Version = strconv.Itoa(e.Major) + ".0.0"
	m := publishedVersion.FindStringSubmatch(im.text(root, "$comment"))
	if m == nil || !fullVersion.MatchString(m[1]) {
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
	v := s.node.get(keyword)
	if v == nil {
		return ""
	}
	if !v.is("str") {
		im.refuse(s, keyword, "%s is text, not %s", keyword, v.what())
		return ""
	}
	return v.text
}
