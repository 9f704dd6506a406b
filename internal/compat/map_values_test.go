package compat

import (
	"slices"
	"strings"
	"testing"
)

// mapValueCases has one change of a map's value for each rule about fields and
// values. at is where in the value the change is, as a JSON Pointer.
var mapValueCases = []struct{ rule, at, old, new string }{
	{"TYPE_CHANGED", "", "{type: integer}", "{type: string}"},
	{"ENUM_VALUE_ADDED", "", "{type: string, enum: [A]}", "{type: string, enum: [A, B]}"},
	{"ENUM_VALUE_REMOVED", "", "{type: string, enum: [A, B]}", "{type: string, enum: [A]}"},
	{"ENUM_ADDED", "", "{type: string}", "{type: string, enum: [A]}"},
	{"ENUM_REMOVED", "", "{type: string, enum: [A]}", "{type: string}"},
	{"MIN_LENGTH_RAISED", "", "{type: string, minLength: 1}", "{type: string, minLength: 2}"},
	{"MIN_LENGTH_LOWERED", "", "{type: string, minLength: 2}", "{type: string, minLength: 1}"},
	{"MAX_LENGTH_LOWERED", "", "{type: string, maxLength: 3}", "{type: string, maxLength: 2}"},
	{"MAX_LENGTH_RAISED", "", "{type: string, maxLength: 2}", "{type: string, maxLength: 3}"},
	{"PATTERN_ADDED", "", "{type: string}", "{type: string, pattern: '^[a-z]+$'}"},
	{"PATTERN_REMOVED", "", "{type: string, pattern: '^[a-z]+$'}", "{type: string}"},
	{"PATTERN_CHANGED", "", "{type: string, pattern: '^[a-z]+$'}", "{type: string, pattern: '^[A-Z]+$'}"},
	{"FORMAT_ADDED", "", "{type: string}", "{type: string, format: date}"},
	{"FORMAT_REMOVED", "", "{type: string, format: date}", "{type: string}"},
	{"FORMAT_CHANGED", "", "{type: string, format: date}", "{type: string, format: date-time}"},
	{"MINIMUM_RAISED", "", "{type: integer, minimum: 1}", "{type: integer, minimum: 2}"},
	{"MINIMUM_LOWERED", "", "{type: integer, minimum: 2}", "{type: integer, minimum: 1}"},
	{"MAXIMUM_LOWERED", "", "{type: number, maximum: 2.5}", "{type: number, maximum: 1.5}"},
	{"MAXIMUM_RAISED", "", "{type: number, maximum: 1.5}", "{type: number, maximum: 2.5}"},
	{"MIN_ITEMS_RAISED", "", "{type: array, minItems: 1, items: {type: boolean}}", "{type: array, minItems: 2, items: {type: boolean}}"},
	{"MIN_ITEMS_LOWERED", "", "{type: array, minItems: 2, items: {type: boolean}}", "{type: array, minItems: 1, items: {type: boolean}}"},
	{"MAX_ITEMS_LOWERED", "", "{type: array, maxItems: 2, items: {type: boolean}}", "{type: array, maxItems: 1, items: {type: boolean}}"},
	{"MAX_ITEMS_RAISED", "", "{type: array, maxItems: 1, items: {type: boolean}}", "{type: array, maxItems: 2, items: {type: boolean}}"},
	{"FIELD_ADDED_OPTIONAL", "/x", "{$ref: Plain}", "{$ref: OptionalX}"},
	{"FIELD_ADDED_REQUIRED", "/x", "{$ref: Plain}", "{$ref: RequiredX}"},
	{"FIELD_REMOVED_OPTIONAL", "/x", "{$ref: OptionalX}", "{$ref: Plain}"},
	{"FIELD_REMOVED_REQUIRED", "/x", "{$ref: RequiredX}", "{$ref: Plain}"},
	{"FIELD_BECAME_REQUIRED", "/x", "{$ref: OptionalX}", "{$ref: RequiredX}"},
	{"FIELD_BECAME_OPTIONAL", "/x", "{$ref: RequiredX}", "{$ref: OptionalX}"},
	{"RESERVED_REMOVED", "", "{$ref: ReservedX}", "{$ref: Plain}"},
}

// mapContainers are the places of a map's value: VALUE stands for its schema,
// at is the pointer that leads to it.
var mapContainers = []struct{ name, at, schema string }{
	{"map", "/name", "{type: object, additionalProperties: VALUE}"},
	{"map of maps", "/name/name", "{type: object, additionalProperties: {type: object, additionalProperties: VALUE}}"},
	{"map of arrays", "/name/0", "{type: object, additionalProperties: {type: array, minItems: 2, items: VALUE}}"},
	{"map of arrays of arrays", "/name/0/0", "{type: object, additionalProperties: {type: array, minItems: 2, items: {type: array, minItems: 1, items: VALUE}}}"},
	{"array of maps", "/0/name", "{type: array, minItems: 2, items: {type: object, additionalProperties: VALUE}}"},
}

