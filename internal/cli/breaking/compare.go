package breaking

import (
	"context"

	"github.com/mediamesh/events/internal/cli/changes"
	"github.com/mediamesh/events/internal/cli/console"
	"github.com/mediamesh/events/internal/cli/flags"
	"github.com/mediamesh/events/internal/compat"
	"github.com/mediamesh/events/internal/contract"
)

// compare compares the contract with each of the references. It must be compatible with all
// of them.
func (o *options) compare(ctx context.Context) error {
	proposed, err := flags.ReadContract(o.App, o.contract, o.problemsTo())
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
	found := &changes.Comparisons{}
	for i, ref := range refs {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		report, err := compat.Compare(published[i], proposed, compat.Options{Strict: o.strict, Published: bare[i], Others: published})
		if err != nil {
			return err
		}
		found.Add(ref.String(), report)
	}
	found.Sort(proposed.Events())
	if err := found.Print(o.App, o.contract); err != nil {
		return err
	}
	return o.conclude(found)
}

// conclude summarizes the result in a line.
func (o *options) conclude(found *changes.Comparisons) error {
	what := o.contract + " against " + console.Printable(console.ShortList(found.Against))
	n, _ := found.Count()
	switch {
	case !found.Legal():
		o.Say("%s: %s\nNext: %s", what, found.Outcome(), changes.IllegalNext)
		return console.Findings()
	case n == 0:
		o.Say("%s: nothing changed", what)
	default:
		o.Say("%s: %s, all legal", what, console.Count(n, "change"))
	}
	return nil
}
