package compat

import (
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mediamesh/events/internal/contract"
)

// A rule says what its change usually does. Where another limit of the same
// value makes the change break the other side as well, or alone, both sides
// have an event that shows it.
func TestCompare_FindsBothSidesOfOneChange(t *testing.T) {
	for _, c := range []struct {
		name, old, new, rule string
		back, forth          string // the violation of the reader, "" for compatible
	}{
		{"enum added with a value too long for the old limit", "{type: string, maxLength: 2}", "{type: string, enum: [A, ABC]}", "ENUM_ADDED",
			"/payload/note must be one of A, ABC", "/payload/note must have at most 2 characters, has 3"},
		{"enum added with a value too short for the old limit", "{type: string, minLength: 2}", "{type: string, enum: [A, ABC]}", "ENUM_ADDED",
			"/payload/note must be one of A, ABC", "/payload/note must have at least 2 characters, has 1"},
		{"enum added with a value outside the old pattern", "{type: string, pattern: '^[A-Z]+$'}", "{type: string, enum: [A, b]}", "ENUM_ADDED",
			"/payload/note must be one of A, b", "/payload/note must match ^[A-Z]+$"},
		{"enum added that is all the old pattern matches, and one more", "{type: string, pattern: '^(?:A|B)$'}", "{type: string, enum: [A, B, C]}", "ENUM_ADDED",
			"", "/payload/note must match ^(?:A|B)$"},
		{"enum removed for a limit that excludes a value", "{type: string, enum: [A, ABC]}", "{type: string, maxLength: 2}", "ENUM_REMOVED",
			"/payload/note must have at most 2 characters, has 3", "/payload/note must be one of A, ABC"},
		{"enum removed for a pattern that excludes a value", "{type: string, enum: [A, b]}", "{type: string, pattern: '^[A-Z]+$'}", "ENUM_REMOVED",
			"/payload/note must match ^[A-Z]+$", "/payload/note must be one of A, b"},
		{"enum removed for a pattern that matches less", "{type: string, enum: [A, B, C]}", "{type: string, pattern: '^(?:A|B)$'}", "ENUM_REMOVED",
			"/payload/note must match ^(?:A|B)$", ""},
		{"enum value replaced at the same length", "{type: string, enum: [A]}", "{type: string, minLength: 1, maxLength: 1, pattern: '^B$'}", "ENUM_REMOVED",
			"/payload/note must match ^B$", "/payload/note must be one of A"},
	} {
		t.Run(c.name, func(t *testing.T) {
			old, new := inline(t, "1.0.0", c.old, nil), inline(t, "1.0.1", c.new, nil)
			change := onlyChange(t, old, new, Options{})
			if change.Rule.ID != c.rule || change.Level != Major {
				t.Errorf("%s, %s, want %s, MAJOR", change.Rule.ID, change.Level, c.rule)
			}
			wantViolation(t, "backward", change.Backward, c.back)
			wantViolation(t, "forward", change.Forward, c.forth)
			prove(t, change, old, new)
		})
	}
}

func wantViolation(t *testing.T, side string, e Effect, want string) {
	t.Helper()
	verdict := Breaks
	if want == "" {
		verdict = Holds
	}
	if e.Verdict != verdict || e.Violation != want {
		t.Errorf("%s %s: %q, want %s: %q", side, e.Verdict, e.Violation, verdict, want)
	}
}

// A format limits the length of a text too. What becomes too long by it is
// reported as a change of the format, or, if one of the contracts declares
// maxLength, as a change of that: not as both.
func TestCompare_ReportsLengthOfFormatOnce(t *testing.T) {
	const address, limited, email = "{type: string, pattern: '^[a-z]+@b[.]cd$', minLength: 260}",
		"{type: string, pattern: '^[a-z]+@b[.]cd$', minLength: 250, maxLength: 300}", "{type: string, format: email}"
	for _, c := range []struct {
		name, old, new string
		want           map[string][2]Verdict // by rule: backward, forward
	}{
		{"format added, no maxLength", address, email, map[string][2]Verdict{"FORMAT_ADDED": {Breaks, Breaks}, "MIN_LENGTH_LOWERED": {Holds, Breaks}}},
		{"format added, old maxLength", limited, email, map[string][2]Verdict{"FORMAT_ADDED": {Holds, Breaks}, "MIN_LENGTH_LOWERED": {Holds, Breaks}, "MAX_LENGTH_LOWERED": {Breaks, Holds}}},
		{"format removed, no maxLength", email, address, map[string][2]Verdict{"FORMAT_REMOVED": {Breaks, Breaks}, "MIN_LENGTH_RAISED": {Breaks, Holds}}},
		{"format removed, new maxLength", email, limited, map[string][2]Verdict{"FORMAT_REMOVED": {Breaks, Holds}, "MIN_LENGTH_RAISED": {Breaks, Holds}, "MAX_LENGTH_RAISED": {Holds, Breaks}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			old, new := inline(t, "1.0.0", c.old, nil), inline(t, "1.0.1", c.new, nil)
			report, err := Compare(old, new, Options{})
			if err != nil {
				t.Fatal(err)
			}
			got := map[string][2]Verdict{}
			for _, change := range report.Changes {
				if change.Rule.ID != "VERSION_TOO_LOW" {
					got[change.Rule.ID] = [2]Verdict{change.Backward.Verdict, change.Forward.Verdict}
				}
				prove(t, change, old, new)
			}
			if !maps.Equal(got, c.want) {
				t.Errorf("backward and forward are %v, want %v", got, c.want)
			}
		})
	}
}

