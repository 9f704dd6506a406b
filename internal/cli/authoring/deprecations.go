package authoring

import (
	"path"
	"path/filepath"
	"strings"
	"time"

	"github.com/mediamesh/events/internal/cli/console"
	"github.com/mediamesh/events/internal/contract"
	finding "github.com/mediamesh/events/internal/findings"
)

// Rules for what lint and generate report about deprecations.
const (
	ruleDeprecated = "deprecated"
	ruleSunset     = "sunset"
)

// deprecationNotes are findings about what a contract deprecates. They are not faults. Even
// something past its sunset is an error only on request: a build must not fail because of
// the calendar alone.
func deprecationNotes(dir string, c *contract.Contract, now time.Time, strict bool) []finding.Finding {
	var list []finding.Finding
	for _, d := range contract.Deprecations(c, now) {
		f := finding.Finding{
			File: path.Join(filepath.ToSlash(dir), d.Pos.File), Line: d.Pos.Line, Rule: ruleDeprecated, Severity: finding.Note,
			Message: deprecatedName(d) + " is deprecated " + strings.TrimSuffix(d.Text(), "."),
		}
		switch {
		case d.Sunset == "":
		case d.DaysLeft < 0:
			f.Rule, f.Severity = ruleSunset, finding.Warning
			f.Message = withDays(f.Message, d.Sunset, console.Count(-d.DaysLeft, "day")+" ago")
			f.Help = takeOut(d) + ", or give it another sunset"
			if strict {
				f.Severity = finding.Error
			}
		default:
			f.Message = withDays(f.Message, d.Sunset, console.Count(d.DaysLeft, "day")+" left")
		}
		list = append(list, f)
	}
	return list
}

// takeOut says how to remove something deprecated.
func takeOut(d contract.Deprecated) string {
	switch {
	case d.Field == nil:
		return "remove its file from the contract"
	case d.Field.Required:
		return "remove it in a new major version, since old readers require it"
	}
	return "remove it from the contract in a new minor version"
}

// withDays returns a sunset with the number of days left.
func withDays(message, sunset, days string) string {
	return strings.Replace(message, ", until "+sunset, ", until "+sunset+" ("+days+")", 1)
}

// deprecatedName is "playback.ended 1.0.0" or "playback.ended 1.0.0 /payload/userId".
func deprecatedName(d contract.Deprecated) string {
	name := d.Event.Type + " " + d.Event.Version
	if d.Pointer != "" {
		name += " " + d.Pointer
	}
	return name
}

// sayDeprecations prints to standard error, as text, what a contract deprecates.
func sayDeprecations(a *console.App, dir string, c *contract.Contract) {
	if a.JSON() || a.ForBuilds() {
		return
	}
	// Failing to write this does not deserve another message.
	_ = a.PrintFindings(a.Err, nil, deprecationNotes(dir, c, time.Now(), false))
}
