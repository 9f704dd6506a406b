package check

import (
	"maps"
	"slices"
)

// Add adds what another pass came to, of other topics or of other groups. Faults
// are what matters; an event of two passes is counted twice.
func (v *Verdict) Add(more *Verdict) {
	for _, n := range []struct{ to, of *int }{
		{&v.Sent, &more.Sent}, {&v.Acknowledged, &more.Acknowledged}, {&v.Handled, &more.Handled},
		{&v.DeadLettered, &more.DeadLettered}, {&v.Passed, &more.Passed}, {&v.Tombstones, &more.Tombstones},
		{&v.Refused, &more.Refused}, {&v.Unwritten, &more.Unwritten}, {&v.Unknown, &more.Unknown},
		{&v.Gone, &more.Gone}, {&v.Redriven, &more.Redriven}, {&v.Discarded, &more.Discarded}, {&v.Replayed, &more.Replayed}, {&v.Duplicated, &more.Duplicated}, {&v.Samples, &more.Samples},
		{&v.Transactions.Committed, &more.Transactions.Committed}, {&v.Transactions.Uncommitted, &more.Transactions.Uncommitted},
		{&v.Transactions.Unknown, &more.Transactions.Unknown}, {&v.Transactions.Seen, &more.Transactions.Seen},
		{&v.Transactions.Excused, &more.Transactions.Excused}, {&v.Transactions.Events, &more.Transactions.Events},
	} {
		*n.to += *n.of
	}
	v.AcknowledgedBy, v.DeadLettersBy, v.Faults = sum(v.AcknowledgedBy, more.AcknowledgedBy), sum(v.DeadLettersBy, more.DeadLettersBy), sum(v.Faults, more.Faults)
	v.Examples = append(v.Examples, more.Examples...)
	v.Recoveries = slices.SortedFunc(slices.Values(append(v.Recoveries, more.Recoveries...)), func(a, b Recovery) int { return int(a.Took - b.Took) })
}

func sum[K comparable](a, b map[K]int) map[K]int {
	all := maps.Clone(b)
	for k, n := range a {
		all[k] += n
	}
	return all
}
