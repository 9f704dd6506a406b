package kafka

import (
	"fmt"
	"log/slog"

	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/deadletter"
	"github.com/mediamesh/events/kafka/internal/lanes"
	"github.com/mediamesh/events/kafka/internal/telemetry"
	"github.com/mediamesh/events/kafka/records"
	"github.com/mediamesh/events/wire"
	"github.com/twmb/franz-go/pkg/kgo"
)

// Policy is what a consumer does with a record that cannot be handled.
type Policy int

const (
	// PolicyDeadLetter writes the record to the dead-letter topic and continues once the
	// cluster has acknowledged the write. For a tombstone it acts like PolicyStop; see
	// [HandleTombstones].
	PolicyDeadLetter Policy = iota
	// PolicySkip skips the record, logs a warning and counts it.
	PolicySkip
	// PolicyStop ends [Consumer.Run] with an error. The record will be redelivered.
	PolicyStop
	// PolicyReport is allowed only for [ReasonInvalid]. An event that violates its contract
	// is handled anyway, as far as it could be decoded. [ViolationsFrom] returns its
	// violations to the handler, and they are logged and counted by producer, so that a
	// contract can be adopted gradually. A record that cannot be decoded at all, for
	// example because of malformed JSON, still becomes a dead letter.
	PolicyReport
)

func (p Policy) String() string {
	switch p {
	case PolicyDeadLetter:
		return "dead-letter"
	case PolicySkip:
		return "skip"
	case PolicyStop:
		return "stop"
	case PolicyReport:
		return "report"
	}
	return fmt.Sprintf("Policy(%d)", int(p))
}

// MarshalText implements [encoding.TextMarshaler] by [Policy.String]. It returns an error for a
// number that is not a policy.
func (p Policy) MarshalText() ([]byte, error) {
	if p < PolicyDeadLetter || p > PolicyReport {
		return nil, fmt.Errorf("kafka: %v is not a policy", p)
	}
	return []byte(p.String()), nil
}

// UnmarshalText implements [encoding.TextUnmarshaler], so that a policy can be read from a
// configuration file: dead-letter, skip, stop or report. On an error p is not changed.
func (p *Policy) UnmarshalText(text []byte) error {
	for known := PolicyDeadLetter; known <= PolicyReport; known++ {
		if known.String() == string(text) {
			*p = known
			return nil
		}
	}
	return fmt.Errorf("kafka: %q is not a policy: want dead-letter, skip, stop or report", wire.Printable(string(text)))
}

// checkPolicies returns an error for an invalid policy.
func checkPolicies(policies map[Reason]Policy) error {
	for reason, policy := range policies {
		field := fmt.Sprintf("ConsumerConfig.Policies[%q]", string(reason))
		switch {
		case !reasons[reason]:
			return &cluster.ConfigError{Field: field, Problem: "is not a reason: want ReasonInvalid, ReasonUnknownType, ReasonUnsupportedVersion, ReasonMigrationFailed or ReasonHandlerFailed"}
		case policy < PolicyDeadLetter || policy > PolicyReport:
			return &cluster.ConfigError{Field: field, Problem: fmt.Sprintf("is %v: want PolicyDeadLetter, PolicySkip, PolicyStop or PolicyReport", policy)}
		case policy == PolicyReport && reason != ReasonInvalid:
			return &cluster.ConfigError{Field: field, Problem: "is PolicyReport, which is for ReasonInvalid alone"}
		}
	}
	return nil
}

// reasons are the reasons that can have a policy.
var reasons = map[Reason]bool{ReasonInvalid: true, ReasonUnknownType: true, ReasonUnsupportedVersion: true, ReasonMigrationFailed: true, ReasonHandlerFailed: true}

// Refusal is a record that cannot be handled, and why.
type Refusal struct {
	Record records.Record
	Reason Reason
	// Policy is the policy that will be applied to the record.
	Policy Policy
	// Err is the cause, such as an *[events.InvalidError], a *[HandlerError] or an
	// *[events.UnknownTypeError]. Errors from handlers and Go migrations may contain values
	// of the event.
	Err error
}

// tell calls OnRefused.
func (c *ConsumerConfig) tell(rec *kgo.Record, d *deadletter.Letter) {
	if c.OnRefused != nil {
		c.OnRefused(Refusal{records.FromClient(rec), Reason(d.Reason), c.policyFor(rec, d), d.Cause})
	}
}

// refuse applies the policy to a record that cannot be handled.
func (r *run) refuse(t *task, rec *kgo.Record, d *deadletter.Letter) outcome {
	r.config.tell(rec, d)
	switch r.config.policyFor(rec, d) {
	case PolicySkip:
		r.stats.skipped.Add(1)
		r.metrics.Done(rec.Topic, d.EventType, telemetry.OutcomeSkipped)
		r.log.Refused("kafka: record skipped", rec, d)
		return r.ended(t, rec)
	case PolicyStop:
		r.member.Fail(stopsAt(d, rec))
		return lanes.Stuck
	}
	t.Job.Dead = d
	return r.sendDeadLetter(t, rec)
}

// report logs and counts an event that is handled despite its violations.
func (r *run) report(rec *kgo.Record, v *verdict) {
	r.stats.reported.Add(1)
	r.metrics.Reported(v.meta().Source, v.meta().EventType)
	r.log.Refused("kafka: event violates its contract; handled anyway (PolicyReport)", rec, deadletter.Of(v.invalid),
		slog.String("source", wire.Printable(v.meta().Source)))
}

// stopsAt returns the error that ends Run.
func stopsAt(d *deadletter.Letter, rec *kgo.Record) error {
	if d.Reason == deadletter.ReasonHandlerFailed {
		return d.Cause
	}
	return &RecordError{
		Reason: Reason(d.Reason), EventType: d.EventType, EventID: d.EventID,
		Topic: rec.Topic, Partition: rec.Partition, Offset: rec.Offset, Err: d.Cause,
	}
}
