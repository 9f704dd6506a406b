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

// RedriveConfig configures a [Redriver]. Registry and DeadLetterTopic must be set.
type RedriveConfig struct {
	// Cluster is the cluster to connect to. Default: a broker on this machine.
	Cluster cluster.Config
	// Registry contains the event types and migrations with which dead letters are migrated
	// and validated. Required.
	Registry *events.Registry
	// DeadLetterTopic is the topic to redrive, "content.events.dlq". Required.
	DeadLetterTopic string
	// Positions are the positions of the dead letters to redrive. Default: all that
	// Filter selects. If both are set, a dead letter must match both.
	Positions []cluster.Position
	// Filter selects dead letters. Default: all. A dead letter with reason "key-blocked"
	// is redriven with the earlier ones of its key, even if Filter does not select it.
	Filter Filter
	// Repair returns a corrected document for a dead letter, for example one that predates
	// the contract, or nil to leave it unchanged. For a record that holds a CloudEvent, it
	// must correct the document that [records.Record.Document] returns; the result is
	// converted back to a CloudEvent. Repair is called for each selected dead letter before
	// it is validated. Default none.
	Repair func(Letter) ([]byte, error)
	// Canary is the number of dead letters to send first. The rest are sent after their
	// groups have handled these. Default 1.
	Canary int
	// MaxUnhandled limits the number of dead letters that have been sent but not yet
	// handled, and therefore how many can fail again before the redrive notices. Default
	// 1,000.
	MaxUnhandled int
	// Rate is the maximum number of dead letters sent per second. Default 0: no limit.
	Rate float64
	// HandleTimeout is how long the groups that handle the redriven records may go without
	// committing an offset before the redrive fails. Default 1 min.
	HandleTimeout time.Duration
	// KeepGoing continues with the dead letters of other keys after a failure. Default
	// false: the first failure ends the redrive.
	KeepGoing bool
	// AllGroups redrives the dead letters for every group that reads the topic. Default
	// false: only the group that dead-lettered a record handles it again. Consumers that do
	// not use this library ignore this and always handle the record.
	AllGroups bool
	// DryRun repairs, migrates and validates without sending anything. Default false.
	DryRun bool
	// OnLetter is called with the result for each selected dead letter, in order. Default
	// none.
	OnLetter func(RedriveStep)
	// OnProgress is called with the counts as they grow. Default none.
	OnProgress func(RedriveReport)
}

// RedriveStep is the result of redriving one dead letter.
type RedriveStep struct {
	Letter Letter
	// Change is how the value was changed before sending; "" if the dead letter is not
	// sent.
	Change Change
	// Err is a *[RedriveFailure] if the dead letter cannot be sent. If both Err and Change
	// are empty, it is held back because an earlier dead letter with the same key was not
	// handled.
	Err error
}

// RedriveReport counts dead letters.
type RedriveReport struct {
	Chosen          int // selected and not redriven before, plus the blocked dead letters that follow them
	AlreadyRedriven int // selected, but redriven before
	Sent            int // sent and acknowledged; in a dry run, those that would be sent
	Migrated        int // sent with ChangeMigrated
	Repaired        int // sent with ChangeRepaired
	Handled         int // sent, and handled by their groups
	Unknown         int // sent, but it is unknown whether they were handled because they do not name their group
	Held            int // not sent because an earlier dead letter with the same key was not handled
	Remaining       int // selected but not processed because the redrive ended early
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
		return c, &cluster.ConfigError{Field: "RedriveConfig.Registry", Problem: "is nil: want the service's registry, such as catalog.Registry()"}
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
