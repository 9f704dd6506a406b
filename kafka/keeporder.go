package kafka

import (
	"slices"
	"sync"

	"github.com/twmb/franz-go/pkg/kgo"
)

// blockedKeys are the keys of a partition whose dead letters are still to be
// redriven, where the order is kept.
type blockedKeys struct {
	mu   sync.Mutex
	keys map[string][]blockedLetter
}

// unblocked returns the partitions of which it is not known which keys are
// blocked.
func (s *scheduler) unblocked() (list []place) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for at, p := range s.partitions {
		if p.blocked == nil {
			list = append(list, at)
		}
	}
	return list
}

// block notes which keys of a partition are.
func (s *scheduler) block(at place, keys *blockedKeys) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p := s.partitions[at]; p != nil {
		p.blocked = keys
	}
}

// A blockedLetter is a dead letter that waits for being redriven.
type blockedLetter struct {
	id     string // where it is, "content.events.dlq/0/17"
	origin int64  // the offset of its record
	first  int64  // the same when it was put aside for the first time
}

// A turn says what is to be done with a record in view of the dead letters of its
// key.
type turn int

const (
	handleIt   turn = iota // there are none, or it is the first of them, redriven
	followIt               // it follows those before it
	repeatedIt             // it is among them already
)

// turnOf decides about a record. It is called for one record of a key at a time.
func (b *blockedKeys) turnOf(r *kgo.Record) turn {
	b.mu.Lock()
	defer b.mu.Unlock()
	letters := b.keys[string(r.Key)]
	if len(letters) == 0 {
		return handleIt
	}
	from := redrivenFrom(r)
	switch {
	case from == letters[0].id:
		return handleIt
	case slices.ContainsFunc(letters, func(l blockedLetter) bool { return l.origin == r.Offset || l.first == r.Offset }):
		return repeatedIt // it was put aside, and the group did not get to commit that
	case from == "" && r.Offset < letters[0].first:
		return handleIt // it was handled before them, and the group did not get to commit that
	}
	return followIt
}

// add notes a dead letter. That of a record that was redriven takes the place of
// the one it was.
func (b *blockedKeys) add(r *kgo.Record, id string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.keys == nil {
		b.keys = make(map[string][]blockedLetter)
	}
	letters, l := b.keys[string(r.Key)], blockedLetter{id: id, origin: r.Offset, first: r.Offset}
	if i := position(letters, redrivenFrom(r)); i >= 0 {
		l.first = letters[i].first
		letters[i] = l
		return
	}
	b.keys[string(r.Key)] = append(letters, l)
}

// resolve notes that a dead letter was redriven, and dealt with.
func (b *blockedKeys) resolve(key []byte, id string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	letters := b.keys[string(key)]
	i := position(letters, id)
	if i < 0 {
		return
	}
	if letters = slices.Delete(letters, i, i+1); len(letters) > 0 {
		b.keys[string(key)] = letters
	} else {
		delete(b.keys, string(key))
	}
}

func position(letters []blockedLetter, id string) int {
	return slices.IndexFunc(letters, func(l blockedLetter) bool { return l.id == id })
}

// redrivenFrom returns which dead letter a record was, "" if it was none.
func redrivenFrom(r *kgo.Record) string { return headerIn(r, HeaderRedrivenFrom) }

// headerIn returns a record's last header of a key, "" if it has none.
func headerIn(r *kgo.Record, key string) (value string) {
	for _, h := range r.Headers {
		if h.Key == key {
			value = string(h.Value)
		}
	}
	return value
}

// first returns the dead letter that a record was, if it is the first of its
// key.
func (b *blockedKeys) first(r *kgo.Record) string {
	from := redrivenFrom(r)
	b.mu.Lock()
	defer b.mu.Unlock()
	if letters := b.keys[string(r.Key)]; from == "" || len(letters) == 0 || letters[0].id != from {
		return ""
	}
	return from
}
