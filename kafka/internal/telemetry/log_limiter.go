package telemetry

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/record"
)

const (
	// maxLines is how many lines of a kind are logged in a period.
	maxLines = 10
	// linePeriod is how long a period takes.
	linePeriod = time.Minute
)

// LogLimiter limits lines about records, which a producer can cause as often as it likes,
// and counts those that it leaves out. It is safe for concurrent use. The number of
// kinds is limited, as that of sources is. Nil limits nothing.
type LogLimiter struct {
	// mu guards the fields below.
	mu      sync.Mutex
	sources SourceLabels
	kinds   map[lineKind]*lineCount
}

// lineKind is what lines have in common that are counted together.
type lineKind struct {
	what          string // the message
	reason        string
	topic, source string
}

// lineCount counts the lines of a kind in a period.
type lineCount struct {
	began        time.Time
	logged, left int
}

// NewLogLimiter returns a limiter that has logged nothing yet.
func NewLogLimiter() *LogLimiter {
	return &LogLimiter{sources: make(SourceLabels), kinds: make(map[lineKind]*lineCount)}
}

// Allow reports whether a line about a record is to be logged.
func (l *LogLimiter) Allow(what, reason string, rec *kgo.Record, now time.Time) bool {
	if l == nil {
		return true
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	kind := lineKind{what, reason, rec.Topic, l.sources.Label(sourceOf(rec))}
	of := l.kinds[kind]
	if of == nil {
		of = &lineCount{began: now}
		l.kinds[kind] = of
	}
	if of.logged < maxLines {
		of.logged++
		return true
	}
	of.left++
	return false
}

// sourceOf is the producer that a record names in its headers, "" if it names none.
func sourceOf(rec *kgo.Record) string {
	if source := record.Header(rec, record.EventSource); source != "" {
		return source
	}
	return record.Header(rec, "ce_source")
}

// over takes what was left out in periods that are over at a time. A kind begins
// another period with its next line.
func (l *LogLimiter) over(now time.Time) map[lineKind]int {
	l.mu.Lock()
	defer l.mu.Unlock()
	left := make(map[lineKind]int)
	for kind, of := range l.kinds {
		if now.Sub(of.began) < linePeriod {
			continue
		}
		if of.left > 0 {
			left[kind] = of.left
		}
		delete(l.kinds, kind)
	}
	return left
}

// log logs how many lines were left out in periods that are over at a time.
func (l *LogLimiter) log(to *slog.Logger, group string, now time.Time) {
	for kind, n := range l.over(now) {
		to.LogAttrs(context.Background(), slog.LevelWarn, "kafka: similar log lines suppressed",
			slog.Int("count", n), slog.String("message", kind.what), slog.String("reason", kind.reason),
			slog.String("topic", kind.topic), slog.String("source", kind.source), slog.String("group", group))
	}
}

// Watch logs what is left out until stop is called, and then what was since.
func (l *LogLimiter) Watch(to *slog.Logger, group string) (stop func()) {
	ending, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		ticker := time.NewTicker(linePeriod / 4)
		defer ticker.Stop()
		for {
			select {
			case <-ending:
				l.log(to, group, time.Now().Add(linePeriod))
				return
			case now := <-ticker.C:
				l.log(to, group, now)
			}
		}
	}()
	return func() {
		close(ending)
		<-ended
	}
}
