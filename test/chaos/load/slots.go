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

// slot sends the events of one key after the other.
type slot struct {
	topic      *Topic
	name       string
	generation int
	seq        int        // of the last event that was sent
	pending    []*pending // sent, and not acknowledged
}

// pending is an event on its way.
type pending struct {
	event
	topic   *Topic
	attempt int  // the last
	over    bool // acknowledged, or refused for good
}

// slots are those of one publisher. They go round by topic.
func (c *Config) slots(source int) []*slot {
	list := make([]*slot, c.Keys)
	for i := range list {
		list[i] = &slot{topic: &c.Topics[i%len(c.Topics)], name: fmt.Sprintf("p%d-%d", source, i)}
	}
	return list
}

// next is the event to be sent behind so many others that are, nil if there is
// none: one that is pending or, if nothing was, a new one, as far as there are to
// be more.
func (s *slot) next(c *Config, behind int, more func() bool) *pending {
	if behind < len(s.pending) {
		return s.pending[behind]
	}
	again := len(s.pending) > 0 && s.pending[0].attempt > 0
	if behind > len(s.pending) || again || !more() {
		return nil
	}
	if s.seq == lifetime {
		s.generation, s.seq = s.generation+1, 0
	}
	s.seq++
	key := s.name + "-" + strconv.Itoa(s.generation)
	e := &pending{topic: s.topic, event: event{key: key, seq: s.seq, kind: c.Mix.kindOf(c.Seed, key, s.seq)}}
	s.pending = append(s.pending, e)
	return e
}

// settle forgets what is over, and reports whether something is not.
func (s *slot) settle() bool {
	s.pending = slices.DeleteFunc(s.pending, func(e *pending) bool { return e.over })
	return len(s.pending) > 0
}

// resume goes on where an earlier process was killed, and returns how many
// events it sent.
func resume(path string, list []*slot) (sent int, err error) {
	byName := make(map[string]*slot)
	for _, s := range list {
		byName[s.name] = s
	}
	err = journal.Read(path, func(w []string) error {
		if w[0] != journal.Sent && w[0] != journal.Acked && w[0] != journal.Refused {
			return nil
		}
		e, err := parse(w[1])
		if err != nil {
			return err
		}
		cut := strings.LastIndexByte(e.key, '-')
		if cut < 0 || byName[e.key[:cut]] == nil {
			return fmt.Errorf("key %q is of no slot", e.key)
		}
		s := byName[e.key[:cut]]
		at := slices.IndexFunc(s.pending, func(p *pending) bool { return p.event == e })
		switch {
		case w[0] == journal.Refused && e.kind != journal.Oversize:
		case w[0] != journal.Sent && at >= 0:
			s.pending = slices.Delete(s.pending, at, at+1)
		case w[0] != journal.Sent:
		case at >= 0:
			s.pending[at].attempt++
		default:
			sent++
			s.generation, err = strconv.Atoi(e.key[cut+1:])
			s.seq, s.pending = e.seq, append(s.pending, &pending{topic: s.topic, event: e, attempt: 1})
		}
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
