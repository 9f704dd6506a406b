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

// Message says in a sentence what is wrong. Its values are made up.
func (c *Counterexample) Message() string {
	switch {
	case c.Fault == Fails && c.Other == nil:
		return fmt.Sprintf("an event of %s cannot be led to %s: %s", c.From, c.To, c.why())
	case c.Fault == Fails:
		return fmt.Sprintf("an event of %s cannot return from %s: %s", c.From, c.To, c.why())
	case c.Path == nil:
		return fmt.Sprintf("an event of %s returns from %s with the same values in other words: their order, or how a number is written", c.From, c.To)
	}
	return fmt.Sprintf("%s of an event of %s is not what it was when it returns from %s: %s", jsonpointer.Join("", c.Path...), c.From, c.To, c.change())
}

func (c *Counterexample) change() string {
	switch {
	case c.Is == "":
		return brief(c.Was) + " is gone"
	case c.Was == "":
		return "it was absent, and is " + brief(c.Is)
	}
	return brief(c.Was) + " became " + brief(c.Is)
}

// brief is a value that is not too long to be read.
func brief(text string) string {
	const most = 60
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}

// why is the error without what has been said.
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

// Help says what to do about it, by the migration that the contract declares.
func (c *Counterexample) Help(m *contract.Migration) string {
	step := c.step(m)
	up := (m.From.Version == c.From) == (c.Other == nil)
	switch {
	case c.Fault == Loses && step == nil:
		return "no step is about it: lead it over by one, or drop it"
	case c.Fault == Loses:
		return fmt.Sprintf("if that may be so, declare it beside the step %q, loses: WHY; if not, correct the step", step)
	case up:
		return helpUp(step)
	}
	return helpDown(step) + "; or declare notAllBack: WHY, if readers of the older version need not get such events"
}

func helpUp(step *contract.Step) string {
	switch {
	case step == nil:
		return "no step takes care of it: add one, such as a default; or widen what the newer version admits"
	case step.Op == contract.StepMap:
		return fmt.Sprintf("give %q a value for each that the older version has", step)
	}
	return fmt.Sprintf("%q gives it what the newer version does not admit: correct the step, or widen that", step)
}

func helpDown(step *contract.Step) string {
	switch {
	case step == nil:
		return "no step takes care of it: add one"
	case step.Op == contract.StepDrop:
		return fmt.Sprintf("give %q a value for the way back, back: VALUE", step)
	case step.Op == contract.StepMap:
		return fmt.Sprintf("give %q a value for each that only the newer version has, back: {NEWER: OLDER}", step)
	}
	return fmt.Sprintf("%q gives it what the older version does not admit: correct the step", step)
}

// step is the step that a counterexample is about, nil if it is about none.
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
		older = !older // what is invalid is what it became
	}
	return StepAt(m, c.Path, older)
}

// Pos is where in the contract it is to be mended: at the step, else at the
// migration.
func (c *Counterexample) Pos(m *contract.Migration) contract.Pos {
	if s := c.step(m); s != nil {
		return s.Pos
	}
	return m.Pos
}

// GoHelp says what to do about it in a migration that is written in Go.
func (c *Counterexample) GoHelp() string {
	switch {
	case c.Fault == Loses && slices.Contains(c.Path, undeclared):
		return "carry over what the payload has in Unknown, of nested objects too"
	case c.Fault == Loses && c.Path == nil:
		return "carry Unknown over in its order"
	case c.Fault == Loses:
		return fmt.Sprintf("carry it over, or declare the loss where the migration is registered: .Loses(%q, WHY)", "/"+strings.ReplaceAll(wildcards(c.Path), ".", "/"))
	}
	return "have the migration lead every event of the version, or declare where it is registered that it does not: .MayFail(WHY)"
}
