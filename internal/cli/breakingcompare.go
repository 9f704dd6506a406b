package cli

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/internal/compat"
	"github.com/mediamesh/events/internal/contract"
)

// compare compares the contract with each of the references, and all of them
// must hold.
func (o *breakingOptions) compare(ctx context.Context) error {
	proposed, err := o.readContract(o.contract, o.problemsTo())
	if err != nil {
		return err
	}
	refs, err := o.references(ctx)
	if err != nil {
		return err
	}
	published, bare := make([]*contract.Contract, len(refs)), make([]bool, len(refs))
	for i, ref := range refs {
		if published[i], bare[i], err = o.readReference(ctx, ref, proposed); err != nil {
			return err
		}
	}
	found := &comparisons{}
	for i, ref := range refs {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		report, err := compat.Compare(published[i], proposed, compat.Options{Strict: o.strict, Published: bare[i], Others: published})
		if err != nil {
			return err
		}
		found.add(ref.String(), report)
	}
	found.sort(proposed.Events())
	if err := o.print(found); err != nil {
		return err
	}
	return o.conclude(found)
}

// illegalNext is what to do about changes that are not legal.
const illegalNext = `give each event the smallest legal version, or do what "Instead" says, and compare again`

// conclude says in a line what has been found.
func (o *breakingOptions) conclude(found *comparisons) error {
	what := o.contract + " against " + printable(shortList(found.against))
	n, _ := found.count()
	switch {
	case !found.legal():
		o.say("%s: %s\nNext: %s", what, found.verdict(), illegalNext)
		return findings()
	case n == 0:
		o.say("%s: nothing changed", what)
	default:
		o.say("%s: %s, all legal", what, count(n, "change"))
	}
	return nil
}

// comparisons are what was found against each of several references: what is
// the same against some of them is told once.
type comparisons struct {
	against []string
	changes []*changed
	bumps   []*bumped
}

// changed is a change with the references against which it is one.
type changed struct {
	*compat.Change
	against []string
}

// bumped is what is asked of an event's version, by the reference that asks for
// the most.
type bumped struct {
	compat.Bump
	against string
}

func (c *comparisons) several() bool { return len(c.against) > 1 }

func (c *comparisons) add(against string, r *compat.Report) {
	c.against = append(c.against, against)
	for i := range r.Changes {
		change := &r.Changes[i]
		same := slices.IndexFunc(c.changes, func(other *changed) bool {
			return !slices.Contains(other.against, against) && equalChanges(other.Change, change)
		})
		if same < 0 {
			c.changes = append(c.changes, &changed{change, []string{against}})
			continue
		}
		c.changes[same].against = append(c.changes[same].against, against)
	}
	for _, b := range r.Events {
		same := slices.IndexFunc(c.bumps, func(other *bumped) bool { return other.Event == b.Event })
		if same < 0 {
			c.bumps = append(c.bumps, &bumped{b, against})
			continue
		}
		if more, err := events.CompareVersions(b.Smallest, c.bumps[same].Smallest); err == nil && more > 0 {
			*c.bumps[same] = bumped{b, against}
		}
	}
}

// equalChanges tells whether a change is the same against another reference,
// whatever version that declares.
func equalChanges(a, b *compat.Change) bool {
	return a.Rule.ID == b.Rule.ID && a.Rule.Help == b.Rule.Help && a.Pos == b.Pos && a.Message == b.Message &&
		a.Level == b.Level && a.Illegal == b.Illegal &&
		a.Backward.Verdict == b.Backward.Verdict && a.Forward.Verdict == b.Forward.Verdict &&
		slices.Equal(placesOf(a), placesOf(b))
}

// sort puts what was found in the order of one comparison's.
func (c *comparisons) sort(order []*contract.Event) {
	slices.SortStableFunc(c.bumps, func(a, b *bumped) int {
		return cmp.Compare(slices.Index(order, a.Event), slices.Index(order, b.Event))
	})
	slices.SortStableFunc(c.changes, func(a, b *changed) int {
		return cmp.Or(cmp.Compare(a.Pos.File, b.Pos.File), cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(a.Rule.ID, b.Rule.ID), cmp.Compare(a.Message, b.Message))
	})
}

// legal tells whether each event declares what is asked for, by all references.
func (c *comparisons) legal() bool {
	return !slices.ContainsFunc(c.changes, func(one *changed) bool { return one.Illegal })
}

// verdict counts what is not legal: changes, or else versions that are too low for
// changes that a higher one may make.
func (c *comparisons) verdict() string {
	all, illegal := c.count()
	if illegal > 0 {
		return count(all, "change") + ", " + thousands(illegal) + " not legal"
	}
	low := 0
	for _, b := range c.bumps {
		if !b.Legal {
			low++
		}
	}
	return count(all, "change") + ", and " + count(low, "event") + " of too low a version"
}

// count counts the changes, and those that are errors. That a version is too
// low is about those, and none itself.
func (c *comparisons) count() (all, illegal int) {
	for _, one := range c.changes {
		if one.Rule.ID == "VERSION_TOO_LOW" {
			continue
		}
		all++
		if isError(one.Change) {
			illegal++
		}
	}
	return all, illegal
}

// shortList names the first few of a list.
func shortList(names []string) string {
	const few = 3
	if len(names) <= few {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %s", strings.Join(names[:few-1], ", "), count(len(names)-few+1, "other"))
}
