package dlq

import (
	"slices"
	"time"

	"github.com/mediamesh/events/kafka"
)

// Filter selects dead letters. The zero value selects all. A dead letter must match every
// field that is set.
type Filter struct {
	Types   []string // event types, "content.created"
	Reasons []kafka.Reason
	Keys    []string // record keys
	Groups  []string // consumer groups that dead-lettered the record
	// Since (inclusive) and Until (exclusive) limit the time at which the record was
	// dead-lettered.
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
