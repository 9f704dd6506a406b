package migration_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mediamesh/events"
	"github.com/mediamesh/events/internal/migration"
	"github.com/mediamesh/events/migrate"
	"github.com/mediamesh/events/wire"
)

const anyNote = "payload: {type: object, required: [note], properties: {note: {type: string, maxLength: 20}}}\n"

// Without a downcast, no event has to return.
func TestProve_DoesNotReturnWithoutDowncast(t *testing.T) {
	majors, types := noted(t, olderNote, newerNote)
	both := migrate.Rewrite(types[0], types[1], migrate.Drop("legacy"))
	for _, c := range []struct {
		name       string
		migrations []events.Migration
		up, down   bool
		tried      int
		want       []string
	}{
		{"upcast only", []events.Migration{both[0]}, true, false, 100, []string{"an event of 1.0.0 cannot be migrated to 2.0.0: /payload/note must have at most 10 characters, has 11"}},
		{"downcast only", []events.Migration{both[1]}, false, true, 100, []string{
			"an event of 2.0.0 cannot be migrated to 1.0.0: /payload/legacy is required",
			"an event of 2.0.0 cannot be migrated to 1.0.0: /payload/title must have at most 20 characters, has 21",
		}},
		{"none", nil, false, false, 0, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, err := migration.Pair{Registry: with(t, types, c.migrations...), Older: majors[0], Newer: majors[1]}.Prove(t.Context(), 1, 100)
			if err != nil || r.Up != c.up || r.Down != c.down || r.Tried != c.tried {
				t.Errorf("up %t, down %t, %d tried, %v, want up %t, down %t, %d tried", r.Up, r.Down, r.Tried, err, c.up, c.down, c.tried)
			}
			if diff := cmp.Diff(c.want, messages(r)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// Of three majors, a pair takes only the migrations between its own two.
func TestProve_TakesMigrationsOfItsPair(t *testing.T) {
	majors, types := noted(t, anyNote, anyNote, anyNote)
	first, second := migrate.Rewrite(types[0], types[1], migrate.Default("x", "1")), migrate.Rewrite(types[1], types[2], migrate.Default("x", "1"))
	for _, c := range []struct {
		name       string
		migrations []events.Migration
		older      int // of majors
		up, down   bool
	}{
		{"upcasts, first pair", []events.Migration{first[0], second[0]}, 0, true, false},
		{"upcasts, second pair", []events.Migration{first[0], second[0]}, 1, true, false},
		{"downcasts, first pair", []events.Migration{first[1], second[1]}, 0, false, true},
		{"downcasts, second pair", []events.Migration{first[1], second[1]}, 1, false, true},
		{"migrations of the first pair, second pair", first, 1, false, false},
		{"migrations of the second pair, first pair", second, 0, false, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := migration.Pair{Registry: with(t, types, c.migrations...), Older: majors[c.older], Newer: majors[c.older+1]}
			r, err := p.Prove(t.Context(), 1, 16)
			if err != nil || r.Up != c.up || r.Down != c.down || len(r.Counterexample) > 0 {
				t.Errorf("up %t, down %t, %v, %v, want up %t, down %t", r.Up, r.Down, messages(r), err, c.up, c.down)
			}
		})
	}
}

func TestProve_ReturnsCauseOfCancellation(t *testing.T) {
	majors, types := noted(t, anyNote, anyNote)
	cause := errors.New("out of time")
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(cause)
	p := migration.Pair{Registry: with(t, types, migrate.Rewrite(types[0], types[1], migrate.Default("x", "1"))...), Older: majors[0], Newer: majors[1]}
	if _, err := p.Prove(ctx, 1, 100); !errors.Is(err, cause) {
		t.Errorf("error %v, want %v", err, cause)
	}
}

func TestProve_NeedsNoEvents(t *testing.T) {
	majors, types := noted(t, anyNote, anyNote)
	p := migration.Pair{Registry: with(t, types, migrate.Rewrite(types[0], types[1], migrate.Default("x", "1"))...), Older: majors[0], Newer: majors[1]}
	if r, err := p.Prove(t.Context(), 1, 0); err != nil || !r.Up || !r.Down || r.Tried != 0 {
		t.Errorf("%+v, %v, want both migrations and no events", r, err)
	}
}

// An upcast that is wrong about many fields has as many counterexamples as are
// made small, and no more.
func TestProve_LimitsCounterexamples(t *testing.T) {
	payload := func(values string) string {
		var fields []string
		for i := range 24 {
			fields = append(fields, fmt.Sprintf("f%02d: {type: string, enum: [%s]}", i, values))
		}
		return "payload: {type: object, properties: {" + strings.Join(fields, ", ") + "}}\n"
	}
	const most = "A, B, C, D, E, F, G, H, I, J, K, L"
	majors, types := noted(t, payload(most+", M"), payload(most))
	up := migrate.Rewrite(types[0], types[1], migrate.Default("x", "1"))[0]
	r, err := migration.Pair{Registry: with(t, types, up), Older: majors[0], Newer: majors[1]}.Prove(t.Context(), 1, 2_000)
	if err != nil || len(r.Counterexample) != 20 {
		t.Errorf("%d counterexamples, %v, want 20", len(r.Counterexample), err)
	}
	places := map[string]bool{}
	for _, x := range r.Counterexample {
		places[strings.Join(x.Path, "/")] = true
	}
	if len(places) != len(r.Counterexample) {
		t.Errorf("%d counterexamples of %d fields, want one of each", len(r.Counterexample), len(places))
	}
}

// Some events have a field that no version declares, as those of a newer minor
// version have: in the payload and in each object within it.
func TestProve_TriesUndeclaredFields(t *testing.T) {
	const payload = "payload: {type: object, required: [part, list, map], properties: {part: {$ref: Part}, " +
		"list: {type: array, minItems: 1, items: {$ref: Part}}, map: {type: object, additionalProperties: {$ref: Part}}}}\n"
	majors, types := noted(t, payload, payload)
	for _, path := range []string{"undeclaredField", "part.undeclaredField", "list.*.undeclaredField", "map.*.undeclaredField"} {
		t.Run(path, func(t *testing.T) {
			// The field is an array, which Convert refuses.
			up := migrate.Rewrite(types[0], types[1], migrate.Convert(path, path, 2))[0]
			r, err := migration.Pair{Registry: with(t, types, up), Older: majors[0], Newer: majors[1]}.Prove(t.Context(), 1, 100)
			want := []string{"an event of 1.0.0 cannot be migrated to 2.0.0: convert " + path + " to " + path + ", times 2 finds an array, not a number"}
			if diff := cmp.Diff(want, messages(r)); diff != "" || err != nil {
				t.Errorf("%v (-want +got):\n%s", err, diff)
			}
		})
	}
}

// Some events have the greatest integer of 64 bits where the payload has no upper
// limit, and the least where it has no lower one, so that a conversion that multiplies it is found out: in the payload and in
// what lies within it. What any object holds stays as it is.
func TestProve_TriesFarthestIntegers(t *testing.T) {
	const line, any = "{$ref: Part}", "{type: object, additionalProperties: true}"
	for _, c := range []struct{ name, field, path, at string }{
		{"no limit", "{type: integer}", "field", "less than at /payload/field, more than at /payload/field"},
		{"minimum", "{type: integer, minimum: 5}", "field", "less than at /payload/field"},
		{"exclusive minimum", "{type: integer, exclusiveMinimum: 5}", "field", "less than at /payload/field"},
		{"maximum", "{type: integer, maximum: 5}", "field", "more than at /payload/field"},
		{"exclusive maximum", "{type: integer, exclusiveMaximum: 5}", "field", "more than at /payload/field"},
		{"both limits", "{type: integer, minimum: 1, maximum: 5}", "field", ""},
		{"both exclusive limits", "{type: integer, exclusiveMinimum: 1, exclusiveMaximum: 5}", "field", ""},
		{"field of an object", line, "field.size", "less than at /payload/field/size, more than at /payload/field/size"},
		{"field of array items", "{type: array, minItems: 1, items: " + line + "}", "field.*.size", "less than at /payload/field/*/size, more than at /payload/field/*/size"},
		{"field of map values", "{type: object, additionalProperties: " + line + "}", "field.*.size", "less than at /payload/field/*/size, more than at /payload/field/*/size"},
		{"field of any object", any, "field.size", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			payload := func(field string) string {
				return "payload: {type: object, required: [field, any], properties: {field: " + field + ", any: " + any + "}}\n"
			}
			newer := c.field
			if c.path == "field" {
				newer = "{type: integer}"
			}
			majors, types := noted(t, payload(c.field), payload(newer))
			up := migrate.Rewrite(types[0], types[1], migrate.Convert(c.path, c.path, 2))[0]
			r, err := migration.Pair{Registry: with(t, types, up), Older: majors[0], Newer: majors[1]}.Prove(t.Context(), 1, 400)
			if err != nil {
				t.Fatal(err)
			}
			if got := overflows(t, r); got != c.at {
				t.Errorf("must be %q, want %q", got, c.at)
			}
		})
	}
}

// A field has its farthest integers whatever the limits of the field beside it.
func TestProve_TriesFarthestIntegersBesideLimits(t *testing.T) {
	for _, beside := range []string{"minimum: 5", "exclusiveMinimum: 5", "maximum: 5", "exclusiveMaximum: 5"} {
		t.Run(beside, func(t *testing.T) {
			payload := "payload: {type: object, required: [field, beside], properties: {field: {type: integer}, beside: {type: integer, " + beside + "}}}\n"
			majors, types := noted(t, payload, payload)
			up := migrate.Rewrite(types[0], types[1], migrate.Convert("field", "field", 2))[0]
			r, err := migration.Pair{Registry: with(t, types, up), Older: majors[0], Newer: majors[1]}.Prove(t.Context(), 1, 400)
			if err != nil {
				t.Fatal(err)
			}
			if got, want := overflows(t, r), "less than at /payload/field, more than at /payload/field"; got != want {
				t.Errorf("must be %q, want %q", got, want)
			}
		})
	}
}

// overflows names the limits of 64 bits that integers exceed, and where. All
// counterexamples must be such integers.
func overflows(t *testing.T, r migration.Result) string {
	t.Helper()
	var places []string
	for _, x := range r.Counterexample {
		if len(x.Path) == 4 {
			x.Path[2] = "*" // an element's index or a name
		}
		for _, how := range []string{"less than ", "more than -"} {
			if strings.HasSuffix(x.Message(), " must be "+how+"9223372036854775808 to fit 64 bits") {
				places = append(places, strings.TrimSuffix(how, "-")+"at /"+strings.Join(x.Path, "/"))
			}
		}
	}
	if len(places) != len(r.Counterexample) {
		t.Errorf("found %q, want integers that do not fit only", messages(r))
	}
	slices.Sort(places)
	return strings.Join(slices.Compact(places), ", ")
}

// Enough events have far integers that the values of a map are found out at many
// of the eighteen names that made-up maps have.
func TestProve_TriesGreatestIntegersOften(t *testing.T) {
	const payload = "payload: {type: object, required: [map], properties: {map: {type: object, additionalProperties: {$ref: Part}}}}\n"
	majors, types := noted(t, payload, payload)
	up := migrate.Rewrite(types[0], types[1], migrate.Convert("map.*.size", "map.*.size", 2))[0]
	r, err := migration.Pair{Registry: with(t, types, up), Older: majors[0], Newer: majors[1]}.Prove(t.Context(), 1, 1_000)
	places := map[string]bool{}
	for _, x := range r.Counterexample {
		if strings.HasSuffix(x.Message(), "/size must be less than 9223372036854775808 to fit 64 bits") {
			places[strings.Join(x.Path, "/")] = true
		}
	}
	if len(places) < 8 || err != nil {
		t.Errorf("fails at %d names, %v, want 8 at least", len(places), err)
	}
}

// Long values are cut in messages, between code points.
func TestProve_CutsLongValuesInMessages(t *testing.T) {
	for _, c := range []struct{ name, value, want string }{
		{"60 characters with quotes", strings.Repeat("ä", 58), `"` + strings.Repeat("ä", 58) + `"`},
		{"61 characters with quotes", strings.Repeat("ä", 59), `"` + strings.Repeat("ä", 59) + "…"},
		{"many characters", strings.Repeat("ä", 200), `"` + strings.Repeat("ä", 59) + "…"},
	} {
		t.Run(c.name, func(t *testing.T) {
			payload := func(note string) string {
				return "payload: {type: object, required: [id], properties: {id: {type: boolean}" + note + "}}\n"
			}
			majors, types := noted(t, payload(""), payload(", note: {type: string, enum: ["+c.value+"]}"))
			both := migrate.Rewrite(types[0], types[1], migrate.Default("note", wire.JSON(`"`+c.value+`"`)))
			r, err := migration.Pair{Registry: with(t, types, both...), Older: majors[0], Newer: majors[1]}.Prove(t.Context(), 1, 50)
			want := []string{"/payload/note of an event of 2.0.0 changes on the round trip through 1.0.0: it was absent and is now " + c.want}
			if diff := cmp.Diff(want, messages(r)); diff != "" || err != nil {
				t.Errorf("%v (-want +got):\n%s", err, diff)
			}
		})
	}
}

// A loss is declared by a JSON Pointer, in which "*" stands for any name. It excuses
// that place and what lies below it.
func TestProve_ExcusesDeclaredLosses(t *testing.T) {
	const payload = "payload: {type: object, properties: {field: {type: object, additionalProperties: {$ref: Part}}}}\n"
	majors, types := noted(t, payload, payload)
	both := migrate.Rewrite(types[0], types[1], migrate.Convert("field.*.size", "field.*.size", 0.5)) // which rounds
	for _, c := range []struct {
		declared   string
		tags, odd  bool // whether losses at the names "tags" and "a/b~c" are reported
		everything bool // whether all others are
	}{
		{"", true, true, true},
		{"/payload/field/tags/size", false, true, true},
		{"/payload/field/tags", false, true, true},
		{"/payload/field/a~1b~0c/size", true, false, true},
		{"/payload/field/a~1b~0c", true, false, true},
		{"/payload/field/*/size", false, false, false},
		{"/payload/field/*", false, false, false},
		{"/payload/field", false, false, false},
		{"/payload/*/*/size", false, false, false},
		{"/payload/field/a~0b~1c/size", true, true, true},
		{"/payload/field/a/b~0c/size", true, true, true},
		{"/payload/field/*/size/unit", true, true, true},
		{"/payload/field/*/siz", true, true, true},
		{"/payload/size", true, true, true},
	} {
		t.Run(c.declared, func(t *testing.T) {
			up, down := both[0], both[1].Loses("/payload", "not of interest")
			if c.declared != "" {
				up = up.Loses(c.declared, "it is rounded")
			}
			r, err := migration.Pair{Registry: with(t, types, up, down), Older: majors[0], Newer: majors[1]}.Prove(t.Context(), 1, 250)
			if err != nil {
				t.Fatal(err)
			}
			var names []string
			for _, x := range r.Counterexample {
				if x.Fault == migration.Loses {
					names = append(names, x.Path[2])
				}
			}
			others := len(slices.DeleteFunc(slices.Clone(names), func(name string) bool { return name == "tags" || name == "a/b~c" }))
			if slices.Contains(names, "tags") != c.tags || slices.Contains(names, "a/b~c") != c.odd || others > 0 != c.everything {
				t.Errorf("reports losses at %q, want at tags: %t, at a/b~c: %t, at others: %t", names, c.tags, c.odd, c.everything)
			}
		})
	}
}
