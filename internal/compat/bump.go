package compat

import (
	"fmt"
	"strings"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/internal/contract"
)

// A Bump is the version change that the changes of one event require.
type Bump struct {
	Event *contract.Event // of the new contract
	// Was is the version that the old contract declares.
	Was string
	// Level is the highest of the changes'.
	Level Level
	// Smallest is the smallest legal version; for a major change, the version of a new
	// file.
	Smallest string
	// Legal reports whether the event declares at least Smallest.
	Legal bool
}

// version checks the version that an event declares.
func (c *comparison) version(p pair) {
	level := c.levels[p.new]
	b := Bump{Event: p.new, Was: p.old.Version, Level: level, Smallest: level.after(p.old.Version)}
	newer, err := events.CompareVersions(p.new.Version, b.Smallest)
	b.Legal = level != Major && err == nil && newer >= 0
	if level != Same || !b.Legal {
		c.report.Events = append(c.report.Events, b)
	}
	lower, err := events.CompareVersions(p.new.Version, p.old.Version)
	switch {
	case err == nil && lower < 0:
		c.versionChange("VERSION_LOWERED", p, Patch, fmt.Sprintf("is at version %s, was at %s", p.new.Version, p.old.Version), "")
	case b.Legal:
	case level == Major:
		c.versionChange("VERSION_TOO_LOW", p, level, fmt.Sprintf("breaks readers as version %s; the smallest legal version is %s", p.new.Version, b.Smallest),
			c.majorHelp(p.new, b.Smallest))
	default:
		c.versionChange("VERSION_TOO_LOW", p, level, fmt.Sprintf("is at version %s; the smallest legal version is %s (%s)", p.new.Version, b.Smallest, level), "declare version: "+b.Smallest)
	}
}

// majorHelp says where to make a change that breaks readers.
func (c *comparison) majorHelp(e *contract.Event, version string) string {
	if find(c.new, e.Type, e.Major+1) != nil {
		return fmt.Sprintf("make the change in %s only, and leave this file as it was", majorFile(e))
	}
	return fmt.Sprintf("write %s with version %s, and leave this file as it was", majorFile(e), version)
}

// majorFile is the file of an event's next major.
func majorFile(e *contract.Event) string {
	stem := strings.TrimSuffix(strings.TrimSuffix(e.Pos.File, ".yaml"), fmt.Sprintf(".v%d", e.Major))
	return fmt.Sprintf("%s.v%d.yaml", stem, e.Major+1)
}

func (c *comparison) versionChange(rule string, p pair, level Level, message, help string) {
	change := Change{Rule: ruleOf(rule), Pos: p.new.Pos, Old: p.old.Pos, Places: []Place{{Event: p.new}}, Message: message, Level: level, Illegal: true}
	if help != "" {
		change.Rule.Help = help
	}
	if pos, ok := p.new.At("version"); ok {
		change.Pos = pos
	}
	if pos, ok := p.old.At("version"); ok {
		change.Old = pos
	}
	c.report.Changes = append(c.report.Changes, change)
}

// judge finds changes for which the version of an event is too low.
func (c *comparison) judge() {
	declared := map[*contract.Event]Level{}
	for _, b := range c.report.Events {
		if b.Legal {
			continue
		}
		declared[b.Event] = declaredLevel(b)
	}
	for i := range c.report.Changes {
		change := &c.report.Changes[i]
		for _, p := range change.Places {
			if most, short := declared[p.Event]; short && change.Level > most {
				change.Illegal = true
			}
		}
	}
}

// declaredLevel is the level of the declared version change.
func declaredLevel(b Bump) Level {
	for _, l := range []Level{Minor, Patch} {
		if newer, err := events.CompareVersions(b.Event.Version, l.after(b.Was)); err == nil && newer >= 0 {
			return l
		}
	}
	return Same
}
