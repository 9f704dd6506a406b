package compat

import (
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/dynamic"
	"github.com/mediamesh/events/internal/sample"
)

// TestOracle compares contracts that differ at random, and then has their
// writers produce events, and their readers judge them: no reader may refuse
// an event of a writer that Compare calls compatible. Where Compare says that a
// side breaks, it has an event to show for it, which is judged again; where it
// has none, it says so, and these are counted.
//
// MEDIAMESH_ORACLE_PAIRS and MEDIAMESH_ORACLE_EVENTS ask for more than a short
// run: 20000 pairs with 200 events each way take some minutes.
func TestOracle(t *testing.T) {
	pairs, perSide := setting("MEDIAMESH_ORACLE_PAIRS", 150), setting("MEDIAMESH_ORACLE_EVENTS", 40)
	for name, strict := range map[string]bool{"closed": false, "open": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := &oracle{t: t, strict: strict, perSide: perSide}
			for n := range pairs {
				o.pair(uint64(n))
			}
			t.Logf("%d pairs (%d with a breaking change of a map's value), %d events: %d sides compatible and %d breaking, of which %d with an event to show it (the made-up events found %d of them); %d without, of which %d are so",
				pairs, o.inMaps, o.events, o.holds, o.breaks+o.unproven, o.breaks, o.sampled, o.unproven, o.caught)
			for reason, count := range o.why {
				t.Logf("unproven: %d × %s", count, reason)
			}
			if list := blunt(o.sharp); pairs >= enough && len(list) > 0 {
				t.Errorf("without the rules %v, nothing would have been found", list)
			}
			if list := blunt(o.sharpInMaps); pairs >= enoughInMaps && len(list) > 0 {
				t.Errorf("without the rules %v for map values, nothing would have been found", list)
			}
			if o.holds < pairs/4 || o.breaks < pairs/4 {
				t.Error("the pairs are not of both sorts")
			}
			if o.inMaps < pairs/20 {
				t.Errorf("%d pairs have a breaking change of a map's value, want at least %d", o.inMaps, pairs/20)
			}
			if bound := pairs/50 + 2; o.unproven > bound {
				t.Errorf("%d sides are called breaking and cannot be shown to be, of at most %d", o.unproven, bound)
			}
		})
	}
}

// enough pairs are such that each rule is alone in one of them.
const enough = 5000

// enoughInMaps pairs are such that each rule is alone in one of them, about a
// map's value.
const enoughInMaps = 20_000

func setting(name string, standard int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil && n > 0 {
		return n
	}
	return standard
}

type oracle struct {
	t       *testing.T
	strict  bool
	perSide int

	events, holds, breaks, unproven, caught, sampled int
	inMaps                                           int // pairs with a breaking change of a map's value
	why, sharp, sharpInMaps                          map[string]int
}

func (o *oracle) pair(n uint64) {
	old, new, text := pairOf(o.t, n)
	report, err := Compare(old, new, Options{Strict: o.strict})
	if err != nil {
		o.t.Fatal(err)
	}
	if slices.ContainsFunc(report.Changes, breaksInMap) {
		o.inMaps++
	}
	registries := [2]*events.Registry{registry(o.t, old), registry(o.t, new)}
	contracts := [2]*contract.Contract{old, new}
	for _, s := range []side{backward, forward} {
		writer, reader := int(s), 1-int(s)
		var effects []Effect
		var rules []string
		inMap := false
		for _, c := range report.Changes {
			effect := c.Backward
			if s == forward {
				effect = c.Forward
			}
			if effect.Verdict != Holds {
				effects = append(effects, effect)
				rules = append(rules, c.Rule.ID)
				inMap = isInMap(c)
			}
		}
		if _, a := (reading{open: o.strict}).escape(contracts[writer].Events()[0].Payload, contracts[reader].Events()[0].Payload); (a == none) != (len(effects) == 0) {
			o.t.Errorf("pair %d, side %d: the walk and the search for an escape disagree: %d, %d effects\n%s", n, s, a, len(effects), text)
		}
		refused := o.refused(n, contracts[writer], contracts[reader], registries[writer], registries[reader])
		if len(rules) == 1 && refused != nil {
			o.alone(rules[0], inMap)
		}
		switch {
		case len(effects) == 0 && refused != nil:
			o.t.Errorf("pair %d, side %d: called compatible, and the reader refuses %s\n%s", n, s, refused, text)
		case len(effects) == 0:
			o.holds++
		default:
			o.shown(n, effects, registries[writer], registries[reader], refused != nil, text)
		}
	}
}

// breaksInMap reports whether a change breaks a side and is one of a map's
// value, or within it.
func breaksInMap(c Change) bool { return c.Breaking() && isInMap(c) }

// isInMap reports whether all places of a change are in maps. The random
// contracts have no field of the name anyName.
func isInMap(c Change) bool {
	return !slices.ContainsFunc(c.Places, func(p Place) bool {
		return !slices.Contains(strings.Split(p.Pointer, "/"), anyName)
	})
}

// alone notes that made-up events found what one rule alone had found: had it
// not, the oracle would have told.
func (o *oracle) alone(rule string, inMap bool) {
	if o.sharp == nil {
		o.sharp, o.sharpInMaps = map[string]int{}, map[string]int{}
	}
	o.sharp[rule]++
	if inMap {
		o.sharpInMaps[rule]++
	}
}

// blunt are the rules about values that break a side, and of which the oracle
// would not have told: those that are not in sharp.
func blunt(sharp map[string]int) (list []string) {
	for _, r := range append(fieldRules(), valueRules()...) {
		if (r.Backward == Breaks || r.Forward == Breaks) && sharp[r.ID] == 0 {
			list = append(list, r.ID)
		}
	}
	return list
}

// shown judges what is to show that a side breaks.
func (o *oracle) shown(n uint64, effects []Effect, writer, reader *events.Registry, refused bool, text string) {
	proved := false
	for _, e := range effects {
		if e.Verdict != Breaks {
			continue
		}
		proved = true
		if _, err := writer.Decode(e.Event); err != nil {
			o.t.Errorf("pair %d: the writer does not produce %s: %v\n%s", n, e.Event, err, text)
		}
		if _, err := reader.Decode(e.Event); err == nil {
			o.t.Errorf("pair %d: the reader admits %s\n%s", n, e.Event, text)
		}
	}
	if proved {
		o.breaks++
		if refused {
			o.sampled++
		}
		return
	}
	o.unproven++
	if refused {
		o.caught++
	}
	if o.why == nil {
		o.why = map[string]int{}
	}
	o.why[text]++
}

// refused makes up events of the writer until the reader refuses one.
func (o *oracle) refused(n uint64, writer, reader *contract.Contract, writes, reads *events.Registry) []byte {
	source := sample.New(n, "oracle")
	random := rand.New(rand.NewPCG(n, 7))
	for range o.perSide {
		data, err := source.Event(writer.Events()[0])
		if err != nil {
			return nil // nothing is both of its pattern and of its length
		}
		if _, err := writes.Decode(data); err != nil {
			o.t.Fatalf("pair %d: the writer refuses its own event %s: %v", n, data, err)
		}
		if o.strict {
			data = undeclared(o.t, random, data, writer.Events()[0], reader.Events()[0])
		}
		o.events++
		if _, err := reads.Decode(data); err != nil {
			return data
		}
	}
	return nil
}

func registry(t *testing.T, c *contract.Contract) *events.Registry {
	t.Helper()
	r, err := dynamic.Registry(c)
	if err != nil {
		t.Fatal(err)
	}
	return r
}
