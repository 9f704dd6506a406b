package keyorder

import (
	"slices"
	"sync"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/ledger"
	"github.com/mediamesh/events/kafka/internal/record"
)

// Keys are the keys of a partition whose dead letters are still to be
// redriven, where the order is kept. The zero value has none. They are safe for concurrent use.
type Keys struct {
	// mu guards the fields below.
	mu   sync.Mutex
	keys map[string][]Letter
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

// A Letter is a dead letter that waits for being redriven.
type Letter struct {
	ID     string // where it is, "content.events.dlq/0/17"
	At     int64  // when it became one, in milliseconds since 1970
	origin int64  // the offset of its record
	first  int64  // the offset of its record when that was dead-lettered for the first time
}

// A Turn says what is to be done with a record in view of the dead letters of its
// key.
type Turn int

const (
	Handle   Turn = iota // there are none, or it is the first of them, redriven
	Follow               // it follows those before it
	Repeated             // it is among them already
)

// TurnOf decides about a record, which was the dead letter from, "" if none. It is
// called for one record of a key at a time.
func (k *Keys) TurnOf(r *kgo.Record, from string) Turn {
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.keys) == 0 {
		return Handle
	}
	key := record.KeyName(r.Key)
	letters := k.keys[key]
	if len(letters) == 0 {
		return Handle
	}
	switch {
	case from == letters[0].ID:
		return Handle
	case slices.ContainsFunc(letters, func(l Letter) bool { return l.origin == r.Offset || l.first == r.Offset }):
		return Repeated // it is a dead letter, and the group did not get to commit that
	case k.resolved[key][from]:
		return Repeated // it was handled, and the group did not get to commit that
	case r.Offset < letters[0].first:
		return Handle // it was handled before them, and the group did not get to commit that
	}
	return Follow
}

// Add notes the dead letter of a record, as it was written. That of a record that was redriven
// takes the place of the one it was, from. One that is there already is not added again.
func (k *Keys) Add(r *kgo.Record, from string, letter *kgo.Record) {
	at := cluster.Position{Topic: letter.Topic, Partition: letter.Partition, Offset: letter.Offset}
	k.add(r, from, at.String(), letter.Timestamp)
}

func (k *Keys) add(r *kgo.Record, from, id string, at time.Time) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.keys == nil {
		k.keys = make(map[string][]Letter)
	}
	key := record.KeyName(r.Key)
	letters, l := k.keys[key], Letter{ID: id, At: at.UnixMilli(), origin: r.Offset, first: r.Offset}
	if position(letters, id) >= 0 {
		return
	}
	if i := position(letters, from); i >= 0 {
		l.first = letters[i].first
		letters[i] = l
		return
	}
	k.keys[key] = append(letters, l)
}

// Resolve notes that a dead letter was redriven and handled.
func (k *Keys) Resolve(recordKey []byte, id string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	key := record.KeyName(recordKey)
	letters := k.keys[key]
	if i := position(letters, id); i >= 0 {
		k.resolved.add(key, id)
		k.keep(key, slices.Delete(letters, i, i+1))
	}
}

// keep notes which dead letters are left of a key.
func (k *Keys) keep(key string, letters []Letter) {
	if k.keys[key] = letters; len(letters) == 0 {
		delete(k.keys, key)
		delete(k.resolved, key)
	}
}

// sameLetter is by how many milliseconds the time of a dead letter may differ
// from what the ledger says: a consumer knows its own clock's of those that it
// wrote, and the topic may have the broker's (message.timestamp.type).
const sameLetter = 5 * 60 * 1000

// settle takes off the dead letters that a ledger says were discarded, or handled.
// Entries that changed as often as before say nothing new.
func (k *Keys) settle(entries ledger.Ledger, changes int) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.changes == changes {
		return
	}
	k.changes = changes
	for key, letters := range k.keys {
		k.keep(key, slices.DeleteFunc(letters, func(l Letter) bool {
			at, err := cluster.ParsePosition(l.ID)
			entry, ok := entries[at]
			if err != nil || !ok || max(entry.PutAside-l.At, l.At-entry.PutAside) >= sameLetter {
				return false
			}
			if entry.HandledAt != 0 {
				k.resolved.add(key, l.ID)
			}
			return entry.Discarded != "" || entry.HandledAt != 0
		}))
	}
}

// count returns how many keys are blocked, and the oldest dead letter of those that block
// them.
func (k *Keys) count() (keys int, first Letter) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, letters := range k.keys {
		if l := letters[0]; first.ID == "" || l.At < first.At {
			first = l
		}
	}
	return len(k.keys), first
}

func position(letters []Letter, id string) int {
	return slices.IndexFunc(letters, func(l Letter) bool { return l.ID == id })
}

// IsFirst reports whether a dead letter is the first of its key.
func (k *Keys) IsFirst(key []byte, id string) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	letters := k.keys[record.KeyName(key)]
	return len(letters) > 0 && letters[0].ID == id
}
