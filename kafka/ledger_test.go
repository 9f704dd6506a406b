package kafka_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
)

// story is n events about each of some contents, in turns: the ids of those of
// content k are k/0, k/1, …
func story(contents, each int) []events.Message {
	var list []events.Message
	for i := range each {
		for c := range contents {
			list = append(list, chapter(fmt.Sprintf("k%d", c), i))
		}
	}
	return list
}

// chapter is the i-th event about a content.
func chapter(content string, i int) events.Event[content.Created] {
	return created(content, events.WithID(fmt.Sprintf("%s/%d", content, i)))
}

// A ledger notes which events handlers were called for, in which order, and
// which of the calls ended well.
type Ledger struct {
	mu      sync.Mutex
	called  map[string][]string // ids by content, of each call
	done    map[string]int      // how often, by id
	working map[string]int      // handlers at work, by content
	busy    int                 // in all
	most    int                 // at once, so far
	clash   string              // a content that had two at once
	changed chan struct{}       // closed, and replaced, by each change
}

func newLedger() *Ledger {
	return &Ledger{
		called: make(map[string][]string), done: make(map[string]int), working: make(map[string]int),
		changed: make(chan struct{}),
	}
}

// handler notes each call of h, which may be nil.
func (l *Ledger) handler(h func(context.Context, events.Event[content.Created]) error) func(context.Context, events.Event[content.Created]) error {
	return func(ctx context.Context, e events.Event[content.Created]) (err error) {
		l.begin(e)
		ok := false // unless it panics
		defer func() { l.end(e, ok && err == nil) }()
		if h != nil {
			err = h(ctx, e)
		}
		ok = true
		return err
	}
}

func (l *Ledger) begin(e events.Event[content.Created]) {
	l.mu.Lock()
	defer l.mu.Unlock()
	key := e.Payload.ContentID
	l.called[key] = append(l.called[key], e.Metadata.EventID)
	l.busy++
	l.most = max(l.most, l.busy)
	if l.working[key]++; l.working[key] > 1 {
		l.clash = key
	}
	l.change()
}

func (l *Ledger) end(e events.Event[content.Created], ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.busy--
	l.working[e.Payload.ContentID]--
	if ok {
		l.done[e.Metadata.EventID]++
	}
	l.change()
}

func (l *Ledger) change() {
	close(l.changed)
	l.changed = make(chan struct{})
}

// await waits until something is so; the ledger does not change meanwhile.
func (l *Ledger) await(t testing.TB, what string, so func() bool) {
	t.Helper()
	ctx := deadline(t)
	for {
		l.mu.Lock()
		ok, changed := so(), l.changed
		l.mu.Unlock()
		if ok {
			return
		}
		select {
		case <-changed:
		case <-ctx.Done():
			t.Fatalf("it never was so: %s", what)
		}
	}
}

// awaitDone waits until so many events were handled.
func (l *Ledger) awaitDone(t testing.TB, n int) {
	t.Helper()
	l.await(t, fmt.Sprintf("%d events are handled", n), func() bool { return len(l.done) >= n })
}

// times is how often an event was handled.
func (l *Ledger) times(id string) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.done[id]
}

// calls are those for a content, "k0/0 k0/0 k0/1".
func (l *Ledger) calls(content string) string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return strings.Join(l.called[content], " ")
}

// check asserts that each of the events was handled, and those of one content
// for the first time in their order. It returns how many were handled again.
func (l *Ledger) check(t testing.TB, list []events.Message) (duplicates int) {
	t.Helper()
	l.mu.Lock()
	defer l.mu.Unlock()
	order := make(map[string][]string)
	for _, e := range list {
		id := e.Meta().EventID
		content, _, _ := strings.Cut(id, "/")
		order[content] = append(order[content], id)
		if l.done[id] == 0 {
			t.Errorf("%s was lost", id)
		}
		duplicates += max(0, l.done[id]-1)
	}
	for content, want := range order {
		if got := firsts(l.called[content]); !slices.Equal(got, want) {
			t.Errorf("%s was handled in the order %v", content, got)
		}
	}
	return duplicates
}

// alone asserts that no content had two handlers at once.
func (l *Ledger) alone(t testing.TB) {
	t.Helper()
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.clash != "" {
		t.Errorf("two events of %s were handled at once", l.clash)
	}
}

// firsts is a list without what comes again.
func firsts(list []string) []string {
	seen := make(map[string]bool)
	return slices.DeleteFunc(slices.Clone(list), func(id string) bool {
		again := seen[id]
		seen[id] = true
		return again
	})
}
