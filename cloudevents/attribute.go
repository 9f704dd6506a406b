package cloudevents

import (
	"strconv"
	"strings"

	"github.com/mediamesh/events/wire"
)

// The names of attributes that this package makes something of. Those of
// CloudEvents itself, of its extension for partitioning, …
const (
	specVersion     = "specversion"
	contentTypeName = "datacontenttype"
	partitionKey    = "partitionkey"

	version1 = "1.0"
)

// … and ours.
const (
	// unknownFields holds fields of the metadata, and beside it, that no
	// attribute can hold; see carried.
	unknownFields = "unknownfields"
	// fieldCloudEvent is a field of the metadata that holds the attributes that the
	// metadata has no fields for, by their names.
	fieldCloudEvent = "cloudEvent"
)

// equivalent is an attribute that is a field of the metadata.
type equivalent struct {
	attribute string
	field     wire.Key
	coding    coding
	value     func(f *fields) string
}

// equivalents are in the order in which the metadata has them.
var equivalents = []equivalent{
	{"id", `,"eventId":`, text, func(f *fields) string { return f.meta.EventID }},
	{"type", `,"eventType":`, text, func(f *fields) string { return f.meta.EventType }},
	{"eventversion", `,"eventVersion":`, text, func(f *fields) string { return f.meta.EventVersion }},
	{"time", `,"timestamp":`, text, func(f *fields) string { return f.time }},
	{"source", `,"source":`, reference, func(f *fields) string { return f.meta.Source }},
	{"correlationid", `,"correlationId":`, text, func(f *fields) string { return f.meta.CorrelationID }},
	{"userid", `,"userId":`, text, func(f *fields) string { return f.meta.UserID }},
}

// attribute is an attribute of a CloudEvent, other than its data.
type attribute struct {
	name  string
	value string // as a header has it
	// literal is how JSON writes the value if it is no string: a boolean or a
	// number, or something that no attribute may be. "" if it is a string.
	literal string
}

// get returns the attribute of a name.
func get(list []attribute, name string) (attribute, bool) {
	for _, a := range list {
		if a.name == name {
			return a, true
		}
	}
	return attribute{}, false
}

// ours tells whether an attribute of that name cannot be in metadata.cloudEvent,
// since it is kept elsewhere or is not to be.
func ours(name string) bool {
	for i := range equivalents {
		if equivalents[i].attribute == name {
			return true
		}
	}
	return name == specVersion || name == unknownFields || name == "data"
}

// soundName tells whether CloudEvents allows an attribute of that name.
func soundName(name string) bool {
	return name != "" && strings.IndexFunc(name, func(c rune) bool {
		return (c < 'a' || c > 'z') && (c < '0' || c > '9')
	}) < 0
}

// soundLiteral tells whether a JSON text is a boolean or an integer as an
// attribute may be one.
func soundLiteral(s string) bool {
	n, err := strconv.ParseInt(s, 10, 32)
	return s == "true" || s == "false" || err == nil && strconv.FormatInt(n, 10) == s
}

// object writes attributes as a JSON object.
func object(list []attribute) string {
	w := wire.NewWriter(nil)
	start := w.Begin()
	for _, a := range list {
		a.member(w, text.read(a.value))
	}
	w.End(start)
	out := string(w.Buf)
	w.Release()
	return out
}

// member writes the attribute as a field of an object.
func (a attribute) member(w *wire.Writer, value string) {
	a.memberOf(w, wire.Key(`,"`+a.name+`":`), value)
}

func (a attribute) memberOf(w *wire.Writer, key wire.Key, value string) {
	if a.literal != "" {
		w.Key(key)
		w.Buf = append(w.Buf, a.literal...)
		return
	}
	w.String(value, &wire.Text{Key: key, Max: wire.NoLimit})
}
