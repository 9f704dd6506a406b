package contract

import (
	"fmt"
	"slices"
	"strings"
)

// The names that an npm package gets are here and not beside what writes it: lint
// checks them whether or not a contract asks for such a package.

// TypeScriptAPI is what the npm package's own library exports, by the file that has it.
var TypeScriptAPI = []struct {
	File  string
	Names []string
}{
	{"codec", []string{"checkEvent", "deserializeEvent", "deserializeEventFromBuffer", "serializeEvent", "serializeEventToBuffer", "validateEvent"}},
	{"errors", []string{"InvalidEventError", "MigrationError", "UnknownEventTypeError", "UnsupportedVersionError", "VersionError"}},
	{"metadata", []string{"createEventMetadata", "generateEventId"}},
	{"migrate", []string{"migrateEvent"}},
	{"record", []string{"eventKey", "eventTopic", "isTombstone", "toKafkaMessage"}},
	{"types", []string{"byEventType", "isEvent"}},
	{"versions", []string{"CURRENT_EVENT_VERSION", "EVENT_VERSIONS", "compareVersions", "getLatestVersion", "isCompatibleVersion"}},
}

// tsReserved are types of the library, and of TypeScript's own that the
// code uses, which a shared type of that name would hide.
var tsReserved = []string{
	"BaseEvent", "EventMetadata", "EventMetadataOptions", "EventOf", "EventSchema", "EventType", "EventVersions", "KafkaMessage",
	"Events", "MediaMeshEvent", "Migration", "TypedEvent", "Violation",
	"BaseEventSchema", "EventMetadataSchema",
	"CATALOG", "ENVELOPE", "Object",
	"Buffer", "Date", "Error", "Extract", "Record", "Uint8Array",
}

// TSEventName is what an event's interface is called: ContentCreatedEvent, in
// major 2 ContentCreatedV2Event.
func TSEventName(e *Event) string { return tsStem(e) + "Event" }

// TSPayloadName is what the interface of an event's payload is called,
// ContentCreatedPayload.
func TSPayloadName(e *Event) string { return tsStem(e) + "Payload" }

// TSSchemaName is the name of an event's schema, ContentCreatedEventSchema.
func TSSchemaName(e *Event) string { return TSEventName(e) + "Schema" }

func tsStem(e *Event) string {
	name := ConstantGoName(e.Constant)
	if e.Major > 1 {
		name += fmt.Sprintf("V%d", e.Major)
	}
	return name
}

// TSEnumName is the name of a domain's list of event types, ContentEventType.
func TSEnumName(d *Domain) string {
	return strings.ToUpper(d.Name[:1]) + d.Name[1:] + "EventType"
}

// TSConstants are a domain's constants, each once: an event's majors share it.
func TSConstants(d *Domain) []*Event {
	var list []*Event
	for _, e := range d.Events {
		if !slices.ContainsFunc(list, func(other *Event) bool { return other.Constant == e.Constant }) {
			list = append(list, e)
		}
	}
	return list
}

// distinctTypeScriptNames reports two things that an npm package would export under one
// name.
func (r *reader) distinctTypeScriptNames() {
	taken := make(map[string]string)
	for _, name := range tsReserved {
		taken[name] = "the package itself"
	}
	for _, file := range TypeScriptAPI {
		for _, name := range file.Names {
			taken[name] = "the package itself"
		}
	}
	take := func(name string, pos Pos) {
		if other, again := taken[name]; again {
			r.add(pos, "duplicate", "the TypeScript name %s is also that of %s; rename one", name, other)
			return
		}
		taken[name] = pos.String()
	}
	for _, t := range r.contract.Types {
		if t.Schema != nil && t.Named() {
			take(t.Name, t.Pos)
		}
	}
	for _, d := range r.contract.Domains {
		take(TSEnumName(d), d.Pos)
		for _, e := range TSConstants(d) {
			if e.Constant != "" {
				take(e.Constant, e.Pos)
			}
		}
		for _, e := range d.Events {
			if e.Constant == "" {
				continue // reported already
			}
			take(TSEventName(e), e.Pos)
			take(TSPayloadName(e), e.Pos)
			take(TSSchemaName(e), e.Pos)
		}
	}
}
