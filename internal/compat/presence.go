package compat

import (
	"fmt"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/internal/contract"
)

// addedEvent notes an event that the old contract does not have, at this major.
func (c *comparison) addedEvent(e *contract.Event) {
	c.report.Changes = append(c.report.Changes, Change{
		Rule: ruleOf("EVENT_ADDED"), Pos: e.Pos, Places: []Place{{Event: e}}, Message: fmt.Sprintf("is new, at version %s", e.Version),
	})
}

// removedEvent notes one that the new contract does not have.
func (c *comparison) removedEvent(e *contract.Event) {
	change := Change{Rule: ruleOf("EVENT_REMOVED"), Pos: c.domainPos(e), Old: e.Pos, Places: []Place{{Event: e}}, Level: Major, Illegal: true}
	change.Message = "is gone"
	for _, other := range c.new.Events() {
		switch {
		case other.Type == e.Type:
			change.Rule = ruleOf("MAJOR_REMOVED")
			change.Message = fmt.Sprintf("is gone at major %d", e.Major)
		case other.Constant == e.Constant && e.Constant != "" && change.Rule.ID == "EVENT_REMOVED":
			change.Message = "is gone; " + other.Type + " has its constant, but another name on the wire is another event"
		}
	}
	if sunset := c.sunset(e); sunset != "" && sunset < c.options.Now.UTC().Format(time.DateOnly) {
		change.Illegal = false
		change.Message += ", its sunset " + sunset + " being past"
	}
	d := difference{rule: change.Rule.ID, pair: pair{old: e}, whole: true}
	change.Backward = Effect{Verdict: Unproven, Tried: 1}
	if data, ok := least(e); ok {
		if effect, refused := c.prover.refused(backward, data, &d); refused {
			change.Backward = effect
		}
	}
	c.report.Changes = append(c.report.Changes, change)
}

// domainPos is where the new contract lists the events of an event's domain.
func (c *comparison) domainPos(e *contract.Event) contract.Pos {
	for _, d := range c.new.Domains {
		if d.Name == e.Domain.Name {
			return d.Pos
		}
	}
	return contract.Pos{File: "catalog.yaml", Line: 1}
}

// sunset is the sunset of an event in the newest published contract that has the event: an
// older one may not have known of it, or have announced one that was withdrawn.
func (c *comparison) sunset(e *contract.Event) string {
	newest := e
	for _, other := range c.options.Others {
		o := find(other, e.Type, e.Major)
		if o == nil {
			continue
		}
		if newer, err := events.CompareVersions(o.Version, newest.Version); err == nil && newer > 0 {
			newest = o
		}
	}
	return sunsetOf(newest)
}

// sunsetOf is the last day on which an event is guaranteed to exist; "" if none is
// announced.
func sunsetOf(e *contract.Event) string {
	if e.Deprecated == nil {
		return ""
	}
	return e.Deprecated.Sunset
}

// deprecated describes the change of a deprecation; "" if there is none.
func deprecated(before, after *contract.Deprecation) string {
	switch {
	case before == nil && after == nil:
		return ""
	case before == nil:
		return "is deprecated " + after.Text()
	case after == nil:
		return "is no longer deprecated"
	case before.Text() == after.Text():
		return ""
	}
	return "has a different deprecation: " + after.Text()
}
