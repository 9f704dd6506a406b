package movies

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/mediamesh/events"
)

// Counts is how far a run has come.
type Counts struct {
	Read      int `json:"read"`      // films
	Published int `json:"published"` // content.created
	Rejected  int `json:"rejected"`  // films that the contract refuses
	Consumed  int `json:"consumed"`  // content.created, by the indexer
	Indexed   int `json:"indexed"`   // search.indexed
}

// AddUp reports whether each film that was read has come to its end.
func (c Counts) AddUp() bool {
	return c.Read == c.Published+c.Rejected && c.Consumed == c.Published && c.Indexed == c.Consumed
}

// A Rejection is a film that the contract refuses.
type Rejection struct {
	Film       int                `json:"film"` // its number, from 1
	Line       int                `json:"line"` // of movies.json
	Violations []events.Violation `json:"violations"`
}

// A Summary is the outcome of a run.
type Summary struct {
	Counts
	CorrelationID string      `json:"correlationId"`
	DurationMS    int64       `json:"durationMs"`
	Rejections    []Rejection `json:"rejections"`
}

// tracker counts. Delivery is at least once, so content is counted by its id,
// and only that of this run, which its correlation id tells.
type tracker struct {
	correlationID string
	changed       chan struct{} // holds one if something changed

	mu         sync.Mutex
	counts     Counts
	rejections []Rejection
	seen       [2]map[string]bool // content ids that were consumed, and indexed
	complete   bool               // all films are read
}

func newTracker(correlationID string) *tracker {
	return &tracker{
		correlationID: correlationID, changed: make(chan struct{}, 1),
		rejections: []Rejection{}, seen: [2]map[string]bool{{}, {}},
	}
}

// change changes the counts, and lets follow know.
func (t *tracker) change(f func(*Counts)) {
	t.mu.Lock()
	f(&t.counts)
	t.mu.Unlock()
	select {
	case t.changed <- struct{}{}:
	default: // it will look anyway
	}
}

func (t *tracker) read()           { t.change(func(c *Counts) { c.Read++ }) }
func (t *tracker) published(n int) { t.change(func(c *Counts) { c.Published += n }) }
func (t *tracker) importEnded()    { t.change(func(*Counts) { t.complete = true }) }

// reject notes why a film is not an event. Other errors than that are returned.
func (t *tracker) reject(f Film, err error) error {
	var invalid *events.InvalidError
	if !errors.As(err, &invalid) {
		return err
	}
	t.change(func(c *Counts) {
		c.Read++
		c.Rejected++
		t.rejections = append(t.rejections, Rejection{f.Number, f.Line, invalid.Violations})
	})
	return nil
}

func (t *tracker) consumed(correlationID, contentID string) {
	t.arrived(0, correlationID, contentID, func(c *Counts) { c.Consumed++ })
}

func (t *tracker) indexed(correlationID, contentID string) {
	t.arrived(1, correlationID, contentID, func(c *Counts) { c.Indexed++ })
}

func (t *tracker) arrived(where int, correlationID, contentID string, count func(*Counts)) {
	if correlationID != t.correlationID {
		return
	}
	t.change(func(c *Counts) {
		if !t.seen[where][contentID] {
			t.seen[where][contentID] = true
			count(c)
		}
	})
}

// now returns the counts, and whether nothing more is to come. An event may be
// seen in the index before the indexer has counted it, so both must be through.
func (t *tracker) now() (c Counts, done bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.counts, t.complete && min(t.counts.Consumed, t.counts.Indexed) >= t.counts.Published
}

// follow waits for the end, and reports on the way.
func (t *tracker) follow(ctx context.Context, progress func(Counts)) error {
	if progress == nil {
		progress = func(Counts) {}
	}
	patience := time.NewTimer(stall)
	defer patience.Stop()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-patience.C:
			c, _ := t.now()
			return stalledError(c)
		case <-t.changed:
			patience.Reset(stall)
			c, done := t.now()
			progress(c)
			if done {
				return nil
			}
		}
	}
}

func (t *tracker) summary(config Config, took time.Duration) Summary {
	t.mu.Lock()
	defer t.mu.Unlock()
	return Summary{
		Counts: t.counts, CorrelationID: config.CorrelationID,
		DurationMS: took.Milliseconds(), Rejections: t.rejections,
	}
}
