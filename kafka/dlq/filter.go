package dlq

import (
	"slices"
	"time"

	"github.com/mediamesh/events/kafka"
)

// Filter chooses dead letters. The zero value chooses all; of the
// fields that are set, each must fit.
type Filter struct {
	Types   []string // event types, "content.created"
	Reasons []kafka.Reason
	Keys    []string // of the record
	Groups  []string // that put the record aside
	// Since and Until bound when the record was dead-lettered: from Since on, and
	// before Until.
	Since, Until time.Time
}

func (f Filter) matches(d *Letter) bool {
	return oneOf(f.Types, d.EventType) && oneOf(f.Reasons, d.Reason) && oneOf(f.Groups, d.Group) &&
		(len(f.Keys) == 0 || d.Original.Key != nil && slices.Contains(f.Keys, string(d.Original.Key))) &&
		!d.DeadLetteredAt.Before(f.Since) && (f.Until.IsZero() || d.DeadLetteredAt.Before(f.Until))
}

// all tells whether the filter chooses all dead letters.
func (f Filter) all() bool {
	return len(f.Types)+len(f.Reasons)+len(f.Keys)+len(f.Groups) == 0 && f.Since.IsZero() && f.Until.IsZero()
}

func oneOf[T comparable](list []T, v T) bool { return len(list) == 0 || slices.Contains(list, v) }
