// Package check judges what a campaign left behind: the publishers' and the
// handlers' journals, and what the topics hold in the end. It shares no code
// with the packages that it judges.
//
// It is fed in this order: the publishers' journals, the records of the topics,
// their dead letters, the handlers' journal. Then it has a [Verdict].
package check

import "github.com/mediamesh/events/test/chaos/journal"

// Topic is a topic with events, and who deals with them.
type Topic struct {
	Name        string
	Group       string // that consumes it
	DeadLetters string // the topic that the group puts records aside in
	KeepOrder   bool   // later records of a dead-lettered key follow it
}

// place is where a record is.
type place struct {
	topic     string
	partition int32
}

// event is what is known of an event.
type event struct {
	key      int32
	seq      int32
	kind     journal.Kind
	acked    bool
	first    int64   // the offset of its first record in its topic, none if it has none
	attempts []int32 // to publish it
	handled  int32
	deadEnds int32 // how many dead letters it has
}

// key is what is known of the events of a key, in a topic.
type key struct {
	first   int64 // the greatest offset among the first records of those handled a first time
	blocked bool  // by a dead letter
	since   int64 // the offset of the first record that became one for a reason of its own
	lastOut int64 // the greatest offset that became a dead letter

	// While the order of calls is judged: the publisher's life, the greatest offset
	// that a later call is behind, and that of what was acknowledged.
	life         int32
	until, acked int64
}

// log is a partition of a topic, as it is in the end.
type log struct {
	records []record
	checked int64 // the greatest offset that was seen committed
	recover recovering
}

// record is what is kept of a record of a topic.
type record struct {
	event   int32 // none if it is of no event
	headers int32 // how many
	sum     uint64
	stamp   int64 // milliseconds
	handled bool
	letter  *letter
}

// letter is where the first dead letter of a record is.
type letter struct {
	at     place
	offset int64
}

const none = -1

// Checker judges one campaign.
type Checker struct {
	// Embedded tells that the broker is the embedded one, which may tear a
	// transaction when it is killed.
	Embedded bool

	topics  map[string]Topic // by their names
	letters map[string]Topic // by their dead-letter topics' names

	ids    map[string]int32
	names  []string
	events []event
	keyIDs map[string]int32 // topic and key
	keys   []key

	life     int32     // of publishers, the last that was read of
	attempts []attempt // of a key in the order of the calls

	partitions map[string]int32
	logs       map[place]*log
	ends       map[place]int64 // of dead-letter topics, as last sampled

	kills   []*kill
	verdict Verdict
}

// New returns a checker for some topics.
func New(topics ...Topic) *Checker {
	c := &Checker{
		topics:     make(map[string]Topic),
		letters:    make(map[string]Topic),
		ids:        make(map[string]int32),
		keyIDs:     make(map[string]int32),
		partitions: make(map[string]int32),
		logs:       make(map[place]*log),
		ends:       make(map[place]int64),
	}
	c.verdict.Faults = make(map[Fault]int)
	c.verdict.DeadLettersBy = make(map[string]int)
	c.verdict.AcknowledgedBy = make(map[journal.Way]int)
	for _, t := range topics {
		c.topics[t.Name] = t
		c.letters[t.DeadLetters] = t
	}
	return c
}

// keyOf returns the number of a topic's key.
func (c *Checker) keyOf(topic, name string) int32 {
	full := topic + " " + name
	k, ok := c.keyIDs[full]
	if !ok {
		k = int32(len(c.keys))
		c.keyIDs[full] = k
		c.keys = append(c.keys, key{first: none, lastOut: none, until: none, acked: none})
	}
	return k
}

func (c *Checker) log(at place) *log {
	l := c.logs[at]
	if l == nil {
		l = new(log)
		c.logs[at] = l
	}
	return l
}

// at returns the record at an offset, nil if there is none.
func (l *log) at(offset int64) *record {
	if offset < 0 || offset >= int64(len(l.records)) || l.records[offset].sum == 0 {
		return nil
	}
	return &l.records[offset]
}
