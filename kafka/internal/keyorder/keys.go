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

// Keys holds the blocked keys of a partition: those with dead letters that are still to be
// redriven. The zero value is empty. It is safe for concurrent use.
type Keys struct {
	// mu guards the fields below.
	mu   sync.Mutex
	keys map[string][]Letter
	// resolved holds dead letters of keys that are still blocked which were redriven and handled.
	// Their records may be delivered again.
	resolved resolved
	changes  int // the ledger's change count at the last settle
}

// resolved is a set of dead-letter IDs by key.
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

// A Letter is a dead letter that is to be redriven.
type Letter struct {
	ID     string // position in the dead-letter topic, as "content.events.dlq/0/17"
	At     int64  // when it was written, in milliseconds since 1970
	origin int64  // offset of its record
	first  int64  // offset of its record when it was dead-lettered for the first time
}

// A Turn is what to do with a record in view of its key's dead letters.
type Turn int

const (
	Handle   Turn = iota // the key is not blocked, or the record is the first dead letter, redriven, or precedes it
	Follow               // dead-letter it behind the key's other dead letters
	Repeated             // it already is a dead letter, or was handled
)

// TurnOf returns the turn of a record. from is the ID of the dead letter that it was redriven
// from, "" if none. Calls for the same key must not be concurrent.
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
		return Repeated // it already is a dead letter, but its offset was not committed
	case k.resolved[key][from]:
		return Repeated // it was handled, but its offset was not committed
	case r.Offset < letters[0].first:
		return Handle // it was handled before the first dead letter, but its offset was not committed
	}
	return Follow
}

// Add adds letter, which was written as the dead letter of r. If r was redriven from the dead
// letter from, letter replaces that one. A letter that is already known is not added again.
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

// Resolve marks a dead letter as redriven and handled.
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

// keep sets the remaining dead letters of a key.
func (k *Keys) keep(key string, letters []Letter) {
	if k.keys[key] = letters; len(letters) == 0 {
		delete(k.keys, key)
		delete(k.resolved, key)
	}
}

// sameLetter is the limit, in milliseconds, for the difference between a dead letter's time and
// the one in the ledger. They differ because a consumer takes the time of its own dead letters
// from its clock, while the topic may have the broker's (message.timestamp.type).
const sameLetter = 5 * 60 * 1000

// settle removes dead letters that were discarded or handled according to the ledger. It does
// nothing if changes, the ledger's change count, is the same as before.
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

// count returns the number of blocked keys, and the oldest of the dead letters that block them.
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
