package gen

import (
	"fmt"
	"slices"
	"strings"

	"github.com/mediamesh/events/internal/contract"
)

// tsUnion declares the union of all events, and how it is taken apart: a nested
// metadata.eventType discriminates no union in TypeScript.
func tsUnion(c *contract.Contract) File {
	var imports, members, byType strings.Builder
	for _, d := range c.Domains {
		var names []string
		for _, e := range d.Events {
			names = append(names, contract.TSEventName(e))
		}
		fmt.Fprintf(&imports, "import type { %s } from \"./%s.js\";\n", strings.Join(names, ", "), d.Name)
	}
	var seen []string
	for _, e := range c.Events() {
		fmt.Fprintf(&members, "\n  | %s", contract.TSEventName(e))
		if slices.Contains(seen, e.Type) {
			continue
		}
		seen = append(seen, e.Type)
		var majors []string
		for _, other := range c.Events() {
			if other.Type == e.Type {
				majors = append(majors, contract.TSEventName(other))
			}
		}
		fmt.Fprintf(&byType, "  %s: %s;\n", jsonText(e.Type), strings.Join(majors, " | "))
	}
	return tsFile("events/events.d.ts", "catalog.yaml", imports.String(), `/** The event of each type; of all its major versions, where there are several. */
export interface Events {
`+byType.String()+`}

/** The wire names of all events. */
export type EventType = keyof Events;

/** The event of a type, EventOf<"content.created">. */
export type EventOf<T extends EventType> = Events[T];

/** Any event of the contract. isEvent and byEventType tell which. */
export type MediaMeshEvent =`+members.String()+`;

/** An event with its type beside its payload: a union that eventType discriminates. */
export type TypedEvent = {
  [T in EventType]: { readonly eventType: T; readonly metadata: Events[T]["metadata"]; readonly payload: Events[T]["payload"] };
}[EventType];
`)
}

func tsSchemaTypes(c *contract.Contract) File {
	var b strings.Builder
	b.WriteString("/** The metadata of every event. */\nexport declare const EventMetadataSchema: EventSchema;\n" +
		"/** What all events have in common. */\nexport declare const BaseEventSchema: EventSchema;\n")
	for _, e := range c.Events() {
		fmt.Fprintf(&b, "export declare const %s: EventSchema;\n", contract.TSSchemaName(e))
	}
	return tsFile("events/schemas.d.ts", "catalog.yaml", "import type { EventSchema } from \"../lib/api.js\";\n", b.String())
}
