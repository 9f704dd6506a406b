package dlq

import (
	"fmt"
	"strings"

	"github.com/mediamesh/events/internal/cli/console"
	"github.com/mediamesh/events/kafka/dlq"
)

// redriveSummary is the last line of JSON.
type redriveSummary struct {
	Topic    string `json:"topic"`
	DryRun   bool   `json:"dryRun"`
	Chosen   int    `json:"chosen"`
	Before   int    `json:"before"` // redriven before
	Sent     int    `json:"sent"`   // in a dry run, what would be sent
	Migrated int    `json:"migrated"`
	Repaired int    `json:"repaired"`
	Handled  int    `json:"handled"`
	Failed   int    `json:"failed"`
	Held     int    `json:"held"`
	Left     int    `json:"left"`
}

func summaryLineOf(topic string, r dlq.RedriveReport, dryRun bool) redriveSummary {
	return redriveSummary{topic, dryRun, r.Chosen, r.AlreadyRedriven, r.Sent, r.Migrated, r.Repaired, r.Handled, len(r.Failures), r.Held, r.Remaining}
}

// sayReport summarizes a redrive.
func (o *redriveOptions) sayReport(r dlq.RedriveReport) {
	if o.dryRun {
		o.Say("%s: %s; nothing was sent", console.Count(r.Chosen, "dead letter"), wouldBe(r))
		return
	}
	parts := []string{console.Thousands(r.Sent) + " sent"}
	add := func(n int, what string) {
		if n > 0 {
			parts = append(parts, console.Thousands(n)+" "+what)
		}
	}
	add(r.Migrated, "of them migrated")
	add(r.Repaired, "of them repaired")
	parts = append(parts, console.Thousands(r.Handled)+" handled")
	add(r.Unknown, "of an unknown group")
	add(len(r.Failures), "failed")
	add(r.Held, "held back")
	add(r.Remaining, "left")
	add(r.AlreadyRedriven, "already redriven")
	o.Say("%s: %s", console.Count(r.Chosen, "dead letter"), strings.Join(parts, ", "))
}

// wouldBe says what a redrive would do.
func wouldBe(r dlq.RedriveReport) string {
	text := console.Thousands(r.Sent) + " would be sent"
	if r.Migrated+r.Repaired > 0 {
		text += fmt.Sprintf(" (%s migrated, %s repaired)", console.Thousands(r.Migrated), console.Thousands(r.Repaired))
	}
	return text + fmt.Sprintf(", %s could not be sent, %s held back", console.Thousands(len(r.Failures)), console.Thousands(r.Held))
}
