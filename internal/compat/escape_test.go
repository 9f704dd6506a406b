package compat

import "testing"

// Where an object becomes a map, the event that shows it has a member that the map refuses.
func TestCompare_JudgesObjectThatBecomesMap(t *testing.T) {
	const anyObject, anyValues, integers = "{type: object, additionalProperties: true}", "{type: object, additionalProperties: {any: true}}", "{type: object, additionalProperties: {type: integer}}"
	for _, c := range []struct {
		name, old, new string
		strict         bool
		back           Verdict
		payload        string // of the event that shows it
	}{
		{"any object, map of any values", anyObject, anyValues, false, Holds, ""},
		{"any object, map of integers", anyObject, integers, false, Breaks, `{"note":{"name":true}}`},
		{"object, map of any values", "{$ref: Value}", anyValues, false, Holds, ""},
		{"open object, map of any values", "{$ref: Value}", anyValues, true, Holds, ""},
		{"object, map of integers", "{$ref: Value}", integers, false, Breaks, `{"note":{"text":""}}`},
		{"object, map of texts", "{$ref: Value}", "{type: object, additionalProperties: {type: string}}", false, Breaks, `{"note":{"size":0}}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			types := map[string]string{"Value": "{type: object, properties: {size: {type: integer}, text: {type: string}, more: {type: integer}}}"}
			old, new := inline(t, "1.0.0", c.old, types), inline(t, "1.0.1", c.new, nil)
			change := onlyChange(t, old, new, Options{Strict: c.strict})
			if payload := string(member(change.Backward.Event, "payload")); change.Rule.ID != "TYPE_CHANGED" || change.Backward.Verdict != c.back || payload != c.payload {
				t.Errorf("%s: backward %s by %s, want TYPE_CHANGED, %s by %s", change.Rule.ID, change.Backward.Verdict, payload, c.back, c.payload)
			}
		})
	}
}