// mapValueTypes are the objects that map values refer to. Each has one field y,
// so that none is without fields. They are declared under one Go name in turn:
// see namedValue.
var mapValueTypes = map[string]string{
	"Plain":     "{type: object, properties: {y: {type: boolean}}}",
	"OptionalX": "{type: object, properties: {y: {type: boolean}, x: {type: integer}}}",
	"RequiredX": "{type: object, required: [x], properties: {y: {type: boolean}, x: {type: integer}}}",
	"ReservedX": "{type: object, reserved: [x], properties: {y: {type: boolean}}}",
}

// namedValue replaces a reference to one of mapValueTypes by one to the type
// Value, which it returns: the Go name of the value stays the same.
func namedValue(schema string) (value string, types map[string]string) {
	for name, text := range mapValueTypes {
		if strings.Contains(schema, "{$ref: "+name+"}") {
			return "{$ref: Value}", map[string]string{"Value": text}
		}
	}
	return schema, nil
}

func TestCompare_FindsChangesOfMapValues(t *testing.T) {
	for _, in := range mapContainers {
		for _, c := range mapValueCases {
			t.Run(in.name+"/"+c.rule, func(t *testing.T) {
				before, oldTypes := namedValue(c.old)
				after, newTypes := namedValue(c.new)
				old := inline(t, "1.0.0", strings.ReplaceAll(in.schema, "VALUE", before), oldTypes)
				new := inline(t, "1.0.1", strings.ReplaceAll(in.schema, "VALUE", after), newTypes)
				change := onlyChange(t, old, new, Options{})
				if want := "/payload/note" + in.at + c.at; change.Rule.ID != c.rule || change.Places[0].Pointer != want {
					t.Fatalf("%s at %s, want %s at %s", change.Rule.ID, change.Places[0].Pointer, c.rule, want)
				}
				rule := ruleOf(c.rule)
				if change.Backward.Verdict != rule.Backward || change.Forward.Verdict != rule.Forward {
					t.Errorf("backward %s, forward %s; the rule says %s, %s", change.Backward.Verdict, change.Forward.Verdict, rule.Backward, rule.Forward)
				}
				for _, e := range []Effect{change.Backward, change.Forward} {
					if e.Verdict == Breaks && !strings.HasPrefix(e.Violation, change.Places[0].Pointer+" ") {
						t.Errorf("the violation is %q, want one at %s", e.Violation, change.Places[0].Pointer)
					}
				}
				prove(t, change, old, new)
			})
		}
	}
}

// A field that is renamed is also one that goes and one that comes.
func TestCompare_FindsRenamesInMapValues(t *testing.T) {
	types := func(field string) map[string]string {
		return map[string]string{"Value": "{type: object, properties: {y: {type: boolean}, " + field + ": {type: integer}}}"}
	}
	for _, in := range mapContainers {
		t.Run(in.name, func(t *testing.T) {
			schema := strings.ReplaceAll(in.schema, "VALUE", "{$ref: Value}")
			report, err := Compare(inline(t, "1.0.0", schema, types("width")), inline(t, "1.1.0", schema, types("widths")), Options{})
			if err != nil {
				t.Fatal(err)
			}
			i := slices.IndexFunc(report.Changes, func(c Change) bool { return c.Rule.ID == "FIELD_RENAMED" })
			if i < 0 {
				t.Fatalf("no rename among %d changes", len(report.Changes))
			}
			if got, want := report.Changes[i].Places[0].Pointer, "/payload/note"+in.at+"/widths"; got != want {
				t.Errorf("renamed at %s, want %s", got, want)
			}
			if !strings.Contains(string(report.Changes[i].Example), `"width":0`) {
				t.Errorf("the example is %s, want one with a width", report.Changes[i].Example)
			}
		})
	}
}

func TestMapValueCases_CoverEveryRule(t *testing.T) {
	for _, r := range append(fieldRules(), valueRules()...) {
		if r.ID == "FIELD_RENAMED" {
			continue // see TestCompare_FindsRenamesInMapValues
		}
		if !slices.ContainsFunc(mapValueCases, func(c struct{ rule, at, old, new string }) bool { return c.rule == r.ID }) {
			t.Errorf("mapValueCases has no case for %s", r.ID)
		}
	}
}
