package compat

import "testing"

// The limits of code exclude each other in impossibleCode: no writer has an
// object with that field.
const (
	impossibleCode = "{type: string, pattern: '^[a-z]{2}$', minLength: 3}"
	possibleCode   = "{type: string, pattern: '^[a-z]{2}$', minLength: 2}"
)

// A side whose writers have no value at a place breaks nothing there, whatever
// changes. The other side is judged as usual.
func TestCompare_SideWithoutValuesBreaksNothing(t *testing.T) {
	object := func(code, n string) map[string]string {
		return map[string]string{"Value": "{type: object, required: [code, n], properties: {code: " + code + ", n: " + n + "}}"}
	}
	for _, in := range []struct{ name, note string }{
		{"object", "{$ref: Value}"},
		{"map value", "{type: object, additionalProperties: {$ref: Value}}"},
		{"array item", "{type: array, items: {$ref: Value}}"},
	} {
		for _, c := range []struct {
			name             string
			oldCode, newCode string
			rule             string
			back, forth      Verdict
		}{
			{"neither side writes, narrowed", impossibleCode, impossibleCode, "MINIMUM_RAISED", Holds, Holds},
			{"neither side writes, widened", impossibleCode, impossibleCode, "MINIMUM_LOWERED", Holds, Holds},
			{"only the new side writes, narrowed", impossibleCode, possibleCode, "MINIMUM_RAISED", Holds, Holds},
			{"only the new side writes, widened", impossibleCode, possibleCode, "MINIMUM_LOWERED", Holds, Breaks},
			{"only the old side writes, narrowed", possibleCode, impossibleCode, "MINIMUM_RAISED", Breaks, Holds},
			{"only the old side writes, widened", possibleCode, impossibleCode, "MINIMUM_LOWERED", Holds, Holds},
		} {
			t.Run(in.name+"/"+c.name, func(t *testing.T) {
				before, after := "{type: integer, minimum: 1}", "{type: integer, minimum: 2}"
				if c.rule == "MINIMUM_LOWERED" {
					before, after = after, before
				}
				old := inline(t, "1.0.0", in.note, object(c.oldCode, before))
				new := inline(t, "1.0.1", in.note, object(c.newCode, after))
				change := changeOf(t, old, new, c.rule)
				if change.Backward.Verdict != c.back || change.Forward.Verdict != c.forth {
					t.Errorf("backward %s, forward %s, want %s, %s", change.Backward.Verdict, change.Forward.Verdict, c.back, c.forth)
				}
			})
		}
	}
}

// A side whose arrays have no items breaks nothing by what items may be.
func TestCompare_SideWithoutItemsBreaksNothing(t *testing.T) {
	const empty, full = "maxItems: 0", "maxItems: 2"
	for _, c := range []struct {
		name, oldLimit, newLimit, rule string
		back, forth                    Verdict
	}{
		{"old is empty, narrowed", empty, full, "MINIMUM_RAISED", Holds, Holds},
		{"old is empty, widened", empty, full, "MINIMUM_LOWERED", Holds, Breaks},
		{"new is empty, narrowed", full, empty, "MINIMUM_RAISED", Breaks, Holds},
		{"new is empty, widened", full, empty, "MINIMUM_LOWERED", Holds, Holds},
	} {
		t.Run(c.name, func(t *testing.T) {
			before, after := "1", "2"
			if c.rule == "MINIMUM_LOWERED" {
				before, after = after, before
			}
			array := func(limit, minimum string) string {
				return "{type: array, " + limit + ", items: {type: integer, minimum: " + minimum + "}}"
			}
			old, new := inline(t, "1.0.0", array(c.oldLimit, before), nil), inline(t, "1.0.1", array(c.newLimit, after), nil)
			change := changeOf(t, old, new, c.rule)
			if change.Backward.Verdict != c.back || change.Forward.Verdict != c.forth {
				t.Errorf("backward %s, forward %s, want %s, %s", change.Backward.Verdict, change.Forward.Verdict, c.back, c.forth)
			}
		})
	}
}

// Where a map becomes an object, what its writers send is judged by their values: an
// array with as many items as the map admits, and no text if none has both the pattern
// and the length.
func TestCompare_JudgesMapThatBecomesObject(t *testing.T) {
	items := func(most, minimum string) string {
		return "{type: array, maxItems: " + most + ", items: {type: integer, minimum: " + minimum + "}}"
	}
	for _, c := range []struct {
		name, values, field string
		back                Verdict
		payload             string // of the event that shows it
	}{
		{"arrays of one item", items("1", "1"), items("1", "2"), Breaks, `{"note":{"field":[1]}}`},
		{"arrays without items", items("0", "1"), items("0", "2"), Holds, ""},
		{"texts that are too short", "{type: string, pattern: '^a{5}$', maxLength: 5}", "{type: string, pattern: '^a{5}$', minLength: 10}", Breaks, `{"note":{"field":"aaaaa"}}`},
		{"no texts", "{type: string, pattern: '^a{7}$', maxLength: 5}", "{type: string, pattern: '^a{7}$', minLength: 10}", Holds, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			old := inline(t, "1.0.0", "{type: object, additionalProperties: "+c.values+"}", nil)
			new := inline(t, "1.0.1", "{$ref: Value}", map[string]string{"Value": "{type: object, properties: {field: " + c.field + "}}"})
			change := changeOf(t, old, new, "TYPE_CHANGED")
			if payload := string(member(change.Backward.Event, "payload")); change.Backward.Verdict != c.back || payload != c.payload {
				t.Errorf("backward %s by %s, want %s by %s", change.Backward.Verdict, payload, c.back, c.payload)
			}
		})
	}
}
