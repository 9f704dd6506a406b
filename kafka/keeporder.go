package kafka

import (
	"slices"
	"sync"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/ledger"
	"github.com/mediamesh/events/kafka/internal/record"
)

// blockedKeys are the keys of a partition whose dead letters are still to be
// redriven, where the order is kept.
type blockedKeys struct {
	// mu guards the fields below.
	mu   sync.Mutex
	keys map[string][]blockedLetter
	// resolved holds, of keys that are still blocked, the dead letters that were
	// redriven and handled. Their records may be delivered again.
	resolved resolved
	changes  int // of the ledger, when it was last looked at
}

// resolved are IDs of dead letters, by key.
type resolved map[string]map[string]bool

func (r *resolved) add(key, id string) {
	if *r == nil {
		*r = make(resolved)
	}
	if (*r)[key] == nil {
		(*r)[key] = make(map[string]bool)
	}
	(*r)[key][id] = true
}

// A blockedLetter is a dead letter that waits for being redriven.
type blockedLetter struct {
	id     string // where it is, "content.events.dlq/0/17"
	at     int64  // when it became one, in milliseconds since 1970
	origin int64  // the offset of its record
	first  int64  // when it became one for the first time
}

// A turn says what is to be done with a record in view of the dead letters of its
// key.
type turn int

const (
	handleIt   turn = iota // there are none, or it is the first of them, redriven
	followIt               // it follows those before it
	repeatedIt             // it is among them already
)

// turnOf decides about a record, which was the dead letter from, "" if none. It is
// called for one record of a key at a time.
func (b *blockedKeys) turnOf(r *kgo.Record, from string) turn {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.keys) == 0 {
		return handleIt
	}
	key := record.KeyName(r.Key)
	letters := b.keys[key]
	if len(letters) == 0 {
		return handleIt
	}
	switch {
	case from == letters[0].id:
		return handleIt
	case slices.ContainsFunc(letters, func(l blockedLetter) bool { return l.origin == r.Offset || l.first == r.Offset }):
		return repeatedIt // it is a dead letter, and the group did not get to commit that
	case b.resolved[key][from]:
		return repeatedIt // it was handled, and the group did not get to commit that
	case r.Offset < letters[0].first:
		return handleIt // it was handled before them, and the group did not get to commit that
	}
	return followIt
}

// add notes the dead letter of a record. That of a record that was redriven takes
// the place of the one it was, from. One that is there already is not added again.
func (b *blockedKeys) add(r *kgo.Record, from, id string, at time.Time) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.keys == nil {
		b.keys = make(map[string][]blockedLetter)
	}
	key := record.KeyName(r.Key)
	letters, l := b.keys[key], blockedLetter{id: id, at: at.UnixMilli(), origin: r.Offset, first: r.Offset}
	if position(letters, id) >= 0 {
		return
	}
	if i := position(letters, from); i >= 0 {
		l.first = letters[i].first
		letters[i] = l
		return
	}
	b.keys[key] = append(letters, l)
}

// resolve notes that a dead letter was redriven and handled.
func (b *blockedKeys) resolve(recordKey []byte, id string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	key := record.KeyName(recordKey)
	letters := b.keys[key]
	if i := position(letters, id); i >= 0 {
		b.resolved.add(key, id)
		b.keep(key, slices.Delete(letters, i, i+1))
	}
}

// keep notes which dead letters are left of a key.
func (b *blockedKeys) keep(key string, letters []blockedLetter) {
	if b.keys[key] = letters; len(letters) == 0 {
		delete(b.keys, key)
		delete(b.resolved, key)
	}
}

// sameLetter is by how many milliseconds the time of a dead letter may differ
// from what the ledger says: a consumer knows its own clock's of those that it
// wrote, and the topic may have the broker's (message.timestamp.type).
const sameLetter = 5 * 60 * 1000

// settle takes off the dead letters that a ledger says were discarded, or handled.
// Entries that changed as often as before say nothing new.
func (b *blockedKeys) settle(entries ledger.Ledger, changes int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.changes == changes {
		return
	}
	b.changes = changes
	for key, letters := range b.keys {
		b.keep(key, slices.DeleteFunc(letters, func(l blockedLetter) bool {
			at, err := cluster.ParsePosition(l.id)
			entry, ok := entries[at]
			if err != nil || !ok || max(entry.PutAside-l.at, l.at-entry.PutAside) >= sameLetter {
				return false
			}
			if entry.HandledAt != 0 {
				b.resolved.add(key, l.id)
			}
			return entry.Discarded != "" || entry.HandledAt != 0
		}))
	}
}

// count returns how many keys are blocked, and the oldest dead letter
// first of those that block them.
func (b *blockedKeys) count() (keys int, first blockedLetter) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, letters := range b.keys {
		if l := letters[0]; first.id == "" || l.at < first.at {
			first = l
		}
	}
	return len(b.keys), first
}

func position(letters []blockedLetter, id string) int {
	return slices.IndexFunc(letters, func(l blockedLetter) bool { return l.id == id })
}

// first reports whether a dead letter is the first of its key.
func (b *blockedKeys) first(key []byte, id string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	letters := b.keys[record.KeyName(key)]
	return len(letters) > 0 && letters[0].id == id
}
