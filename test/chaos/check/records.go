package check

import (
	"slices"
	"strconv"
	"time"

	"github.com/mediamesh/events/test/chaos/journal"
)

// Record is a record of a topic.
type Record struct {
	Topic      string
	Partition  int32
	Offset     int64
	Key, Value []byte
	Headers    []Header
	Stamp      int64 // milliseconds
}

// Header is a header of a record.
type Header struct {
	Key   string
	Value []byte
}

func (r *Record) header(key string) string {
	for i := len(r.Headers) - 1; i >= 0; i-- {
		if r.Headers[i].Key == key {
			return string(r.Headers[i].Value)
		}
	}
	return ""
}

// Partitions says how many partitions a topic has.
func (c *Checker) Partitions(topic string, n int32) { c.partitions[topic] = n }

// Record takes in a record of one of the topics.
func (c *Checker) Record(r Record) {
	l := c.log(place{r.Topic, r.Partition})
	l.reach(r.Offset + 1)
	kept := &l.records[r.Offset]
	kept.stamp = r.Stamp
	kept.headers, kept.sum = r.asLetter(true)
	kept.fewer, kept.stripped = r.asLetter(false)
	c.redrivenRecord(kept, &r)
	if want := partitionOf(r.Key, c.partitions[r.Topic]); r.Key != nil && r.Partition != want && !c.hadPlace(&r) {
		c.fault(Misplaced, "%s of key %s is in partition %d of %s, not in %d", r.header("event-id"), r.Key, r.Partition, r.Topic, want)
	}
	if i, ok := c.ids[r.header("event-id")]; ok {
		kept.event = i
		kept.call = c.stored(i, &r)
	}
}

// stored notes where an event is, and by which attempt, which its record tells
// in the place of a correlation: the first, if it does not.
func (c *Checker) stored(event int32, r *Record) (call int64) {
	number, err := strconv.ParseInt(r.header("correlation-id"), 10, 64)
	if err != nil {
		number = 1
	}
	e := &c.events[event]
	if e.first == none || r.Partition == e.in && r.Offset < e.first {
		e.first, e.in = r.Offset, r.Partition
	}
	if r.Offset >= e.until {
		e.last, e.until = place{r.Topic, r.Partition}, r.Offset
	}
	a := c.attempt(c.names[event], number)
	if a == nil {
		c.fault(Fabricated, "%s is in its topic by attempt %d, which was not made", c.names[event], number)
		return 0
	}
	if a.offset == none || r.Partition == a.in && r.Offset < a.offset {
		a.offset, a.in = r.Offset, r.Partition
	}
	return a.call
}

// hadPlace reports whether a record is where its key had its place when the topic
// had fewer partitions.
func (c *Checker) hadPlace(r *Record) bool {
	return slices.ContainsFunc(c.topics[r.Topic].Had, func(n int32) bool { return partitionOf(r.Key, n) == r.Partition })
}

// End says where a partition of one of the topics ends. The last offsets may be of
// no records: marks of transactions have some, too.
func (c *Checker) End(topic string, partition int32, offset int64) {
	c.log(place{topic, partition}).reach(offset)
}

// reach makes room for records up to an offset.
func (l *log) reach(end int64) {
	for int64(len(l.records)) < end {
		l.records = append(l.records, record{event: none})
	}
}

// DeadLetter takes in a record of one of the dead-letter topics, after all
// records of the topics.
func (c *Checker) DeadLetter(r Record) {
	if t := c.letters[r.Topic]; t.Shared && r.header("dlq-group") != t.Group {
		return
	}
	topic := r.header("dlq-topic")
	if t := c.letters[r.Topic]; r.Stamp < t.last()/int64(time.Millisecond) {
		c.letterOfPast(&r)
		return
	}
	partition, err1 := strconv.ParseInt(r.header("dlq-partition"), 10, 32)
	offset, err2 := strconv.ParseInt(r.header("dlq-offset"), 10, 64)
	source := c.log(place{topic, int32(partition)}).at(offset)
	if err1 != nil || err2 != nil || source == nil || c.letters[r.Topic].Name != topic {
		c.fault(Altered, "%s partition %d offset %d does not say where it came from", r.Topic, r.Partition, r.Offset)
		return
	}
	if !source.becomes(&r) {
		c.fault(Altered, "%s partition %d offset %d is not what is at %s partition %d offset %d", r.Topic, r.Partition, r.Offset, topic, partition, offset)
	}
	reason := r.header("dlq-reason")
	c.verdict.DeadLettersBy[reason]++
	first := source.letter == nil
	if first {
		source.letter = &letter{at: place{r.Topic, r.Partition}, offset: r.Offset}
	}
	if c.letters[r.Topic].Redriven {
		c.openLetter(&r, source.event, int32(partition), offset, reason == "key-blocked")
	}
	if source.event == none {
		return
	}
	e := &c.events[source.event]
	e.deadEnds++
	follows := reason == "key-blocked"
	if e.kind == journal.Tombstone || !e.kind.Breaks() && !follows && reason != "handler-failed" {
		c.fault(Misjudged, "%s became a dead letter of reason %q", c.names[source.event], reason)
	}
	c.inTurn(c.key(e.key, int32(partition)), c.letters[r.Topic], source.event, offset, first, follows)
}

// inTurn judges the order of a key's dead letters.
func (c *Checker) inTurn(k *key, topic *Topic, event int32, offset int64, first, follows bool) {
	if topic.KeepOrder && first && offset < k.lastOut {
		c.fault(Overtaken, "%s (offset %d) became a dead letter after offset %d of its key", c.names[event], offset, k.lastOut)
	}
	k.lastOut = max(k.lastOut, offset)
	if !follows && (!k.blocked || offset < k.since) {
		k.blocked, k.since = true, offset
	}
}
