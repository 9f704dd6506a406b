// Package contract reads a contract folder into a model: event types, the
// types they share, and where in which file each of them stands.
//
// The model is what every emitter of internal/gen reads. It holds no YAML and
// no Go: what a keyword means is settled here, how it is written in a target
// language is settled there.
package contract

import "fmt"

// Pos is a place in a contract file.
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

// GoTarget says where the generated Go goes.
type GoTarget struct {
	Pos     Pos    // of dir
	Dir     string // folder, relative to the contract folder
	Package string // its import path
}

// TypeScriptTarget says where the generated npm package goes.
type TypeScriptTarget struct {
	Pos     Pos    // of dir
	Dir     string // folder, relative to the contract folder
	Package string // its name, "@mediamesh/events"
	Version string // its own, "1.0.0" if none is given
	License string // an SPDX identifier, "" for none
}

// AsyncAPITarget says where the AsyncAPI document goes.
type AsyncAPITarget struct {
	Pos     Pos    // of file
	File    string // relative to the contract folder
	Version string // the document's own, "1.0.0" if none is given
}

// MarkdownTarget says where the catalog for people goes.
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
	Owner    string   // team or service that answers for it
	Key      []*Field // fields that may become the record key: the first present one does
	Payload  *Schema  // KindObject
	Examples []*Example

	Migration  *Migration   // from the major before, nil if none is declared
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

// Named tells whether the type becomes a Go type of its own: objects, maps and
// enumerations do, a string with limits stays a string.
func (t *Type) Named() bool {
	return t.Schema.Kind == KindObject || t.Schema.Kind == KindMap || len(t.Schema.Enum) > 0
}

// Kind is what sort of JSON a schema admits.
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

// Format is a named form of a string. What each admits is the same in every
// language; internal/contract.Patterns has them as regular expressions.
type Format string

const (
	FormatDateTime       Format = "date-time"
	FormatDate           Format = "date"
	FormatDateOrDateTime Format = "date-or-date-time"
	FormatEmail          Format = "email"
	FormatURI            Format = "uri"
	FormatUUID           Format = "uuid"
)

// A Schema says which values are valid. Limits that are not declared are nil.
type Schema struct {
	Pos         Pos
	Kind        Kind
	Type        *Type  // the shared type it refers to, nil if declared in place; its rules are copied here
	Description string //
	Personal    bool   // personal data, itself or by the type that it refers to: masked in logs, listings and pages
	Unbounded   string // why a string may be of any length

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
	Reserved                           []string // KindObject, names of fields that are gone and do not come back
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
