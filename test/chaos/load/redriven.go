//go:build unix

package load

import (
	"context"

	"github.com/mediamesh/events/kafka"
)

// A group whose dead letters are redriven fails for good with half of the events
// that are to fail. Of these, a third fails whenever it is redriven, too, and the
// others do or do not, by chance.
const (
	fine = iota
	never
	byChance
)

// fate is what becomes of an event that is to fail.
func fate(seed uint64, group, id string) int {
	switch n := draw(seed, "fate", group, id) % 6; {
	case n < 3:
		return fine
	case n == 3:
		return never
	}
	return byChance
}

// untilRedriven fails with an event until it was redriven.
func (h *handler) untilRedriven(ctx context.Context, e event) error {
	r, ok := kafka.RecordFrom(ctx)
	if !ok {
		return errForGood
	}
	from := ""
	for _, header := range r.Headers {
		if header.Key == kafka.HeaderRedrivenFrom {
			from = string(header.Value)
		}
	}
	switch fate(h.seed, h.group.Name, e.id()) {
	case fine:
		return nil
	case byChance:
		if from != "" && draw(h.seed, from)%2 == 0 {
			return nil
		}
	}
	return permanent(errForGood)
}
