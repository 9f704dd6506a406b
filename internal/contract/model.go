// Package contract reads a contract folder into a model: event types, the types they share,
// and their positions in the files.
//
// The model is what every emitter of internal/gen reads. It contains no YAML and no Go:
// this package decides what a keyword means, and emitters decide how to express it in a
// target language.
package contract

import "fmt"

// Pos is a position in a contract file.
type Pos struct {
	File string // slash-separated, relative to the contract folder
	Line int    // from 1
}

func (p Pos) String() string { return fmt.Sprintf("%s:%d", p.File, p.Line) }

// A Contract is everything that a contract folder declares.
type Contract struct {
	Title       string
	Description string
	Go          GoTarget
	TypeScript  *TypeScriptTarget // nil if no TypeScript is wanted
	AsyncAPI    *AsyncAPITarget   // nil if no such document is wanted
	Markdown    *MarkdownTarget   // nil if no such page is wanted
	Domains     []*Domain         // in the order of catalog.yaml
	Types       []*Type           // shared types, by name
}

// GoTarget is the destination of the generated Go code.
type GoTarget struct {
	Pos     Pos    // of dir
	Dir     string // folder, relative to the contract folder
	Package string // its import path
}

// TypeScriptTarget is the destination of the generated npm package.
type TypeScriptTarget struct {
	Pos     Pos    // of dir
	Dir     string // folder, relative to the contract folder
	Package string // its name, "@mediamesh/events"
	Version string // its own, "1.0.0" if none is given
	License string // an SPDX identifier, "" for none
}

// AsyncAPITarget is the destination of the AsyncAPI document.
type AsyncAPITarget struct {
	Pos     Pos    // of file
	File    string // relative to the contract folder
	Version string // the document's own, "1.0.0" if none is given
}

// MarkdownTarget is the destination of the catalog page.
type MarkdownTarget struct {
	Pos  Pos    // of file
	File string // relative to the contract folder
}

// Events returns all events, domain by domain, in the catalog's order.
func (c *Contract) Events() []*Event {
	var all []*Event
	for _, d := range c.Domains {
		all = append(all, d.Events...)
	}
	return all
}

// A Domain groups the events of one topic; it becomes one Go package.
type Domain struct {
	Pos         Pos
	Name        string // "content": folder, Go package and prefix of the topic
	Description string
	Events      []*Event // in the order of catalog.yaml
}

// An Event is one event type at one major version.
type Event struct {
	Pos      Pos
	Domain   *Domain
	Type     string   // wire name, "content.created"
	Version  string   // "1.0.0"
	Major    int      // of Version
	Name     string   // Go type, "Created"; "CreatedV2" from major 2 on
	Constant string   // "CONTENT_CREATED"
	Summary  string   // one sentence
	Owner    string   // team or service that owns it
	Key      []*Field // fields that may become the record key: the first one that is set does
	Payload  *Schema  // KindObject
	Examples []*Example

	Migration  *Migration   // from the previous major, nil if none is declared
	Deprecated *Deprecation // nil if it is not

	keyPos, examplesPos Pos
	places              places
}

// An Example is one whole event, metadata and payload.
type Example struct {
	Pos  Pos
	Name string // "minimal", "full", …
	JSON []byte // compact, fields in the order of the file, as JSON.stringify would write it

	source *node // what JSON was written from, for the lines of its parts
}

// A Type is declared once under types/ and used by name.
type Type struct {
	Pos    Pos
	Name   string // "Program"
	Schema *Schema
}

// Named reports whether the type becomes a Go type of its own: objects, maps and
// enumerations do; a string with limits stays a string.
func (t *Type) Named() bool {
	return t.Schema.Kind == KindObject || t.Schema.Kind == KindMap || len(t.Schema.Enum) > 0
}

// Kind is the kind of JSON that a schema accepts.
type Kind int

const (
	KindString    Kind = iota + 1
	KindInteger        // an int64; 128.0 and 1e2 count
	KindNumber         // a float64
	KindBoolean        //
	KindObject         // fields declared, others admitted
	KindMap            // any names, all values of one schema
	KindArray          //
	KindAny            // any JSON
	KindAnyObject      // any JSON object
)

// Format is a named format of a string. Every language accepts the same strings;
// internal/contract.Patterns has the formats as regular expressions.
type Format string

const (
	FormatDateTime       Format = "date-time"
	FormatDate           Format = "date"
	FormatDateOrDateTime Format = "date-or-date-time"
	FormatEmail          Format = "email"
	FormatURI            Format = "uri"
	FormatUUID           Format = "uuid"
)

// A Schema describes which values are valid. Limits that are not declared are nil.
type Schema struct {
	Pos         Pos
	Kind        Kind
	Type        *Type  // the shared type it refers to, nil if declared in place; its rules are copied here
	Description string //
	Personal    bool   // personal data, itself or by the type that it refers to: masked in logs, listings and pages
	Unbounded   string // why a string may have any length

	MinLength, MaxLength               *int // in Unicode code points
	Pattern                            string
	Format                             Format
	Enum                               []string
	GoEnum                             string // the Go type of an Enum: "Color" of a shared type, "CreatedStatus" of one in place
	Minimum, Maximum                   *float64
	ExclusiveMinimum, ExclusiveMaximum *float64
	Items                              *Schema // KindArray
	MinItems, MaxItems                 *int
	Fields                             []*Field // KindObject, in order
	Reserved                           []string // KindObject, names of removed fields that must not be used again
	Values                             *Schema  // KindMap

	places places
}

// A Field is a named member of an object.
type Field struct {
	Pos      Pos
	Name     string // "contentId"
	GoName   string // "ContentID"
	Required bool   // otherwise it may be absent or null
	Schema   *Schema

	Deprecated *Deprecation // nil if it is not
}

// Field returns the field of that name, nil if there is none.
func (s *Schema) Field(name string) *Field {
	for _, f := range s.Fields {
		if f.Name == name {
			return f
		}
	}
	return nil
}
