package flags

import (
	"time"

	"github.com/mediamesh/events/internal/cli/console"
	"github.com/mediamesh/events/kafka/records"
)

// CheckTimes refuses an --until before --since.
func CheckTimes(since, until time.Time) error {
	if since.IsZero() || until.IsZero() || !until.Before(since) {
		return nil
	}
	return console.Usage("correct --since or --until", "--until is before --since")
}

// ParseTime reads the value of a flag, the zero time if there is none.
func ParseTime(name, value string, now time.Time) (time.Time, error) {
	if value == "" {
		return time.Time{}, nil
	}
	t, err := records.ParseTime(value, now)
	if err != nil {
		return t, console.Usage("correct --"+name, "--%s: %w", name, err)
	}
	return t, nil
}
