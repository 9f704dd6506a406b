package load

import (
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/test/chaos/journal"
)

// source is the service that the events are of.
const source = "chaos"

// event is one to be sent.
type event struct {
	key  string
	seq  int
	kind journal.Kind
}

func (e event) id() string { return fmt.Sprintf("%s:%d:%s", e.key, e.seq, e.kind) }

// parse is the opposite of id.
func parse(id string) (event, error) {
	words := strings.Split(id, ":")
	if len(words) != 3 {
		return event{}, fmt.Errorf("%q is not an id of a campaign", id)
	}
	seq, err := strconv.Atoi(words[1])
	return event{key: words[0], seq: seq, kind: journal.Kind(words[2])}, err
}

// kindOf chooses an event's kind, the same whenever it is asked.
func (m Mix) kindOf(seed uint64, key string, seq int) journal.Kind {
	n := int(draw(seed, key, strconv.Itoa(seq)) % 1_000_000)
	for _, k := range []struct {
		kind  journal.Kind
		share int
	}{
		{journal.Slow, m.Slow}, {journal.Transient, m.Transient}, {journal.Hangs, m.Hangs}, {journal.Panics, m.Panics},
		{journal.Permanent, m.Permanent}, {journal.Unwanted, m.Unwanted}, {journal.Oversize, m.Oversize},
		{journal.Invalid, m.Invalid}, {journal.Giant, m.Giant}, {journal.Tombstone, m.Tombstone},
	} {
		if n < k.share {
			return k.kind
		}
		n -= k.share
	}
	return journal.Normal
}

// draw is a number that depends on nothing but what it is given.
func draw(seed uint64, words ...string) uint64 {
	h := fnv.New64a()
	fmt.Fprint(h, seed, words)
	n := h.Sum64() // whose low bits are poor
	n ^= n >> 32
	return n * 0x9e3779b97f4a7c15 >> 20
}

// message is the event as the library takes it. The attempt is told in it, in the
// place of a correlation.
func (e *pending) message() events.Message {
	id, attempt := events.WithID(e.id()), events.CorrelationID(strconv.Itoa(e.attempt))
	title := strconv.Itoa(e.seq)
	if e.kind == journal.Unwanted {
		return events.New(source, content.Deleted{
			ContentID: e.key, ContentType: "PROGRAM", Title: title, DeletedBy: source, DeletedAt: time.Now().UTC().Truncate(time.Millisecond),
		}, id, attempt)
	}
	kind := "PROGRAM"
	if e.kind == journal.Oversize {
		kind = strings.Repeat("OVERSIZE", 4<<10) // above each topic's MaxBytes
	}
	return events.New(source, content.Created{ContentID: e.key, ContentType: kind, Title: title, CreatedBy: source}, id, attempt)
}
