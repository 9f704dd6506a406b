package check

import (
	"fmt"
	"strconv"

	"github.com/mediamesh/events/test/chaos/journal"
)

// ReadSent reads a publisher's journal.
func (c *Checker) ReadSent(path string) error {
	c.life++
	c.source++
	return journal.Read(path, func(w []string) error {
		line := fields{words: w[1:]}
		switch w[0] {
		case journal.Began:
			c.life++
			return nil
		case journal.Sent:
			return c.sent(&line)
		case journal.Acked, journal.Unwritten, journal.Refused:
			id, number := line.text(), int64(1)
			if len(line.words) > 0 {
				number = line.number()
			}
			if !line.done() {
				return line.err
			}
			a := c.attempt(id, number)
			if c.others[id] {
				return nil
			}
			if a == nil {
				return fmt.Errorf("settled and not sent")
			}
			c.settled(a, w[0] == journal.Acked)
			a.refused = w[0] == journal.Refused
			return nil
		}
		return fmt.Errorf("no line of a publisher")
	})
}

// sent takes in that an event is about to be sent, which the line may tell more
// of: the way, the attempt and the call.
func (c *Checker) sent(line *fields) error {
	id, name, seq := line.text(), line.text(), int32(line.number())
	kind, topic := journal.Kind(line.text()), line.text()
	way, number, call := journal.Way(""), int64(1), int64(0)
	if len(line.words) > 0 {
		way, number, call = journal.Way(line.text()), line.number(), line.number()
	}
	if !line.done() {
		return line.err
	}
	if c.topics[topic] == nil {
		c.others[id] = true
		return nil
	}
	i, again := c.ids[id]
	if !again {
		i = int32(len(c.events))
		c.ids[id] = i
		c.names = append(c.names, id)
		c.events = append(c.events, event{topic: c.topics[topic], key: c.keyOf(topic, name), seq: seq, kind: kind, first: none})
	}
	return c.attempted(i, number, call, way)
}

// settled takes in what a publisher was told of an attempt.
func (c *Checker) settled(a *attempt, acked bool) {
	a.acked, a.unwritten = acked, !acked
	if e := &c.events[a.event]; acked && !e.acked {
		e.acked = true
		c.verdict.AcknowledgedBy[a.way]++
	}
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
		case journal.GivenUp:
			if at := line.text(); line.done() {
				c.redrives.asked[at] = true
			}
		case journal.Recreated:
			if _, topic := line.number(), line.text(); line.done() {
				c.recreated[topic]++
			}
		case journal.Replayed:
			at, offset, id := place{line.text(), int32(line.number())}, line.number(), line.text()
			if line.done() {
				c.replayed(at, offset, id)
			}
		case journal.Committed:
			group, topic, partition, offset := line.text(), line.text(), int32(line.number()), line.number()
			if t := c.topics[topic]; line.done() && t != nil && t.Group == group && !c.past(topic) {
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

// done reports whether all words were taken and understood.
func (f *fields) done() bool {
	if len(f.words) > 0 && f.err == nil {
		f.err = fmt.Errorf("too many words")
	}
	return f.err == nil
}