// An event that several changes make invalid shows each by the violation that is
// about it, in whichever order the reader finds them.
func TestCompare_NamesViolationOfItsChange(t *testing.T) {
	const event = "type: shop.placed\nversion: %s\nname: Placed\nconstant: SHOP_PLACED\npayload: %s\n"
	read := func(version, payload string) *contract.Contract {
		return written(t, "placed", map[string]string{"shop/placed.yaml": fmt.Sprintf(event, version, payload)})
	}
	old := read("1.0.0", "{type: object, required: [note, list, map], properties: {note: {type: string, minLength: 1}, list: {type: array, minItems: 1, items: {type: integer, minimum: 1}}, map: {type: object, additionalProperties: {type: integer, minimum: 1}}}}")
	new := read("1.0.1", "{type: object, required: [note, list, map, added], properties: {note: {type: string, minLength: 2}, list: {type: array, minItems: 1, items: {type: integer, minimum: 2}}, map: {type: object, additionalProperties: {type: integer, minimum: 3}}, added: {type: boolean}}}")
	report, err := Compare(old, new, Options{})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, c := range report.Changes {
		if c.Backward.Verdict == Breaks {
			got[c.Places[0].Pointer] = c.Backward.Violation
		}
	}
	want := map[string]string{
		"/payload/note":     "/payload/note must have at least 2 characters, has 1",
		"/payload/list/0":   "/payload/list/0 must be at least 2",
		"/payload/map/name": "/payload/map/name must be at least 3",
		"/payload/added":    "/payload/added is required",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// What another pattern refuses is shown by a text of a length that the reader
// admits, if there is one.
func TestCompare_ShowsPatternByTextOfAdmittedLength(t *testing.T) {
	for _, c := range []struct{ name, old, new, want string }{
		{"no lengths", "{type: string, pattern: '^[a-z]+$'}", "{type: string, pattern: '^[a-y]+$'}", "z"},
		{"new least length", "{type: string, pattern: '^[a-z]+$'}", "{type: string, pattern: '^[a-y]+$', minLength: 3}", "zaa"},
		{"both least lengths, the old is more", "{type: string, pattern: '^[a-z]+$', minLength: 4}", "{type: string, pattern: '^[a-y]+$', minLength: 3}", "zaaa"},
		{"new most length", "{type: string, pattern: '^[a-z]+$', minLength: 2}", "{type: string, pattern: '^[a-y]+$', minLength: 2, maxLength: 3}", "za"},
		{"old most length", "{type: string, pattern: '^[a-z]+$', maxLength: 3}", "{type: string, pattern: '^[a-y]+$', minLength: 2}", "za"},
		{"no admitted length, too long", "{type: string, pattern: '^[a-z]{5}$'}", "{type: string, pattern: '^[a-y]+$', maxLength: 3}", "zaaaa"},
		{"no admitted length, too short", "{type: string, pattern: '^[a-z]{2}$'}", "{type: string, pattern: '^[a-y]+$', minLength: 3}", "za"},
		{"old most below new least", "{type: string, pattern: '^[a-z]+$', maxLength: 2}", "{type: string, pattern: '^[a-y]+$', minLength: 3}", "z"},
	} {
		t.Run(c.name, func(t *testing.T) {
			change := changeOf(t, inline(t, "1.0.0", c.old, nil), inline(t, "1.0.1", c.new, nil), "PATTERN_CHANGED")
			var note string
			_ = json.Unmarshal(member(member(change.Backward.Event, "payload"), "note"), &note)
			if change.Backward.Verdict != Breaks || len(note) != len(c.want) || !strings.Contains(note, "z") {
				t.Errorf("backward %s by %s, want a text like %q", change.Backward.Verdict, change.Backward.Event, c.want)
			}
		})
	}
}
