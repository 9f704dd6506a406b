package gen

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/mediamesh/events/internal/contract"
)

// tsAPI is what the package's own library exports, by the file that has it.
var tsAPI = []struct {
	File  string
	Names []string
}{
	{"codec", []string{"checkEvent", "deserializeEvent", "deserializeEventFromBuffer", "serializeEvent", "serializeEventToBuffer", "validateEvent"}},
	{"errors", []string{"InvalidEventError", "MigrationError", "UnknownEventTypeError", "UnsupportedVersionError", "VersionError"}},
	{"metadata", []string{"createEventMetadata", "generateEventId"}},
	{"migrate", []string{"migrateEvent"}},
	{"record", []string{"eventKey", "eventTopic", "toKafkaMessage"}},
	{"types", []string{"byEventType", "isEvent"}},
	{"versions", []string{"CURRENT_EVENT_VERSION", "EVENT_VERSIONS", "compareVersions", "getLatestVersion", "isCompatibleVersion"}},
}

// tsReserved are types of the library, and of TypeScript's own that the
// code uses, which a shared type of that name would hide.
var tsReserved = []string{
	"BaseEvent", "EventMetadata", "EventMetadataOptions", "EventOf", "EventSchema", "EventType", "EventVersions", "KafkaMessage",
	"MediaMeshEvent", "Migration", "TypedEvent", "Violation",
	"CATALOG", "ENVELOPE", "Object",
	"Buffer", "Date", "Error", "Extract", "Record", "Uint8Array",
}

// tsEventName is what an event's interface is called: ContentCreatedEvent, in
// major 2 ContentCreatedV2Event.
func tsEventName(e *contract.Event) string { return tsStem(e) + "Event" }

func tsPayloadName(e *contract.Event) string { return tsStem(e) + "Payload" }

// tsSchemaName is the name of an event's schema, ContentCreatedEventSchema.
func tsSchemaName(e *contract.Event) string { return tsEventName(e) + "Schema" }

func tsStem(e *contract.Event) string {
	name := contract.ConstantGoName(e.Constant)
	if e.Major > 1 {
		name += fmt.Sprintf("V%d", e.Major)
	}
	return name
}

// tsEnumName is the name of a domain's list of event types, ContentEventType.
func tsEnumName(d *contract.Domain) string {
	return strings.ToUpper(d.Name[:1]) + d.Name[1:] + "EventType"
}

// tsConstants are a domain's constants, each once: an event's majors share it.
func tsConstants(d *contract.Domain) []*contract.Event {
	var list []*contract.Event
	for _, e := range d.Events {
		if !slices.ContainsFunc(list, func(other *contract.Event) bool { return other.Constant == e.Constant }) {
			list = append(list, e)
		}
	}
	return list
}

// tsValues are all values that the package exports, sorted.
func tsValues(c *contract.Contract) []string {
	names := []string{"BaseEventSchema", "EventMetadataSchema"}
	for _, file := range tsAPI {
		names = append(names, file.Names...)
	}
	for _, d := range c.Domains {
		names = append(names, tsEnumName(d))
		for _, e := range tsConstants(d) {
			names = append(names, e.Constant)
		}
		for _, e := range d.Events {
			names = append(names, tsSchemaName(e))
		}
	}
	for _, t := range c.Types {
		if len(t.Schema.Enum) > 0 {
			names = append(names, t.Name)
		}
	}
	slices.Sort(names)
	return names
}

// distinctTSNames reports two things that the package would export under one
// name.
func distinctTSNames(c *contract.Contract) error {
	taken := make(map[string]string)
	for _, name := range tsReserved {
		taken[name] = "the package itself"
	}
	for _, file := range tsAPI {
		for _, name := range file.Names {
			taken[name] = "the package itself"
		}
	}
	var problems contract.Problems
	take := func(name string, pos contract.Pos) {
		if other, again := taken[name]; again {
			problems = append(problems, contract.Problem{Pos: pos, Rule: "generate",
				Message: fmt.Sprintf("the TypeScript name %s is also that of %s; rename one", name, other)})
		}
		taken[name] = pos.String()
	}
	for _, t := range c.Types {
		if t.Named() {
			take(t.Name, t.Pos)
		}
	}
	for _, d := range c.Domains {
		take(tsEnumName(d), d.Pos)
		for _, e := range tsConstants(d) {
			take(e.Constant, e.Pos)
		}
		for _, e := range d.Events {
			take(tsEventName(e), e.Pos)
			take(tsPayloadName(e), e.Pos)
			take(tsSchemaName(e), e.Pos)
		}
	}
	if len(problems) > 0 {
		return problems
	}
	return nil
}

// jsonText is a text as JSON, which is a literal of JavaScript too. Format
// characters are escaped, so that the line reads as what it is.
func jsonText(s string) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(s) // a string has a JSON form
	text := strings.TrimSuffix(b.String(), "\n")
	if !strings.ContainsFunc(text, unseen) {
		return text
	}
	b.Reset()
	for _, r := range text {
		if !unseen(r) {
			b.WriteRune(r)
			continue
		}
		for _, unit := range utf16.AppendRune(nil, r) {
			fmt.Fprintf(&b, `\u%04x`, unit)
		}
	}
	return b.String()
}
