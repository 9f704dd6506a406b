package dlq

import (
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/internal/cli/console"
	"github.com/mediamesh/events/kafka/dlq"
)

// letterLine is a dead letter as a line of JSON: with kcat's names for the parts of a
// record, and what the headers say about why it was dead-lettered.
type letterLine struct {
	Position  string `json:"position"` // TOPIC/PARTITION/OFFSET, for dlq show
	Topic     string `json:"topic"`
	Partition int32  `json:"partition"`
	Offset    int64  `json:"offset"`
	Ts        int64  `json:"ts"` // when it was dead-lettered, in milliseconds
	Key       any    `json:"key"`

	Reason     string             `json:"reason"`
	Error      string             `json:"error"`
	Violations []events.Violation `json:"violations"`
	Omitted    int                `json:"omitted"` // number of violations beyond those listed
	Attempts   int                `json:"attempts"`
	Group      string             `json:"group"`

	EventType    string `json:"eventType"`
	EventID      string `json:"eventId"`
	EventVersion string `json:"eventVersion"`

	Origin       origin   `json:"origin"`
	Redriven     bool     `json:"redriven"`
	Discarded    string   `json:"discarded,omitempty"` // the message of a discard; absent otherwise
	RedrivenFrom string   `json:"redrivenFrom,omitempty"`
	Stripped     []string `json:"stripped,omitempty"` // headers that did not fit into the topic's maximum record size

	Headers []any `json:"headers,omitempty"` // of the record itself: key, value, key, value, …
	Payload any   `json:"payload,omitempty"` // only on request
}

// origin is where the record came from.
type origin struct {
	Topic     string `json:"topic"`
	Partition int32  `json:"partition"`
	Offset    int64  `json:"offset"`
	Ts        *int64 `json:"ts"`
}

func lineOf(d dlq.Letter) letterLine {
	line := letterLine{
		Position: d.At.String(), Topic: d.At.Topic, Partition: d.At.Partition, Offset: d.At.Offset, Ts: d.DeadLetteredAt.UnixMilli(),
		Key: console.TextOrBinary(d.Original.Key), Reason: string(d.Reason), Error: d.Error, Violations: d.Violations, Omitted: d.Omitted,
		Attempts: d.Attempts, Group: d.Group, EventType: d.EventType, EventID: d.EventID, EventVersion: d.EventVersion,
		Origin:   origin{d.Original.Topic, d.Original.Partition, d.Original.Offset, nil},
		Redriven: d.Redriven, Discarded: d.Discarded, Stripped: d.Stripped,
	}
	if line.Violations == nil {
		line.Violations = []events.Violation{}
	}
	if !d.Original.Timestamp.IsZero() {
		ms := d.Original.Timestamp.UnixMilli()
		line.Origin.Ts = &ms
	}
	if from, ok := d.RedrivenFrom(); ok {
		line.RedrivenFrom = from.String()
	}
	return line
}

// second formats a time for text output.
func second(t time.Time) string {
	if t.IsZero() {
		return "-"
	}
	return t.UTC().Format("2006-01-02T15:04:05Z")
}

// summaryOf describes in a line what is wrong with a dead letter.
func summaryOf(d dlq.Letter) string {
	text := d.Error
	if len(d.Violations) > 0 {
		text = ""
		for i, v := range d.Violations {
			if i > 0 {
				text += "; "
			}
			text += v.String()
		}
	}
	const most = 120
	text = console.Printable(text)
	if runes := []rune(text); len(runes) > most {
		text = string(runes[:most]) + "…"
	}
	return console.OrDash(text)
}
