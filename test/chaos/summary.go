//go:build unix

package main

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/mediamesh/events/test/chaos/broken"
	"github.com/mediamesh/events/test/chaos/campaign"
	"github.com/mediamesh/events/test/chaos/check"
	"github.com/mediamesh/events/test/chaos/journal"
)

// summary is what is told in the end.
type summary struct {
	Seed    uint64 `json:"seed"`
	Brokers string `json:"brokers"`

	Acknowledged    int                  `json:"acknowledged"`
	AcknowledgedBy  map[string]int       `json:"acknowledgedBy"` // by the call that published them
	Attempts        attempts             `json:"attempts"`
	Transactions    check.Transactions   `json:"transactions"`
	Handled         int                  `json:"handled"`
	DeadLettered    int                  `json:"deadLettered"`
	Passed          int                  `json:"passed"` // of a type without a handler
	Tombstones      int                  `json:"tombstones"`
	Refused         int                  `json:"refusedAsTooLarge"`  // attempts
	Replayed        int                  `json:"replayed"`           // records
	Redriven        int                  `json:"redriven"`           // records
	Discarded       int                  `json:"discarded"`          // dead letters
	Gone            int                  `json:"goneWithTheirTopic"` // attempts that were acknowledged
	Lost            int                  `json:"lost"`
	Duplicated      int                  `json:"duplicated"`
	Reordered       int                  `json:"reordered"` // with KeepOrder, among dead letters too
	CommittedEarly  int                  `json:"committedEarly"`
	Faults          map[check.Fault]int  `json:"faults"` // the above and all others
	Examples        []string             `json:"examples,omitempty"`
	DeadLetters     map[string]int       `json:"deadLetters"` // by reason
	Kills           int                  `json:"kills"`
	Pauses          int                  `json:"pauses"`
	Ended           int                  `json:"endedByThemselves"`
	Acts            map[campaign.Act]int `json:"acts"`
	RecoveryP50Ms   int64                `json:"recoveryP50Ms"`
	RecoveryP99Ms   int64                `json:"recoveryP99Ms"`
	RecoveryWorstMs int64                `json:"recoveryWorstMs"`
	Recoveries      int                  `json:"recoveries"` // kills that partitions stood still after
	Samples         int                  `json:"committedOffsetsCompared"`
	Settled         bool                 `json:"settled"`
	TookMs          int64                `json:"tookMs"`

	Controls map[string]bool `json:"controls,omitempty"` // by name: whether it was caught
	Sound    *bool           `json:"soundControlClean,omitempty"`

	campaign bool
	outcomes []campaign.Outcome
}

// attempts are those that were not acknowledged.
type attempts struct {
	Unwritten int `json:"notWritten"` // so the publisher was told
	Unknown   int `json:"unknown"`
}

// calls are what publishes in each way.
var calls = map[journal.Way]string{
	journal.Publish: "publish", journal.Async: "publishAsync", journal.Atomic: "publishAtomically", journal.ByClient: "client",
}

func (s *summary) add(r *campaign.Result) {
	s.campaign = true
	s.Acknowledged, s.Handled, s.DeadLettered, s.Passed = r.Acknowledged, r.Handled, r.DeadLettered, r.Passed
	s.Tombstones, s.Refused, s.Replayed, s.Gone, s.Redriven, s.Discarded = r.Tombstones, r.Refused, r.Replayed, r.Gone, r.Redriven, r.Discarded
	s.AcknowledgedBy = make(map[string]int)
	for way, call := range calls {
		s.AcknowledgedBy[call] = r.AcknowledgedBy[way]
	}
	s.Attempts, s.Transactions = attempts{r.Unwritten, r.Unknown}, r.Transactions
	s.Lost = r.Faults[check.Lost]
	s.Duplicated = r.Duplicated
	s.Reordered = r.Faults[check.Reordered] + r.Faults[check.Overtaken]
	s.CommittedEarly = r.Faults[check.Early]
	s.Faults, s.Examples, s.DeadLetters = r.Faults, r.Examples, r.DeadLettersBy
	s.Kills, s.Pauses, s.Ended, s.Acts = r.Kills, r.Pauses, r.Ended, r.Acts
	s.RecoveryP50Ms = check.Worst(r.Recoveries, 50).Milliseconds()
	s.RecoveryP99Ms = check.Worst(r.Recoveries, 99).Milliseconds()
	s.RecoveryWorstMs = check.Worst(r.Recoveries, 100).Milliseconds()
	s.Recoveries, s.Samples, s.Settled, s.TookMs = len(r.Recoveries), r.Samples, r.Settled, r.Took.Milliseconds()
}

