package dlq

import (
	"fmt"
	"math"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/ledger"
	"github.com/mediamesh/events/kafka/internal/topicscan"
)

const (
	defaultCanary        = 1
	defaultMaxUnhandled  = 1_000
	defaultHandleTimeout = time.Minute
)

// RedriveConfig says which dead letters a [Redriver] sends again, and how
// carefully. Registry and DeadLetterTopic must be set.
type RedriveConfig struct {
	// Cluster is the cluster to connect to. Default: a broker on this machine.
	Cluster cluster.Config
	// Registry holds the event types and migrations that dead letters are
	// judged by. Required.
	Registry *events.Registry
	// DeadLetterTopic is the topic to redrive, "content.events.dlq". Required.
	DeadLetterTopic string
	// Positions are those of the dead letters to redrive. Default: all that Filter
	// chooses. With both, those that are in both.
	Positions []cluster.Position
	// Filter chooses dead letters. Default all. One of reason "key-blocked"
	// follows the earlier ones of its key, whether or not it is chosen itself.
	Filter Filter
	// Repair returns a better document for a dead letter, such as one from
	// before the contract; nil leaves it as it is. Of a CloudEvent's record, it
	// is the document that [records.Record.Document] returns; the record becomes a
	// CloudEvent again. It is called for each letter
	// that was chosen, before it is judged. Default none.
	Repair func(Letter) ([]byte, error)
	// Canary is how many dead letters are sent first; the rest follows when
	// their groups have handled these. Default 1.
	Canary int
	// MaxUnhandled is how many that were sent may be unhandled at a time, and so
	// how many can fail again before anybody notices. Default 1,000.
	MaxUnhandled int
	// Rate is how many are sent a second, at most. Default 0: no limit.
	Rate float64
	// HandleTimeout is how long the groups that handle what was sent may commit
	// nothing. Default 1 min.
	HandleTimeout time.Duration
	// KeepGoing goes on after a failure, with the dead letters of other keys.
	// Default false: the first failure ends the redrive.
	KeepGoing bool
	// AllGroups sends to every group that reads the topic. Default false: only
	// the group that put a record aside handles it again. Consumers of others
	// than this package do not look, and handle it in either case.
	AllGroups bool
	// DryRun judges, and sends nothing. Default false.
	DryRun bool
	// OnLetter is called with what becomes of each dead letter that was chosen, in
	// their order. Default none.
	OnLetter func(RedriveStep)
	// OnProgress is called with the counts as they grow. Default none.
	OnProgress func(RedriveReport)
}

// RedriveStep is what becomes of one dead letter.
type RedriveStep struct {
	Letter Letter
	// Change is how it is sent, "" if it is not.
	Change Change
	// Err is why it is not sent, a *[RedriveFailure]. If that and Change are
	// empty, it is held back since an earlier one of its key was not handled.
	Err error
}

// RedriveReport counts dead letters.
type RedriveReport struct {
	Chosen          int // by the filter, and not redriven before; and those that follow them
	AlreadyRedriven int // redriven before, and chosen by the filter
	Sent            int // acknowledged; in a dry run, what would be sent
	Migrated        int // of those sent
	Repaired        int // of those sent
	Handled         int // of those sent, by their groups
	Unknown         int // of those sent, without a group that could be asked
	Held            int // held back, since an earlier one of the key was not handled
	Remaining       int // chosen, and not come to since the redrive ended before
	Failures        []*RedriveFailure
}

// left counts what nothing else counts.
func (r *RedriveReport) left() int {
	left := r.Chosen - r.Sent - r.Held
	for _, f := range r.Failures {
		if f.Again == nil {
			left--
		}
	}
	return max(left, 0)
}

// chooses tells whether a dead letter is to be redriven.
func (c *RedriveConfig) chooses(d *Letter) bool {
	return positions(c.Positions).has(d.At) && c.Filter.matches(d)
}

func (c RedriveConfig) access() topicscan.Access {
	return topicscan.Access{Field: "RedriveConfig.Cluster", Cluster: c.Cluster}
}

func (c RedriveConfig) complete() (RedriveConfig, error) {
	if c.Registry == nil {
		return c, &cluster.ConfigError{Field: "RedriveConfig.Registry", Problem: "is nil: want what the service knows, such as catalog.Registry()"}
	}
	for _, topic := range []string{c.DeadLetterTopic, c.DeadLetterTopic + ledger.Suffix} {
		if problem := cluster.TopicProblem(topic); problem != "" {
			return c, &cluster.ConfigError{Field: "RedriveConfig.DeadLetterTopic", Problem: problem}
		}
	}
	if problem := positions(c.Positions).problem(c.DeadLetterTopic); problem != "" {
		return c, &cluster.ConfigError{Field: "RedriveConfig.Positions", Problem: problem}
	}
	for _, n := range []struct {
		value    *int
		fallback int
		field    string
	}{{&c.Canary, defaultCanary, "Canary"}, {&c.MaxUnhandled, defaultMaxUnhandled, "MaxUnhandled"}} {
		if *n.value < 0 {
			return c, &cluster.ConfigError{Field: "RedriveConfig." + n.field, Problem: fmt.Sprintf("is %d: want 1 or more, or 0 for the default of %d", *n.value, n.fallback)}
		}
		if *n.value == 0 {
			*n.value = n.fallback
		}
	}
	if c.Rate < 0 || math.IsNaN(c.Rate) {
		return c, &cluster.ConfigError{Field: "RedriveConfig.Rate", Problem: fmt.Sprintf("is %v: want records a second, or 0 for no limit", c.Rate)}
	}
	switch {
	case c.HandleTimeout < 0:
		return c, &cluster.ConfigError{Field: "RedriveConfig.HandleTimeout", Problem: fmt.Sprintf("is %v: want a positive duration, or 0 for the default of %v", c.HandleTimeout, defaultHandleTimeout)}
	case c.HandleTimeout == 0:
		c.HandleTimeout = defaultHandleTimeout
	}
	return c, nil
}
