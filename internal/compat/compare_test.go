package compat

import (
	"testing"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/contract/jsonschema"
)

func TestNothingChanged(t *testing.T) {
	own := read(t, "../../contract")
	published, err := jsonschema.ReadFolder("../../catalog/schemas")
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		old     *contract.Contract
		options Options
	}{
		"the contract itself":        {own, Options{}},
		"its schemas":                {published, Options{Published: true}},
		"its schemas, read strictly": {published, Options{Published: true, Strict: true}},
	} {
		report, err := Compare(c.old, own, c.options)
		if err != nil {
			t.Fatal(err)
		}
		if len(report.Changes) > 0 || len(report.Events) > 0 || !report.Legal() {
			t.Errorf("%s:\n%s", name, render(report))
		}
	}
}

// The example's history: 1.0.0, 1.1.0 in the same file, 2.0.0 in one of its own.
func TestPlayback(t *testing.T) {
	report, err := Compare(read(t, "../../examples/playback/old/contract"), read(t, "../../examples/playback/contract"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if !report.Legal() {
		t.Errorf("not legal:\n%s", render(report))
	}
	for _, e := range report.Events {
		if e.Event.Type != "playback.started" || e.Event.Major != 1 || e.Was != "1.0.0" || e.Level != Minor || e.Smallest != "1.1.0" {
			t.Errorf("%s %d: was %s, %s, smallest %s", e.Event.Type, e.Event.Major, e.Was, e.Level, e.Smallest)
		}
	}
	if len(report.Events) != 1 {
		t.Errorf("%d events changed, want one", len(report.Events))
	}
}
