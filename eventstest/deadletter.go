package eventstest

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/dlq"
)

// RequireDeadLettered fails the test unless exactly one record has been dead-lettered for
// that reason so far, by any consumer. It returns the dead letter.
func RequireDeadLettered(t testing.TB, b *Broker, reason kafka.Reason) dlq.Letter {
	t.Helper()
	var found []dlq.Letter
	all := DeadLetters(t, b)
	for _, d := range all {
		if d.Reason == reason {
			found = append(found, d)
		}
	}
	switch {
	case len(found) == 1:
		return found[0]
	case len(found) > 1:
		t.Fatalf("%d records were dead-lettered as %s, want one%s", len(found), reason, listLetters(found))
	case len(all) == 0:
		t.Fatalf("no record was dead-lettered as %s, nor for another reason", reason)
	default:
		t.Fatalf("no record was dead-lettered as %s%s", reason, listLetters(all))
	}
	return dlq.Letter{}
}

// DeadLetters returns all dead letters written so far, of all topics and consumers. Those
// of one partition are in order.
func DeadLetters(t testing.TB, b *Broker) []dlq.Letter {
	t.Helper()
	ctx, cancel := within(t)
	defer cancel()
	return b.letters(ctx, t)
}

func (b *Broker) letters(ctx context.Context, t testing.TB) []dlq.Letter {
	t.Helper()
	records, err := b.all(ctx)
	if err != nil {
		t.Fatalf("eventstest: %v", err)
	}
	var list []dlq.Letter
	for _, r := range records {
		if isDeadLetter(r) {
			list = append(list, dlq.LetterOf(r))
		}
	}
	return list
}

// listLetters is the end of a failure message: one line for each dead letter, or nothing.
func listLetters(letters []dlq.Letter) string {
	if len(letters) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("\nDead letters:")
	for i, d := range letters {
		if i == shown {
			fmt.Fprintf(&b, "\n    and %d more", len(letters)-shown)
			break
		}
		b.WriteString("\n    " + describeLetter(d))
	}
	return b.String()
}
