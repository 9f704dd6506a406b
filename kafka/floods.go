package kafka

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/record"
)

const (
	// floodLines is how many lines of a kind are logged in a period.
	floodLines = 10
	// floodPeriod is how long a period takes.
	floodPeriod = time.Minute
)

// floods limits lines about records, which a producer can cause as often as it likes,
// and counts those that it leaves out. It is safe for concurrent use. The number of
// kinds is limited, as that of sources is. Nil limits nothing.
type floods struct {
	// mu guards the fields below.
	mu      sync.Mutex
	sources sourceLabels
	kinds   map[floodKind]*flood
}

// floodKind is what lines have in common that are counted together.
type floodKind struct {
	what          string // the message
	reason        Reason
	topic, source string
}

// flood counts the lines of a kind in a period.
type flood struct {
	began        time.Time
	logged, left int
}

func newFloods() *floods {
	return &floods{sources: make(sourceLabels), kinds: make(map[floodKind]*flood)}
}

// passes reports whether a line about a record is to be logged.
func (f *floods) passes(what string, reason Reason, rec *kgo.Record, now time.Time) bool {
	if f == nil {
		return true
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	kind := floodKind{what, reason, rec.Topic, f.sources.label(sourceOf(rec))}
	of := f.kinds[kind]
	if of == nil {
		of = &flood{began: now}
		f.kinds[kind] = of
	}
	if of.logged < floodLines {
		of.logged++
		return true
	}
	of.left++
	return false
}

// sourceOf is the producer that a record names in its headers, "" if it names none.
func sourceOf(rec *kgo.Record) string {
	if source := record.Header(rec, HeaderEventSource); source != "" {
		return source
	}
	return record.Header(rec, "ce_source")
}

// over takes what was left out in periods that are over at a time. A kind begins
// another period with its next line.
func (f *floods) over(now time.Time) map[floodKind]int {
	f.mu.Lock()
	defer f.mu.Unlock()
	left := make(map[floodKind]int)
	for kind, of := range f.kinds {
		if now.Sub(of.began) < floodPeriod {
			continue
		}
		if of.left > 0 {
			left[kind] = of.left
		}
		delete(f.kinds, kind)
	}
	return left
}

// log logs how many lines were left out in periods that are over at a time.
func (f *floods) log(config *ConsumerConfig, now time.Time) {
	for kind, n := range f.over(now) {
		config.Logger.LogAttrs(context.Background(), slog.LevelWarn, "kafka: more lines of a kind were not logged",
			slog.Int("count", n), slog.String("message", kind.what), slog.String("reason", string(kind.reason)),
			slog.String("topic", kind.topic), slog.String("source", kind.source), slog.String("group", config.Group))
	}
}

// watch logs what is left out until stop is called, and then what was since.
func (f *floods) watch(config *ConsumerConfig) (stop func()) {
	ending, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		ticker := time.NewTicker(floodPeriod / 4)
		defer ticker.Stop()
		for {
			select {
			case <-ending:
				f.log(config, time.Now().Add(floodPeriod))
				return
			case now := <-ticker.C:
				f.log(config, now)
			}
		}
	}()
	return func() {
		close(ending)
		<-ended
	}
}
