package compat

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/mediamesh/events/internal/contract"
)

// Options configure a comparison. The zero value compares contracts as this library's
// readers and writers interpret them.
type Options struct {
	// Strict assumes that writers may send fields that they do not declare, with any value,
	// as JSON Schema registries do. Default false: a writer sends only what its version
	// declares.
	Strict bool
	// Published means that the old contract was read from published JSON Schemas, which do
	// not contain keys and Go names. Those are then not compared. Default false.
	Published bool
	// Others are further published contracts, older or newer than the old one. Whether an
	// event's sunset has passed is decided by the newest contract that has the event.
	// Default none: the old contract decides.
	Others []*contract.Contract
	// Now is the time for deciding whether a sunset has passed. Default the current time.
	Now time.Time
}

// A Report is the result of comparing two contracts.
type Report struct {
	// Changes are all differences, sorted by place. They include versions that are too low.
	Changes []Change
	// Events are the events that changed, in the new contract's order.
	Events []Bump
}

// Legal reports whether each event declares a version that is high enough for its changes.
func (r *Report) Legal() bool {
	return !slices.ContainsFunc(r.Changes, func(c Change) bool { return c.Illegal })
}

// Compare finds the changes from an old contract to a new one. It returns an error if a
// contract cannot be compared at all.
func Compare(old, new *contract.Contract, o Options) (*Report, error) {
	if o.Now.IsZero() {
		o.Now = time.Now()
	}
	p, err := newProver(old, new)
	if err != nil {
		return nil, fmt.Errorf("compat: %w", err)
	}
	c := &comparison{prover: p, options: o, old: old, new: new, levels: map[*contract.Event]Level{}}
	var pairs []pair
	for _, e := range new.Events() {
		before := find(old, e.Type, e.Major)
		if before == nil {
			c.addedEvent(e)
			continue
		}
		pairs = append(pairs, pair{before, e})
	}
	for _, e := range old.Events() {
		if find(new, e.Type, e.Major) == nil {
			c.removedEvent(e)
		}
	}
	var all []difference
	for _, p := range pairs {
		all = append(all, c.event(p)...)
	}
	c.prove(all)
	for _, p := range pairs {
		c.version(p)
	}
	c.judge()
	slices.SortStableFunc(c.report.Changes, func(a, b Change) int {
		return cmp.Or(cmp.Compare(a.Pos.File, b.Pos.File), cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(a.Rule.ID, b.Rule.ID), cmp.Compare(a.Message, b.Message))
	})
	return &c.report, nil
}

type comparison struct {
	prover   *prover
	options  Options
	old, new *contract.Contract
	levels   map[*contract.Event]Level // of the new contract's events
	report   Report
}

func find(c *contract.Contract, name string, major int) *contract.Event {
	for _, e := range c.Events() {
		if e.Type == name && e.Major == major {
			return e
		}
	}
	return nil
}

// event finds the differences of one event.
func (c *comparison) event(p pair) []difference {
	w := &walk{reading: reading{open: c.options.Strict}, pair: p, bare: c.options.Published}
	at := spot{here: p.new.Pos}
	if pos, ok := p.new.At("payload"); ok {
		at.here = pos
	}
	w.schema(at, p.old.Payload, p.new.Payload)
	w.renames()
	if p.old.Summary != p.new.Summary {
		w.atEvent("DESCRIPTION_CHANGED", "summary", "has another summary")
	}
	if message := deprecated(p.old.Deprecated, p.new.Deprecated); message != "" {
		w.atEvent("DEPRECATION_CHANGED", "deprecated", message)
	}
	if c.options.Published {
		return w.found
	}
	for _, name := range []struct{ key, before, after string }{
		{"name", p.old.Name, p.new.Name}, {"constant", p.old.Constant, p.new.Constant},
	} {
		if name.before != name.after {
			w.atEvent("GO_NAME_CHANGED", name.key, fmt.Sprintf("has the %s %s, was %s", name.key, name.after, name.before))
		}
	}
	c.key(w)
	return w.found
}

// atEvent adds a difference at a key of the event's file.
func (w *walk) atEvent(rule, key, message string) {
	d := difference{rule: rule, pair: w.pair, message: message, pos: w.pair.new.Pos, old: w.pair.old.Pos, whole: true}
	if pos, ok := w.pair.new.At(key); ok {
		d.pos = pos
	}
	if pos, ok := w.pair.old.At(key); ok {
		d.old = pos
	}
	w.found = append(w.found, d)
}

// prove turns differences into changes: one change for equal differences, in any number of
// events.
func (c *comparison) prove(all []difference) {
	var order []string
	equals := map[string][]difference{}
	for _, d := range all {
		key := d.identity()
		if equals[key] == nil {
			order = append(order, key)
		}
		equals[key] = append(equals[key], d)
	}
	for _, key := range order {
		c.change(equals[key])
	}
}

func (d *difference) identity() string {
	return fmt.Sprint(d.rule, d.pos, d.old, d.message, d.sides[backward].answer, d.sides[forward].answer)
}

func (c *comparison) change(equals []difference) {
	d := &equals[0]
	change := Change{
		Rule: ruleOf(d.rule), Pos: d.pos, Old: d.old, Message: d.message,
		Backward: c.prover.effect(backward, equals), Forward: c.prover.effect(forward, equals),
		Example: d.example, ExampleText: d.exampleText,
	}
	change.Level = change.Rule.Level
	if change.Breaking() {
		change.Level = Major
	}
	if d.harmless {
		change.Level = Patch
	}
	for _, d := range equals {
		place := Place{Event: d.pair.new}
		if !d.whole {
			place.Pointer = d.path.pointer()
		}
		change.Places = append(change.Places, place)
		c.levels[d.pair.new] = max(c.levels[d.pair.new], change.Level)
	}
	c.report.Changes = append(c.report.Changes, change)
}
