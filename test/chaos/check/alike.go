package check

import (
	"hash/fnv"
	"strconv"
	"strings"

	"github.com/mediamesh/events/test/chaos/journal"
)

// previous is before the name of a dead letter's header that a record came with.
const previous = "previous-"

// isControlHeader reports whether a header's name is one of a dead letter's or of a
// redriven record's.
func isControlHeader(name string) bool {
	return strings.HasPrefix(name, "dlq-") || strings.HasPrefix(name, "__dlq.") || strings.HasPrefix(name, "redriven-")
}

// isRedriven reports whether a redrive sent a record, which no producer forged.
func (r *Record) isRedriven() bool {
	group := r.header("redriven-for")
	return group != "" && group != journal.ForgedGroup
}

// maxValue is how many bytes a value has that dead letters keep: an event, and what
// names its schema.
const maxValue = 1<<20 + 17

// asLetter returns what a dead letter of the record has to begin with: how many
// headers, and the checksum over key, value and those. Headers that are named
// like a dead letter's are renamed, or left out if they are not kept. One that was
// redriven still says what it was. One that is larger than an event has no value.
func (r *Record) asLetter(kept bool) (headers int32, sum uint64) {
	want := *r
	if len(r.Value) > maxValue {
		want.Value = nil
	}
	want.Headers = nil
	redriven := r.isRedriven()
	for _, h := range r.Headers {
		switch {
		case redriven && h.Key == "redriven-for":
			continue
		case redriven && h.Key == "redriven-from":
		case isControlHeader(h.Key):
			if !kept {
				continue
			}
			h.Key = previous + h.Key
		}
		want.Headers = append(want.Headers, h)
	}
	return int32(len(want.Headers)), want.sum(len(want.Headers))
}

// becomes reports whether a dead letter is of the record.
func (r *record) becomes(l *Record) bool {
	headers, sum := r.headers, r.sum
	if strings.Contains(l.header("dlq-stripped"), previous) {
		headers, sum = r.fewer, r.stripped
	}
	return len(l.Headers) >= int(headers) && l.sum(int(headers)) == sum
}

// sum is a checksum over a record's key, value and first headers, never 0.
func (r *Record) sum(headers int) uint64 {
	h := fnv.New64a()
	add := func(b []byte) {
		length := "nil"
		if b != nil {
			length = strconv.Itoa(len(b))
		}
		h.Write([]byte(length + " "))
		h.Write(b)
	}
	add(r.Key)
	add(r.Value)
	for _, header := range r.Headers[:headers] {
		add([]byte(header.Key))
		add(header.Value)
	}
	return h.Sum64() | 1
}
