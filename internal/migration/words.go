package migration

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/jsonpointer"
	"github.com/mediamesh/events/migrate"
)

// Message describes the problem in a sentence. Its values are generated ones.
func (c *Counterexample) Message() string {
	switch {
	case c.Fault == Fails && c.Other == nil:
		return fmt.Sprintf("an event of %s cannot be migrated to %s: %s", c.From, c.To, c.why())
	case c.Fault == Fails:
		return fmt.Sprintf("an event of %s cannot be migrated back from %s: %s", c.From, c.To, c.why())
	case c.Path == nil:
		return fmt.Sprintf("an event of %s returns from %s with equal values but different text: the order of fields, or how a number is written", c.From, c.To)
	}
	return fmt.Sprintf("%s of an event of %s changes on the round trip through %s: %s", jsonpointer.Join("", c.Path...), c.From, c.To, c.change())
}

func (c *Counterexample) change() string {
	switch {
	case c.Is == "":
		return brief(c.Was) + " is gone"
	case c.Was == "":
		return "it was absent and is now " + brief(c.Is)
	}
	return brief(c.Was) + " became " + brief(c.Is)
}

// brief truncates a value that is too long to read.
func brief(text string) string {
	const most = 60
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}

// why returns the text of the error without the parts that Message already has.
func (c *Counterexample) why() string {
	var migration *events.MigrationError
	var invalid *events.InvalidError
	var step *migrate.StepError
	switch {
	case errors.As(c.Err, &step):
		return step.Step.String() + " " + step.Problem
	case errors.As(c.Err, &invalid) && len(invalid.Violations) > 0:
		return invalid.Violations[0].String()
	case errors.As(c.Err, &migration):
		return migration.Err.Error()
	}
	return c.Err.Error()
}

// Help suggests what to change in the migration that the contract declares.
func (c *Counterexample) Help(m *contract.Migration) string {
	step := c.step(m)
	up := (m.From.Version == c.From) == (c.Other == nil)
	switch {
	case c.Fault == Loses && step == nil:
		return "no step covers it: migrate it with a step, or drop it"
	case c.Fault == Loses:
		return fmt.Sprintf("if the loss is acceptable, declare it on the step %q with loses: WHY; otherwise correct the step", step)
	case up:
		return helpUp(step)
	}
	return helpDown(step) + "; or declare notAllBack: WHY if readers of the older version do not need such events"
}

func helpUp(step *contract.Step) string {
	switch {
	case step == nil:
		return "no step handles it: add one, such as a default, or widen what the newer version accepts"
	case step.Op == contract.StepMap:
		return fmt.Sprintf("give %q a value for each value of the older version", step)
	}
	return fmt.Sprintf("%q gives it a value that the newer version does not accept: correct the step, or widen the newer version", step)
}

func helpDown(step *contract.Step) string {
	switch {
	case step == nil:
		return "no step handles it: add one"
	case step.Op == contract.StepDrop:
		return fmt.Sprintf("give %q a value for the downgrade with back: VALUE", step)
	case step.Op == contract.StepMap:
		return fmt.Sprintf("give %q a value for each value that only the newer version has, with back: {NEWER: OLDER}", step)
	}
	return fmt.Sprintf("%q gives it a value that the older version does not accept: correct the step", step)
}

// step returns the step that a counterexample is about, nil if there is none.
func (c *Counterexample) step(m *contract.Migration) *contract.Step {
	var failed *migrate.StepError
	if errors.As(c.Err, &failed) {
		n := failed.Number
		for _, s := range m.Steps {
			if n -= len(stepsOf(s)); n <= 0 {
				return s
			}
		}
	}
	older := m.From.Version == c.From
	if c.Fault == Fails && c.Other == nil {
		older = !older // the invalid event is the migrated one
	}
	return StepAt(m, c.Path, older)
}

// Pos is the position in the contract to correct: the step, or else the migration.
func (c *Counterexample) Pos(m *contract.Migration) contract.Pos {
	if s := c.step(m); s != nil {
		return s.Pos
	}
	return m.Pos
}

// GoHelp suggests what to change in a migration that is written in Go.
func (c *Counterexample) GoHelp() string {
	switch {
	case c.Fault == Loses && slices.Contains(c.Path, undeclared):
		return "copy the payload's Unknown, including that of nested objects"
	case c.Fault == Loses && c.Path == nil:
		return "copy Unknown in its original order"
	case c.Fault == Loses:
		return fmt.Sprintf("copy it, or declare the loss where the migration is registered: .Loses(%q, WHY)", "/"+strings.ReplaceAll(wildcards(c.Path), ".", "/"))
	}
	return "make the migration convert every event of the version, or declare where it is registered that it may fail: .MayFail(WHY)"
}
