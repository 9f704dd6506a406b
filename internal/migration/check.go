package migration

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/jsonpointer"
	"github.com/mediamesh/events/internal/jsontree"
	"github.com/mediamesh/events/internal/sample"
	"github.com/mediamesh/events/migrate"
)

// A Pair is an event in two neighbouring majors between which the registry has migrations.
type Pair struct {
	Registry     *events.Registry
	Older, Newer *contract.Event
}

// Fault is the kind of a migration error.
type Fault string

const (
	Fails Fault = "fails" // an event cannot be migrated to the other version
	Loses Fault = "loses" // an event changes on the round trip
)

// A Counterexample is an event for which a migration fails or loses data.
type Counterexample struct {
	Fault    Fault
	From, To string   // versions; a round trip starts at From
	Path     []string // the place of the problem, nil if it is not a single place
	Err      error    // set for Fails
	Was, Is  string   // set for Loses: JSON, "" for absent
	Event    []byte   // minimized
	Other    []byte   // the event in the other version; nil if the migration to it failed
}

// A Result holds what a proof found, with at most one counterexample per place.
type Result struct {
	Up, Down       bool // there is a migration
	Tried          int  // events that were migrated to the other version
	Counterexample []Counterexample
}

// most is the maximum number of counterexamples that are minimized, which takes a while.
const most = 20

// Prove migrates generated events to the other version and back, in both directions. It
// returns an error if events could not be generated, or if ctx ended first.
func (p Pair) Prove(ctx context.Context, seed uint64, count int) (Result, error) {
	var r Result
	var up, down events.Migration
	for _, m := range p.Registry.Migrations() {
		switch {
		case m.From().Name() != p.Older.Type:
		case m.From().Version() == p.Older.Version && m.To().Version() == p.Newer.Version:
			r.Up, up = true, m
		case m.From().Version() == p.Newer.Version && m.To().Version() == p.Older.Version:
			r.Down, down = true, m
		}
	}
	if r.Up {
		if err := p.prove(ctx, &r, trip{p, up, p.Older, p.Newer, r.Down}, seed, count); err != nil {
			return r, err
		}
	}
	if r.Down {
		return r, p.prove(ctx, &r, trip{p, down, p.Newer, p.Older, r.Up}, seed, count)
	}
	return r, nil
}

func (p Pair) prove(ctx context.Context, r *Result, t trip, seed uint64, count int) error {
	r.Tried += count
	source := sample.New(seed, fmt.Sprintf("%s %s", t.from.Type, t.from.Version))
	seen := map[string]bool{}
	led := 0
	for i := range count {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		data, err := source.Event(t.from)
		if err != nil {
			return err
		}
		switch {
		case i%4 == 3:
			data = strange(data, t.from.Payload)
		case i%8 == 6:
			data = far(data, t.from.Payload, i%16 == 6)
		}
		found := t.judge(data)
		if found == nil {
			led++
			continue
		}
		if found.Fault == Fails && found.Other == nil && t.migration.FailsFor() != "" {
			continue
		}
		led++
		if seen[found.kind()] || len(r.Counterexample) >= most {
			continue
		}
		seen[found.kind()] = true
		r.Counterexample = append(r.Counterexample, *t.smallest(found))
	}
	if led == 0 && count > 0 {
		return fmt.Errorf("%s: none of %d events of %s could be migrated to %s", t.from.Type, count, t.from.Version, t.to.Version)
	}
	return nil
}

// A trip is a migration to the other version and back.
type trip struct {
	Pair
	migration events.Migration
	from, to  *contract.Event
	returns   bool // there is a migration back
}

// judge migrates one event there and back; it returns nil if nothing is wrong.
func (t trip) judge(data []byte) *Counterexample {
	found := &Counterexample{From: t.from.Version, To: t.to.Version, Event: data}
	e, err := t.Registry.Decode(data)
	if err != nil {
		return nil // an invalid generated event says nothing about migrations
	}
	other, err := t.migrate(e, t.to.Version)
	if err != nil {
		return found.fails(err)
	}
	if !t.returns {
		return nil
	}
	if found.Other, err = events.Marshal(other); err != nil {
		return found.fails(err)
	}
	back, err := t.migrate(other, t.from.Version)
	if err != nil {
		return found.fails(err)
	}
	returned, err := events.Marshal(back)
	if err != nil {
		return found.fails(err)
	}
	if want, err := events.Marshal(e); err == nil && !bytes.Equal(want, returned) {
		return t.compare(found, want, returned)
	}
	return nil
}

// migrate calls the registry's Migrate and reports a panic as a failure.
func (t trip) migrate(e events.Any, to string) (out events.Any, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("it panics: %v", v)
		}
	}()
	return t.Registry.Migrate(e, to)
}

// compare looks for an undeclared difference.
func (t trip) compare(found *Counterexample, want, returned []byte) *Counterexample {
	all := differences(nil, nil, jsontree.New(string(want)), jsontree.New(string(returned)))
	found.Fault = Loses
	for _, d := range all {
		declared := false
		for _, loss := range t.migration.Losses() {
			declared = declared || under(d.path, jsonpointer.Split(loss.Pointer))
		}
		if !declared {
			found.Path, found.Was, found.Is = d.path, d.was, d.is
			return found
		}
	}
	if len(all) == 0 {
		return found // the order of fields, or how a number is spelt
	}
	return nil
}

func (c *Counterexample) fails(err error) *Counterexample {
	c.Fault, c.Err = Fails, err
	var invalid *events.InvalidError
	if errors.As(err, &invalid) && len(invalid.Violations) > 0 {
		c.Path = jsonpointer.Split(invalid.Violations[0].Pointer)
	}
	return c
}

// kind is equal for counterexamples that report the same problem.
func (c *Counterexample) kind() string {
	why := ""
	var step *migrate.StepError
	var invalid *events.InvalidError
	switch {
	case errors.As(c.Err, &step):
		why = step.Error()
	case errors.As(c.Err, &invalid) && len(invalid.Violations) > 0:
		why = invalid.Violations[0].Rule
	}
	return fmt.Sprint(c.Fault, c.Other == nil, len(c.Path) == 0, " ", wildcards(c.Path), " ", why)
}

// smallest minimizes a counterexample.
func (t trip) smallest(found *Counterexample) *Counterexample {
	kind := found.kind()
	data := shrink(found.Event, func(data []byte) bool {
		c := t.judge(data)
		return c != nil && c.kind() == kind
	})
	if c := t.judge(data); c != nil {
		return c
	}
	return found
}
