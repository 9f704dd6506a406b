package cloudevents

import (
	"strconv"
	"strings"

	"github.com/mediamesh/events/wire"
)

// Names of attributes that this package handles specially. Those of CloudEvents itself and
// of its partitioning extension, …
const (
	specVersion     = "specversion"
	contentTypeName = "datacontenttype"
	partitionKey    = "partitionkey"

	version1 = "1.0"
)

// … and those of this package.
const (
	// unknownFields holds fields of the metadata and of the envelope that cannot be
	// attributes; see carried.
	unknownFields = "unknownfields"
	// fieldCloudEvent is a field of the metadata that holds, by name, the attributes that
	// the metadata has no fields for.
	fieldCloudEvent = "cloudEvent"
)

// equivalent is an attribute that corresponds to a field of the metadata.
type equivalent struct {
	attribute string
	field     wire.Key
	coding    coding
	value     func(f *fields) string
}

// equivalents are in the order of the metadata's fields.
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
	value string // as in a header
	// literal is the JSON text of the value if it is not a string: a boolean or a number,
	// or something that an attribute may not be. "" if it is a string.
	literal string
}

// get returns the attribute with a name.
func get(list []attribute, name string) (attribute, bool) {
	for _, a := range list {
		if a.name == name {
			return a, true
		}
	}
	return attribute{}, false
}

// ours reports whether an attribute with that name cannot be in metadata.cloudEvent,
// because it is stored elsewhere or not at all.
func ours(name string) bool {
	for i := range equivalents {
		if equivalents[i].attribute == name {
			return true
		}
	}
	return name == specVersion || name == unknownFields || name == "data"
}

// soundName reports whether CloudEvents allows the name for an attribute.
func soundName(name string) bool {
	return name != "" && strings.IndexFunc(name, func(c rune) bool {
		return (c < 'a' || c > 'z') && (c < '0' || c > '9')
	}) < 0
}

// soundLiteral reports whether a JSON text is a boolean or an integer that an attribute may
// have as its value.
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
