package compat

import "testing"

// The same limit in other words is a patch that breaks neither side.
func TestCompare_ReportsRewrittenLimits(t *testing.T) {
	for _, c := range []struct{ name, one, other, there, back string }{
		{"minLength of 0", "{type: string}", "{type: string, minLength: 0}", "may be empty, as before", "may be empty, as before"},
		{"maxLength that a format implies", "{type: string, format: email}", "{type: string, format: email, maxLength: 254}",
			"has at most 254 characters, as its format had it before", "has at most 254 characters, as its format had it before"},
		{"minItems of 0", "{type: array, items: {type: boolean}}", "{type: array, minItems: 0, items: {type: boolean}}", "may be empty, as before", "may be empty, as before"},
		{"order of an enum", "{type: string, enum: [A, B]}", "{type: string, enum: [B, A]}", "has its values in another order", "has its values in another order"},
		{"exclusive minimum of an integer", "{type: integer, exclusiveMinimum: 0}", "{type: integer, minimum: 1}",
			"is at least 1, which is the same as above 0", "is above 0, which is the same as at least 1"},
		{"exclusive maximum of an integer", "{type: integer, exclusiveMaximum: 10}", "{type: integer, maximum: 9}",
			"is at most 9, which is the same as below 10", "is below 10, which is the same as at most 9"},
	} {
		t.Run(c.name, func(t *testing.T) {
			wantRewritten(t, c.one, c.other, c.there)
			wantRewritten(t, c.other, c.one, c.back)
			for _, same := range []string{c.one, c.other} {
				report, err := Compare(inline(t, "1.0.0", same, nil), inline(t, "1.0.0", same, nil), Options{})
				if err != nil || len(report.Changes) > 0 {
					t.Errorf("%s compared with itself: %v\n%s", same, err, render(report))
				}
			}
		})
	}
}

func wantRewritten(t *testing.T, old, new, message string) {
	t.Helper()
	change := onlyChange(t, inline(t, "1.0.0", old, nil), inline(t, "1.0.1", new, nil), Options{})
	if change.Rule.ID != "REWRITTEN" || change.Message != message || change.Level != Patch || change.Breaking() {
		t.Errorf("%s to %s: %s, %s: %q, want REWRITTEN, PATCH: %q", old, new, change.Rule.ID, change.Level, change.Message, message)
	}
}
