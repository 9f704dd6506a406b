package record

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/mediamesh/events/cloudevents"
	"github.com/twmb/franz-go/pkg/kgo"
)

// What a service's own headers may be, all of a record together.
const (
	maxUserHeaders     = 64
	maxUserHeaderBytes = 16 << 10 // of keys and values
)

// A HeaderProblem says why a header of a service's own cannot be written.
type HeaderProblem struct {
	Key     string // "" if it has none, or the problem is of all headers together
	Problem string
}

// UserHeaders are headers of a service's own, each key once, or why they cannot be written.
// They are not changed once they are in use. Nil has none.
type UserHeaders struct {
	List    []kgo.RecordHeader
	Problem *HeaderProblem // nil if there is none
}

// Clone returns a copy that may be changed.
func (u *UserHeaders) Clone() *UserHeaders {
	if u == nil {
		return new(UserHeaders)
	}
	return &UserHeaders{List: slices.Clone(u.List), Problem: u.Problem}
}

// Set adds a header, or replaces the one of its key. The value is kept.
func (u *UserHeaders) Set(key string, value []byte) {
	if problem := headerProblem(key); problem != "" && u.Problem == nil {
		u.Problem = &HeaderProblem{Key: key, Problem: problem}
	}
	if u.Problem != nil {
		return
	}
	for i := range u.List {
		if u.List[i].Key == key {
			u.List[i].Value = value
			return
		}
	}
	u.List = append(u.List, kgo.RecordHeader{Key: key, Value: value})
}

// CheckLimits checks the limits of all headers together.
func (u *UserHeaders) CheckLimits() {
	size := 0
	for _, h := range u.List {
		size += len(h.Key) + len(h.Value)
	}
	switch {
	case u.Problem != nil:
	case len(u.List) > maxUserHeaders:
		u.Problem = &HeaderProblem{Problem: fmt.Sprintf("has %d added headers: at most %d are allowed", len(u.List), maxUserHeaders)}
	case size > maxUserHeaderBytes:
		u.Problem = &HeaderProblem{Problem: fmt.Sprintf("has added headers of %d bytes in keys and values: at most %d are allowed", size, maxUserHeaderBytes)}
	}
}

// Forward returns the headers and those of some keys that another record has.
func (u *UserHeaders) Forward(keys []string, from []kgo.RecordHeader) *UserHeaders {
	all := u.Clone()
	for _, key := range keys {
		if value, ok := LastHeader(from, key); ok {
			all.Set(key, []byte(value))
		}
	}
	all.CheckLimits()
	return all
}

// Merge returns the headers and others, which replace those of the same keys.
func (u *UserHeaders) Merge(others *UserHeaders) *UserHeaders {
	switch {
	case others == nil:
		return u
	case len(u.List) == 0 && u.Problem == nil:
		return others
	}
	all := u.Clone()
	for _, h := range others.List {
		all.Set(h.Key, h.Value)
	}
	if all.Problem == nil {
		all.Problem = others.Problem
	}
	all.CheckLimits()
	return all
}

// LastHeader returns the value of the last of the headers that have a key.
func LastHeader(headers []kgo.RecordHeader, key string) (value string, ok bool) {
	for i := len(headers) - 1; i >= 0; i-- {
		if headers[i].Key == key {
			return string(headers[i].Value), true
		}
	}
	return "", false
}

// headerProblem says why a service cannot write a header of a key, "" if it can.
func headerProblem(key string) string {
	switch {
	case key == "":
		return "has a header without a key"
	case !utf8.ValidString(key):
		return "has a key that is not UTF-8"
	case isReserved(key):
		return "is reserved: this package writes or reads it itself"
	}
	return ""
}

// reservedHeaders and reservedPrefixes are the names, in small letters, that package kafka
// writes or reads itself, besides those of CloudEvents.
var (
	reservedHeaders = map[string]bool{
		EventType: true, EventVersion: true, EventID: true, EventSource: true,
		CorrelationID: true, CausationID: true, ContentID: true,
		TraceParent: true, TraceState: true,
	}
	// "__" begins the names of Kafka's own tools and of schema registries.
	reservedPrefixes = []string{"dlq-", "redriven-", "__"}
)

func isReserved(key string) bool {
	key = strings.ToLower(key)
	if reservedHeaders[key] || cloudevents.IsHeader(key) {
		return true
	}
	key = strings.TrimPrefix(key, "previous-")
	return slices.ContainsFunc(reservedPrefixes, func(prefix string) bool { return strings.HasPrefix(key, prefix) })
}
