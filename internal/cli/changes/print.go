package changes

import (
	"fmt"
	"path"
	"path/filepath"
	"strings"

	"github.com/mediamesh/events/internal/cli/console"
	"github.com/mediamesh/events/internal/compat"
	"github.com/mediamesh/events/internal/contract"
	finding "github.com/mediamesh/events/internal/findings"
)

// Print prints the changes as findings in the files of the contract in dir, and the smallest legal
// version of each event.
func (c *Comparisons) Print(a *console.App, dir string) error {
	var rules []finding.Rule
	for _, r := range compat.Rules() {
		rules = append(rules, finding.Rule{ID: r.ID, Purpose: r.Purpose, Help: r.Help})
	}
	var list []finding.Finding
	for _, one := range c.changes {
		f := findingOf(dir, one.Change)
		if c.several() {
			f.Message += " (against " + console.ShortList(one.against) + ")"
			f.Properties["against"] = one.against
		}
		list = append(list, f)
	}
	if err := a.PrintFindings(a.Out, rules, list); err != nil {
		return err
	}
	return c.printBumps(a)
}

// findingOf returns a change as a finding. It is an error if no version of this major may
// make the change, or if it is about the version itself.
func findingOf(dir string, c *compat.Change) finding.Finding {
	f := finding.Finding{
		File: path.Join(filepath.ToSlash(dir), c.Pos.File), Line: c.Pos.Line,
		Rule: c.Rule.ID, Severity: finding.Note, Message: console.Printable(placesText(c) + " " + c.Message),
		Properties: map[string]any{"level": c.Level, "backward": c.Backward.Verdict, "forward": c.Forward.Verdict, "places": placesOf(c)},
	}
	if isError(c) {
		f.Severity, f.Help = finding.Error, c.Rule.Help
	}
	f.Counterexamples = counterexamples(c)
	return f
}

func isError(c *compat.Change) bool {
	return c.Illegal && (c.Level == compat.Major || strings.HasPrefix(c.Rule.ID, "VERSION_"))
}

func counterexamples(c *compat.Change) (list []finding.Counterexample) {
	for _, side := range []struct {
		name, who string
		effect    compat.Effect
	}{
		{"backward", "new readers refuse what old writers produce", c.Backward},
		{"forward", "old readers refuse what new writers produce", c.Forward},
	} {
		switch side.effect.Verdict {
		case compat.Breaks:
			list = append(list, finding.Counterexample{
				Side: side.name, Text: side.who + ": " + side.effect.Violation, Event: side.effect.Event,
			})
		case compat.Unproven:
			text := fmt.Sprintf("perhaps %s: no counterexample found in %d tries", side.who, side.effect.Tried)
			if side.effect.GaveUp {
				text += "; the search for one gave up at its limit"
			}
			list = append(list, finding.Counterexample{Side: side.name, Text: text})
		}
	}
	if c.Example != nil {
		side := "both"
		if c.Rule.ID == "KEY_CHANGED" {
			side = "key"
		}
		list = append(list, finding.Counterexample{Side: side, Text: "an event " + c.ExampleText, Event: c.Example})
	}
	return list
}

// placesOf names the values that a change concerns.
func placesOf(c *compat.Change) []string {
	var list []string
	for _, p := range c.Places {
		list = append(list, strings.TrimSpace(EventName(p.Event)+" "+p.Pointer))
	}
	return list
}

// placesText names the first place, and the number of others.
func placesText(c *compat.Change) string {
	list := placesOf(c)
	if len(list) == 1 {
		return list[0]
	}
	return fmt.Sprintf("%s (and in %s)", list[0], console.Count(len(list)-1, "other place"))
}

// EventName is the wire name, with the major if that is not the first.
func EventName(e *contract.Event) string {
	if e.Major == 1 {
		return e.Type
	}
	return fmt.Sprintf("%s v%d", e.Type, e.Major)
}

// bump is the version change that an event needs, as a line of JSON.
type bump struct {
	Event    string       `json:"event"`
	Was      string       `json:"was"`
	Declared string       `json:"declared"`
	Level    compat.Level `json:"level"`
	Smallest string       `json:"smallest"`
	Legal    bool         `json:"legal"`
	Against  string       `json:"against,omitempty"` // of several references, the one that requires the most
}

// printBumps prints the smallest legal version of each event. For build servers, the
// findings contain it.
func (c *Comparisons) printBumps(a *console.App) error {
	for _, b := range c.bumps {
		against, in := "", ""
		if c.several() {
			against, in = b.against, " in "+b.against
		}
		switch {
		case a.JSON():
			if err := a.Encode(bump{EventName(b.Event), b.Was, b.Event.Version, b.Level, b.Smallest, b.Legal, against}); err != nil {
				return err
			}
		case !a.ForBuilds():
			fmt.Fprintf(a.Out, "%s: %s, was %s%s: the smallest legal version is %s (%s)\n", EventName(b.Event), b.Event.Version, b.Was, console.Printable(in), b.Smallest, b.Level)
		}
	}
	return nil
}
