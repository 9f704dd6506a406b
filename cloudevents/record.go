package cloudevents

import "strings"

// Mode is how a record holds a CloudEvent.
type Mode int

const (
	// None: the record is no CloudEvent.
	None Mode = iota
	// Binary: the value is the data, headers hold the attributes.
	Binary
	// Structured: the value is a JSON object of attributes and data.
	Structured
)

// Record is what Kafka stores of a CloudEvent.
type Record struct {
	Key     []byte // nil if it has none
	Value   []byte
	Headers []Header
}

// Header is a header of a record.
type Header struct {
	Key   string
	Value []byte
}

const (
	// HeaderContentType is a header of records in both modes: the type of the
	// data in Binary, [MediaType] in Structured.
	HeaderContentType = "content-type"
	// HeaderPrefix begins the header of an attribute, "ce_id".
	HeaderPrefix = "ce_"
	// HeaderSpecVersion is the header by which records in Binary mode are known.
	HeaderSpecVersion = HeaderPrefix + specVersion
	// HeaderUnknownFields holds fields that no contract knows.
	HeaderUnknownFields = HeaderPrefix + unknownFields
	// MediaType is that of records in Structured mode.
	MediaType = "application/cloudevents+json"
)

// family begins the media types of all formats of CloudEvents, batches too.
const family = "application/cloudevents"

// ModeOf says how a record with these headers holds a CloudEvent, as the Kafka
// binding has it: Structured if its content type begins with
// application/cloudevents, in letters of either case; else Binary if it has a
// header ce_specversion. Content services write other content types, such as
// PROGRAM.
func ModeOf(headers []Header) Mode {
	mode := None
	for _, h := range headers {
		switch {
		case h.Key == HeaderContentType && IsMediaType(h.Value):
			return Structured
		case h.Key == HeaderSpecVersion:
			mode = Binary
		}
	}
	return mode
}

// IsMediaType tells whether a content type is one of CloudEvents'.
func IsMediaType(contentType []byte) bool {
	return len(contentType) >= len(family) && strings.EqualFold(string(contentType[:len(family)]), family)
}

// mediaType returns a content type in lower case, without its parameters.
func mediaType(contentType string) string {
	kind, _, _ := strings.Cut(contentType, ";")
	return strings.ToLower(strings.TrimSpace(kind))
}

// holdsJSON tells whether data of a content type is JSON. None at all is.
func holdsJSON(contentType string) bool {
	_, sub, ok := strings.Cut(mediaType(contentType), "/")
	return contentType == "" || ok && (sub == "json" || strings.HasSuffix(sub, "+json"))
}

// IsHeader tells whether a header is one of a CloudEvent's.
func IsHeader(key string) bool {
	return key == HeaderContentType || strings.HasPrefix(key, HeaderPrefix)
}
