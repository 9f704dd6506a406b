package check

import (
	"fmt"
	"strconv"

	"github.com/mediamesh/events/test/chaos/journal"
)

// ReadSent reads a publisher's journal.
func (c *Checker) ReadSent(path string) error {
	return journal.Read(path, func(w []string) error {
		switch {
		case w[0] == journal.Sent && len(w) == 6:
			return c.sent(w[1], w[2], w[3], journal.Kind(w[4]), w[5])
		case w[0] == journal.Acked && len(w) == 2:
			i, ok := c.ids[w[1]]
			if !ok {
				return fmt.Errorf("acknowledged and not sent")
			}
			c.events[i].acked = true
			return nil
		}
		return fmt.Errorf("no line of a publisher")
	})
}

func (c *Checker) sent(id, name, number string, kind journal.Kind, topic string) error {
	seq, err := strconv.ParseInt(number, 10, 32)
	if err != nil {
		return err
	}
	if _, again := c.ids[id]; again {
		return nil
	}
	c.ids[id] = int32(len(c.events))
	c.names = append(c.names, id)
	c.events = append(c.events, event{key: c.keyOf(topic, name), seq: int32(seq), kind: kind})
	return nil
}

// ReadHandled reads the journal of all handlers, of the committed offsets and
// of the kills.
func (c *Checker) ReadHandled(path string) error {
	return journal.Read(path, func(w []string) error {
		line := fields{words: w[1:]}
		switch w[0] {
		case journal.Handled:
			h := handling{at: line.number(), topic: line.text(), partition: int32(line.number()), offset: line.number(), id: line.text(), key: line.text(), seq: int32(line.number()), process: line.text()}
			if line.done() {
				c.handled(h)
			}
		case journal.Committed:
			group, topic, partition, offset := line.text(), line.text(), int32(line.number()), line.number()
			if line.done() && c.topics[topic].Group == group {
				c.committed(place{topic, partition}, offset)
			}
		case journal.End:
			at, offset := place{line.text(), int32(line.number())}, line.number()
			if line.done() {
				c.ends[at] = max(c.ends[at], offset)
			}
		case journal.Killed:
			k := &kill{at: line.number(), role: line.text(), process: line.text()}
			if line.done() {
				c.killed(k)
			}
		default:
			return fmt.Errorf("no line of a handler")
		}
		return line.err
	})
}

// fields takes a line's words one by one.
type fields struct {
	words []string
	err   error
}

func (f *fields) text() string {
	if len(f.words) == 0 {
		f.err = fmt.Errorf("too few words")
		return ""
	}
	word := f.words[0]
	f.words = f.words[1:]
	return word
}

func (f *fields) number() int64 {
	n, err := strconv.ParseInt(f.text(), 10, 64)
	if err != nil && f.err == nil {
		f.err = err
	}
	return n
}

// done tells that all words were taken and understood.
func (f *fields) done() bool {
	if len(f.words) > 0 && f.err == nil {
		f.err = fmt.Errorf("too many words")
	}
	return f.err == nil
}
