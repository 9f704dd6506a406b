package load

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/mediamesh/events/test/chaos/journal"
)

// lifetime is how many events a key has. Then another takes its slot.
const lifetime = 50

// slot sends the events of one key after the other, each when the one before
// it was acknowledged.
type slot struct {
	topic      *Topic
	name       string
	generation int
	seq        int    // of the last event that was sent
	pending    *event // sent, and not acknowledged
}

// slots are those of one publisher. They go round by topic.
func (c *Config) slots(source int) []*slot {
	list := make([]*slot, c.Keys)
	for i := range list {
		list[i] = &slot{topic: &c.Topics[i%len(c.Topics)], name: fmt.Sprintf("p%d-%d", source, i)}
	}
	return list
}

// next returns the event to be sent now, and whether it is a new one.
func (s *slot) next(c *Config) (event, bool) {
	if s.pending != nil {
		return *s.pending, false
	}
	if s.seq == lifetime {
		s.generation, s.seq = s.generation+1, 0
	}
	s.seq++
	key := s.name + "-" + strconv.Itoa(s.generation)
	s.pending = &event{key: key, seq: s.seq, kind: c.Mix.kindOf(c.Seed, key, s.seq)}
	return *s.pending, true
}

// resume goes on where an earlier process was killed, and returns how many
// events it sent.
func resume(path string, list []*slot) (sent int, err error) {
	byName := make(map[string]*slot)
	for _, s := range list {
		byName[s.name] = s
	}
	err = journal.Read(path, func(w []string) error {
		e, err := parse(w[1])
		if err != nil {
			return err
		}
		cut := strings.LastIndexByte(e.key, '-')
		if cut < 0 {
			return fmt.Errorf("key %q is of no slot", e.key)
		}
		s := byName[e.key[:cut]]
		if s == nil {
			return fmt.Errorf("key %q is of no slot", e.key)
		}
		if w[0] == journal.Acked {
			s.pending = nil
			return nil
		}
		sent++
		s.generation, err = strconv.Atoi(e.key[cut+1:])
		s.seq, s.pending = e.seq, &e
		return err
	})
	return sent, err
}

// some divides slots among workers, so that each has keys of one topic.
func some(list []*slot, topics int) [][]*slot {
	parts := make([][]*slot, topics)
	for i, s := range list {
		parts[i%topics] = append(parts[i%topics], s)
	}
	return slices.DeleteFunc(parts, func(p []*slot) bool { return len(p) == 0 })
}
