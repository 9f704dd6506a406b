package contract

import (
	"regexp"
	"strconv"
	"strings"
)

var majorPattern = regexp.MustCompile(`^\^(0|[1-9][0-9]{0,8})\\\.`)

// identify reads type and major from the schema of the metadata, and refuses
// metadata that is not what every event has: a contract cannot change it. An
// optional field may be missing, since an older library published without it.
func (im *importer) identify(e *Event, s spot, metadata *Schema) {
	if metadata.Kind != KindObject {
		im.refuse(s, "properties", "the metadata is that of every event, and this describes none of it")
		return
	}
	properties := im.resolved(s).to("properties")
	for _, f := range metadata.Fields {
		at := properties.to(f.Name)
		own := Envelope().Field(f.Name)
		switch {
		case at.node == nil:
			im.refuse(s, "required", "the metadata has no %q that a contract could describe; leave it out", f.Name)
		case own == nil:
			im.refuse(at, "properties", "the metadata has no %q that a contract could describe; leave it out", f.Name)
		case f.Name == "eventType":
			im.eventType(e, at, f.Schema)
		case f.Name == "eventVersion":
			im.eventVersion(e, at, f.Schema)
		case rulesOf(f.Schema) != rulesOf(own.Schema):
			im.refuse(at, "properties", "the metadata's %s is the same for every event, and its schema is fixed: %s", f.Name, rulesOf(own.Schema))
		}
	}
	for _, own := range Envelope().Fields {
		if f := metadata.Field(own.Name); f != nil && f.Required != own.Required || f == nil && own.Required {
			im.refuse(s, "required", "of the metadata exactly %s are required; %s differs", list(envelopeRequired()), own.Name)
		}
	}
}

func envelopeRequired() (names []string) {
	for _, f := range Envelope().Fields {
		if f.Required {
			names = append(names, f.Name)
		}
	}
	return names
}

// resolved goes where the $refs at s lead; they have been followed before.
func (im *importer) resolved(s spot) spot {
	for s.node.get("$ref") != nil {
		next, ok := im.target(s.node.get("$ref").text)
		if !ok {
			return s
		}
		s = next
	}
	return s
}

// rulesOf is what a schema admits, without what it means.
func rulesOf(s *Schema) string {
	bare := *s
	bare.Description, bare.Personal = "", false
	text := string(appendIndented(nil, jsonSchema(&bare, true), 0))
	return strings.Join(strings.Fields(text), " ")
}

func (im *importer) eventType(e *Event, s spot, schema *Schema) {
	if schema.Kind != KindString || len(schema.Enum) != 1 {
		im.refuse(s, "const", "eventType is the event's wire name; fix it with const")
		return
	}
	if e.Type = schema.Enum[0]; !wireName.MatchString(e.Type) {
		im.refuse(s, "const", "the wire name %q; use lower-case words joined by dots, such as content.created", e.Type)
	}
}

// name makes up what a schema does not tell.
func (e *Event) name() {
	domain, rest, _ := strings.Cut(e.Type, ".")
	e.Domain = &Domain{Pos: e.Pos, Name: domain, Events: []*Event{e}}
	e.Constant = strings.ToUpper(strings.ReplaceAll(e.Type, ".", "_"))
	if e.Name = GoName(rest); e.Major > 1 {
		e.Name += "V" + strconv.Itoa(e.Major)
	}
}

func (im *importer) eventVersion(e *Event, s spot, schema *Schema) {
	m := majorPattern.FindStringSubmatch(schema.Pattern)
	if m == nil {
		im.refuse(s, "pattern", "eventVersion is any of one major version; its pattern is %s", VersionPattern(1))
		return
	}
	e.Major, _ = strconv.Atoi(m[1])
	if want := (&Schema{Kind: KindString, Pattern: VersionPattern(e.Major)}); rulesOf(schema) != rulesOf(want) {
		im.refuse(s, "pattern", "eventVersion is any of one major version; its schema is fixed: %s", rulesOf(want))
	}
}
