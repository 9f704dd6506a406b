// Package check judges what a campaign left behind: the publishers' and the
// handlers' journals, and what the topics hold in the end. It shares no code
// with the packages that it judges.
//
// It is fed in this order: the publishers' journals, the records of the topics,
// their dead letters, the handlers' journal. Then it has a [Verdict].
package check

import (
	"time"

	"github.com/mediamesh/events/test/chaos/journal"
)

// Topic is a topic with events, and who deals with them.
type Topic struct {
	Name        string
	Group       string // that consumes it
	DeadLetters string // the topic that the group puts records aside in
	KeepOrder   bool   // later records of a dead-lettered key follow it

	// Since is from when on the group has to deal with events, in nanoseconds: those
	// of calls that began before may be missing. 0 for always.
	Since int64
	// Recreated is when the topic had been deleted and created again, in
	// nanoseconds. What was published before is gone, or may be.
	Recreated []int64
	// Emptied is up to where dead letters may be gone, by partition, since their
	// topic was deleted.
	Emptied map[int32]int64
	// Redriven reports whether dead letters are redriven and discarded, until none is left.
	Redriven bool
	// Shared reports whether other groups put records aside in the same topic.
	Shared bool
	// Had is how many partitions the topic had before some were added.
	Had []int32
}

// place is where a record is.
type place struct {
	topic     string
	partition int32
}

// series are the events of a key in one partition, within which they have an order.
type series struct {
	key       int32
	partition int32
}

// event is what is known of an event.
type event struct {
	topic    *Topic
	key      int32
	seq      int32
	kind     journal.Kind
	acked    bool
	first    int64   // the offset of its first record in its topic, none if it has none
	in       int32   // the partition of that
	last     place   // where its last record is
	until    int64   // the offset of that
	attempts []int32 // to publish it
	handled  int32
	deadEnds int32 // how many dead letters it has
	given    bool  // one of them was discarded
}

// key is what is known of the events of a key, in a topic.
type key struct {
	first   int64   // the greatest offset among the first records of those handled a first time
	blocked bool    // by a dead letter
	since   int64   // the offset of the first record that became one for a reason of its own
	lastOut int64   // the greatest offset that became a dead letter
	dead    []int32 // events that became dead letters for reasons of their own, of topics that are redriven

	// While the order of calls is judged: the publisher's life, the greatest offset
	// that a later call is behind, and that of what was acknowledged.
	life         int32
	until, acked int64
}

// log is a partition of a topic, as it is in the end.
type log struct {
	records   []record
	checked   int64 // all below it were compared with a committed offset
	committed int64 // the greatest offset that was seen committed
	recover   recovering
}

// record is what is kept of a record of a topic.
type record struct {
	event    int32 // none if it is of no event
	headers  int32 // how many its dead letter has of it
	sum      uint64
	fewer    int32 // the same, of a dead letter that left the copies out
	stripped uint64
	forGroup string // that the record was redriven for, "" if it was not
	stamp    int64  // milliseconds
	call     int64  // when the call began that it is of, 0 if that is not known
	handled  bool
	letter   *letter
}

// letter is where the first dead letter of a record is.
type letter struct {
	at     place
	offset int64
}

const none = -1

// Checker judges one campaign.
type Checker struct {
	// Within is how long publishers may take to go on when a topic was created again.
	Within time.Duration
	// Embedded reports whether the broker is the embedded one, which may tear a
	// transaction when it is killed.
	Embedded bool

	topics  map[string]*Topic // by their names
	letters map[string]*Topic // by their dead-letter topics' names

	recreated map[string]int // how often, by the journal of handlers up to now

	others map[string]bool // ids of events of other topics
	ids    map[string]int32
	names  []string
	events []event
	keyIDs map[string]int32 // topic and key
	keys   map[series]*key

	life     int32     // of publishers, the last that was read of
	source   int32     // the publisher that was read of last
	attempts []attempt // of a key in the order of the calls

	partitions map[string]int32
	logs       map[place]*log
	ends       map[place]int64 // of dead-letter topics, as last sampled

	redrives redrives
	kills    []*kill
	verdict  Verdict
}

// New returns a checker for some topics.
func New(topics ...Topic) *Checker {
	c := &Checker{
		topics:     make(map[string]*Topic),
		letters:    make(map[string]*Topic),
		recreated:  make(map[string]int),
		others:     make(map[string]bool),
		ids:        make(map[string]int32),
		keyIDs:     make(map[string]int32),
		keys:       make(map[series]*key),
		partitions: make(map[string]int32),
		logs:       make(map[place]*log),
		ends:       make(map[place]int64),
	}
	c.redrives = redrives{
		sent: make(map[string]int), letters: make(map[string]*openLetter), ledger: make(map[string]entry), asked: make(map[string]bool), left: make(map[int32]bool),
	}
	c.verdict.Faults = make(map[Fault]int)
	c.verdict.DeadLettersBy = make(map[string]int)
	c.verdict.AcknowledgedBy = make(map[journal.Way]int)
	for _, t := range topics {
		c.topics[t.Name] = &t
		c.letters[t.DeadLetters] = &t
	}
	c.Within = 20 * time.Second
	return c
}

// keyOf returns the number of a topic's key.
func (c *Checker) keyOf(topic, name string) int32 {
	full := topic + " " + name
	k, ok := c.keyIDs[full]
	if !ok {
		k = int32(len(c.keyIDs))
		c.keyIDs[full] = k
	}
	return k
}

// key returns what is known of the events of a key in a partition.
func (c *Checker) key(id, partition int32) *key {
	at := series{id, partition}
	if c.keys[at] == nil {
		c.keys[at] = &key{first: none, lastOut: none, until: none, acked: none}
	}
	return c.keys[at]
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
