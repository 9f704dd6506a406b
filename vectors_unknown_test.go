package events_test

import (
	"slices"
	"strings"
)

// unknownFields are fields that no version knows, at every level.
func (m *vectorMaker) unknownFields() {
	for _, pointer := range open(m.t, m.event.Type, m.full) {
		where := pointer
		if pointer == "" {
			where = "the document"
		}
		document := m.keeping(m.full, pointer).add(pointer, "addedLater", `{"a":[1,null,"x"],"b":{}}`).String()
		m.valid("an unknown field in "+where, document, document)
		m.keptAsTheyStood(where, pointer)
	}
	document := m.smallest()
	for _, name := range []string{"Metadata", "PAYLOAD", "__proto__", "toString", ""} {
		document.add("", name, `1`)
	}
	for _, name := range []string{"EventId", "eventid", "source\x7f"} {
		document.add("/metadata", name, `1`)
	}
	document.add("/payload", strings.ToUpper(document.field("payload").fields[0].name), `1`)
	m.valid("unknown fields whose names are nearly known", document.String(), document.String())
}

// keptAsTheyStood has unknown fields around and between the known ones. Those
// come back after the known ones, each to the byte.
func (m *vectorMaker) keptAsTheyStood(where, pointer string) {
	document := m.keeping(m.full, pointer)
	x := extras{document.at(pointer): {
		`"later\u00e9" : [ 1.50 , {"a" :-0} ]`, `"\/":"\u0041\ud83d\uDE00"`, "\"n\":\n9007199254740993", `"e":1E400`,
	}}
	text := x.write(document, func(own, extra []string) string {
		if len(extra) == 0 {
			return strings.Join(own, ",")
		}
		between := min(1, len(own))
		all := slices.Concat(extra[:1], own[:between], extra[1:2], own[between:])
		return " " + strings.Join(append(all, extra[2]+","+extra[3]), " ,\t") + "\n"
	})
	m.valid("as it stood: unknown fields in "+where, text, x.gathered(document))
}