func (s *summary) controls(list []campaign.Outcome) {
	s.outcomes = list
	for _, o := range list {
		if o.Flaw.Sound() {
			clean := o.Verdict.OK() && o.Settled && (s.Sound == nil || *s.Sound)
			s.Sound = &clean
			continue
		}
		if s.Controls == nil {
			s.Controls = make(map[string]bool)
		}
		s.Controls[o.Flaw.Name] = o.Caught()
	}
}

// ok reports whether all is as it should be.
func (s *summary) ok() bool {
	missed := slices.Contains(slices.Collect(maps.Values(s.Controls)), false)
	return len(s.Faults) == 0 && (s.Settled || !s.campaign) && !missed && (s.Sound == nil || *s.Sound)
}

func (s *summary) write(w io.Writer, format string) error {
	if format == "json" {
		return json.NewEncoder(w).Encode(s)
	}
	_, err := io.WriteString(w, s.text())
	return err
}

func (s *summary) text() string {
	var b strings.Builder
	if s.campaign {
		s.campaignText(&b)
	}
	for _, o := range s.outcomes {
		switch {
		case o.Flaw.Sound() && o.Verdict.OK() && o.Settled:
			fmt.Fprintf(&b, "control: without a flaw%s, nothing is found\n", playOf(o.Flaw))
		case o.Flaw.Sound():
			fmt.Fprintf(&b, "control: WITHOUT A FLAW%s, FOUND %v (settled %v)\n", playOf(o.Flaw), o.Verdict.Faults, o.Settled)
			for _, e := range o.Verdict.Examples {
				fmt.Fprintln(&b, " ", e)
			}
		case o.Caught():
			fmt.Fprintf(&b, "control: %s is caught: %v\n", o.Flaw.Name, o.Verdict.Faults)
		default:
			fmt.Fprintf(&b, "control: %s IS NOT CAUGHT: found %v, want one of %v\n", o.Flaw.Name, o.Verdict.Faults, o.Flaw.Faults)
		}
	}
	return b.String()
}

// playOf names what is done to a variant, if that is not what is done to most.
func playOf(f broken.Flaw) string {
	if f.Play == broken.Crash {
		return ""
	}
	return " (" + string(f.Play) + ")"
}

func (s *summary) campaignText(b *strings.Builder) {
	fmt.Fprintf(b, "seed %d, %s brokers, %v\n", s.Seed, s.Brokers, (time.Duration(s.TookMs) * time.Millisecond).Round(time.Second))
	fmt.Fprintf(b, "%d events acknowledged: %d handled, %d dead letters, %d passed over, %d tombstones; %d attempts refused as too large\n",
		s.Acknowledged, s.Handled, s.DeadLettered, s.Passed, s.Tombstones, s.Refused)
	fmt.Fprintf(b, "acknowledged by %v; %d attempts not written, %d of unknown outcome\n", s.AcknowledgedBy, s.Attempts.Unwritten, s.Attempts.Unknown)
	fmt.Fprintf(b, "%d transactions committed, %d not, %d of unknown outcome\n", s.Transactions.Committed, s.Transactions.Uncommitted, s.Transactions.Unknown)
	fmt.Fprintf(b, "%d lost, %d reordered, %d committed early; %d duplicates; %d replayed; %d gone with their topic; %d redriven, %d discarded\n",
		s.Lost, s.Reordered, s.CommittedEarly, s.Duplicated, s.Replayed, s.Gone, s.Redriven, s.Discarded)
	fmt.Fprintf(b, "%d kills, %d pauses, %d processes ended with an error; recovery from %d kills: half within %v, 99 %% within %v, worst %v\n",
		s.Kills, s.Pauses, s.Ended, s.Recoveries, ms(s.RecoveryP50Ms), ms(s.RecoveryP99Ms), ms(s.RecoveryWorstMs))
	fmt.Fprintf(b, "%d committed offsets compared; dead letters by reason: %v\n", s.Samples, s.DeadLetters)
	fmt.Fprintf(b, "done: %v\n", s.Acts)
	if !s.Settled {
		fmt.Fprintln(b, "NOT SETTLED: the groups did not come to the end in time")
	}
	if len(s.Faults) > 0 {
		fmt.Fprintf(b, "FAULTS: %v\n", s.Faults)
		for _, e := range s.Examples {
			fmt.Fprintln(b, " ", e)
		}
	}
}

func ms(n int64) time.Duration { return time.Duration(n) * time.Millisecond }
