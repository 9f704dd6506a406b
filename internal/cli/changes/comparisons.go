package changes

import (
	"cmp"
	"slices"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/internal/cli/console"
	"github.com/mediamesh/events/internal/compat"
	"github.com/mediamesh/events/internal/contract"
)

// IllegalNext is the next step printed after changes that are not legal.
const IllegalNext = `give each event the smallest legal version, or do what "Instead" says, and compare again`

// Comparisons are the changes of a contract compared with several references. A change that
// is the same for several references is printed once.
type Comparisons struct {
	Against []string
	changes []*changed
	bumps   []*bumped
}

// changed is a change with the references that it applies to.
type changed struct {
	*compat.Change
	against []string
}

// bumped is the version change that an event needs, from the reference that requires the
// most.
type bumped struct {
	compat.Bump
	against string
}

func (c *Comparisons) several() bool { return len(c.Against) > 1 }

// Add adds the comparison with one reference.
func (c *Comparisons) Add(against string, r *compat.Report) {
	c.Against = append(c.Against, against)
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

// equalChanges reports whether two changes are the same, apart from the version that their
// references declare.
func equalChanges(a, b *compat.Change) bool {
	return a.Rule.ID == b.Rule.ID && a.Rule.Help == b.Rule.Help && a.Pos == b.Pos && a.Message == b.Message &&
		a.Level == b.Level && a.Illegal == b.Illegal &&
		a.Backward.Verdict == b.Backward.Verdict && a.Forward.Verdict == b.Forward.Verdict &&
		slices.Equal(placesOf(a), placesOf(b))
}

// Sort sorts events in the order of the contract, and changes in the order of its files.
func (c *Comparisons) Sort(order []*contract.Event) {
	slices.SortStableFunc(c.bumps, func(a, b *bumped) int {
		return cmp.Compare(slices.Index(order, a.Event), slices.Index(order, b.Event))
	})
	slices.SortStableFunc(c.changes, func(a, b *changed) int {
		return cmp.Or(cmp.Compare(a.Pos.File, b.Pos.File), cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(a.Rule.ID, b.Rule.ID), cmp.Compare(a.Message, b.Message))
	})
}

// Legal reports whether each event declares a version that is high enough for all references.
func (c *Comparisons) Legal() bool {
	return !slices.ContainsFunc(c.changes, func(one *changed) bool { return one.Illegal })
}

// Outcome counts in words what is not legal: changes, or else versions that are too low.
func (c *Comparisons) Outcome() string {
	all, illegal := c.Count()
	if illegal > 0 {
		return console.Count(all, "change") + ", " + console.Thousands(illegal) + " not legal"
	}
	low := 0
	for _, b := range c.bumps {
		if !b.Legal {
			low++
		}
	}
	return console.Count(all, "change") + ", and " + console.Count(low, "event") + " with too low a version"
}

// Count counts the changes, and those that are errors. A version that is too low is not
// counted as a change.
func (c *Comparisons) Count() (all, illegal int) {
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
