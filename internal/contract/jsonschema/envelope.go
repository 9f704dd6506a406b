package jsonschema

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/mediamesh/events/internal/contract"
)

var majorPattern = regexp.MustCompile(`^\^(0|[1-9][0-9]{0,8})\\\.`)

// identify reads type and major from the schema of the metadata, and refuses
// metadata that is not what every event has: a contract cannot change it. An
// optional field may be missing, since an older library published without it.
func (im *importer) identify(e *contract.Event, s spot, metadata *contract.Schema) {
	if metadata.Kind != contract.KindObject {
		im.refuse(s, "properties", "the metadata is that of every event, and this describes none of it")
		return
	}
	properties := im.resolved(s).to("properties")
	for _, f := range metadata.Fields {
		at := properties.to(f.Name)
		own := contract.Envelope().Field(f.Name)
		switch {
		case at.node == nil:
			im.refuse(s, "required", "the metadata has no %q that a contract could describe; leave it out", f.Name)
		case own == nil:
			im.refuse(at, "properties", "the metadata has no %q that a contract could describe; leave it out", f.Name)
		case f.Name == "eventType":
			im.eventType(e, at, f.Schema)
		case f.Name == "eventVersion":
			im.eventVersion(e, at, f.Schema)
		case contract.RulesOf(f.Schema) != contract.RulesOf(own.Schema):
			im.refuse(at, "properties", "the metadata's %s is the same for every event, and its schema is fixed: %s", f.Name, contract.RulesOf(own.Schema))
		}
	}
	for _, own := range contract.Envelope().Fields {
		if f := metadata.Field(own.Name); f != nil && f.Required != own.Required || f == nil && own.Required {
			im.refuse(s, "required", "of the metadata exactly %s are required; %s differs", contract.List(envelopeRequired()), own.Name)
		}
	}
}

func envelopeRequired() (names []string) {
	for _, f := range contract.Envelope().Fields {
		if f.Required {
			names = append(names, f.Name)
		}
	}
	return names
}

// resolved follows the $refs at s, which have been checked before.
func (im *importer) resolved(s spot) spot {
	for s.node.At("$ref") != nil {
		next, ok := im.target(s.node.At("$ref").Text())
		if !ok {
			return s
		}
		s = next
	}
	return s
}

func (im *importer) eventType(e *contract.Event, s spot, schema *contract.Schema) {
	if schema.Kind != contract.KindString || len(schema.Enum) != 1 {
		im.refuse(s, "const", "eventType is the event's wire name; fix it with const")
		return
	}
	if e.Type = schema.Enum[0]; !contract.IsWireName(e.Type) {
		im.refuse(s, "const", "the wire name %q; use lower-case words joined by dots, such as content.created", e.Type)
	}
}

// complete sets what a schema does not contain.
func complete(e *contract.Event) {
	domain, rest, _ := strings.Cut(e.Type, ".")
	e.Domain = &contract.Domain{Pos: e.Pos, Name: domain, Events: []*contract.Event{e}}
	e.Constant = strings.ToUpper(strings.ReplaceAll(e.Type, ".", "_"))
	if e.Name = contract.GoName(rest); e.Major > 1 {
		e.Name += "V" + strconv.Itoa(e.Major)
	}
}

func (im *importer) eventVersion(e *contract.Event, s spot, schema *contract.Schema) {
	m := majorPattern.FindStringSubmatch(schema.Pattern)
	if m == nil {
		im.refuse(s, "pattern", "eventVersion is any of one major version; its pattern is %s", contract.VersionPattern(1))
		return
	}
	e.Major, _ = strconv.Atoi(m[1])
	if want := (&contract.Schema{Kind: contract.KindString, Pattern: contract.VersionPattern(e.Major)}); contract.RulesOf(schema) != contract.RulesOf(want) {
		im.refuse(s, "pattern", "eventVersion is any of one major version; its schema is fixed: %s", contract.RulesOf(want))
	}
}
