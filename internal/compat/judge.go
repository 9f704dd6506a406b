package compat

import (
	"encoding/json"
	"errors"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/dynamic"
	"github.com/mediamesh/events/internal/sample"
)

// tries is the number of generated events that are tried for a difference for which none
// can be constructed.
const tries = 300

// mostMadeUp is the number of bytes of events that a comparison generates, so that large
// events do not take it long. It does not depend on the machine.
const mostMadeUp = 64 << 20

// A prover looks for events that show the effect of a difference.
type prover struct {
	readers [2]*events.Registry // by side
	writers [2]*events.Registry
	madeUp  int                      // bytes of events
	large   map[*contract.Event]bool // those of which none is small enough
}

func newProver(old, new *contract.Contract) (*prover, error) {
	o, err := dynamic.Registry(old)
	if err != nil {
		return nil, err
	}
	n, err := dynamic.Registry(new)
	if err != nil {
		return nil, err
	}
	return &prover{readers: [2]*events.Registry{backward: n, forward: o}, writers: [2]*events.Registry{backward: o, forward: n}}, nil
}

// effect determines the effect of one of several equal differences on a side.
func (p *prover) effect(s side, equals []difference) Effect {
	const enough = 3
	if equals[0].sides[s].answer == none {
		return Effect{}
	}
	for i := range equals[:min(enough, len(equals))] {
		d := &equals[i]
		if d.sides[s].answer != found {
			continue
		}
		if data, ok := document(d.pair.writer(s), d, d.sides[s]); ok {
			if e, refused := p.refused(s, data, d); refused {
				return e
			}
		}
	}
	e := p.try(s, &equals[0])
	e.GaveUp = e.Verdict == Unproven && equals[0].sides[s].answer == unknown
	return e
}

// try generates events and looks for one that shows the effect.
func (p *prover) try(s side, d *difference) Effect {
	source := sample.New(1, d.rule+d.path.pointer())
	for n := range tries {
		data, err := p.makeUp(source, d.pair.writer(s))
		if errors.Is(err, errSpent) {
			return Effect{Verdict: Unproven, Tried: n, GaveUp: true}
		}
		if err != nil {
			break
		}
		if e, refused := p.refused(s, data, d); refused && p.about(s, data, d) {
			return e
		}
	}
	return Effect{Verdict: Unproven, Tried: tries}
}

var errSpent = errors.New("enough events were made up")

// makeUp generates an event. The error is errSpent if the comparison has generated enough.
func (p *prover) makeUp(source *sample.Source, e *contract.Event) ([]byte, error) {
	switch {
	case p.madeUp > mostMadeUp:
		return nil, errSpent
	case p.large[e]:
		return nil, sample.ErrTooLarge
	}
	before := source.Made()
	data, err := source.Event(e)
	p.madeUp += source.Made() - before
	if errors.Is(err, sample.ErrTooLarge) {
		if p.large == nil {
			p.large = make(map[*contract.Event]bool)
		}
		p.large[e] = true // each attempt took as much as a large event
	}
	return data, err
}

// refused reports whether the writing side accepts a document and the reading side refuses
// it.
func (p *prover) refused(s side, data json.RawMessage, d *difference) (Effect, bool) {
	if _, err := p.writers[s].Decode(data); err != nil {
		return Effect{}, false
	}
	_, err := p.readers[s].Decode(data)
	if err == nil {
		return Effect{}, false
	}
	return Effect{Verdict: Breaks, Event: data, Violation: blame(err, d.path)}, true
}

// about reports whether the reader's violation is about the difference.
func (p *prover) about(s side, data json.RawMessage, d *difference) bool {
	_, err := p.readers[s].Decode(data)
	var invalid *events.InvalidError
	if !errors.As(err, &invalid) {
		return false
	}
	for _, v := range invalid.Violations {
		if d.path.leadsTo(v.Pointer) {
			return true
		}
	}
	return false
}

// blame returns the reader's violation at a path, or else its first.
func blame(err error, p path) string {
	var invalid *events.InvalidError
	if !errors.As(err, &invalid) || len(invalid.Violations) == 0 {
		return err.Error()
	}
	for _, v := range invalid.Violations {
		if p.leadsTo(v.Pointer) {
			return v.String()
		}
	}
	return invalid.Violations[0].String()
}
