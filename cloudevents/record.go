package cloudevents

import "strings"

// Mode is the content mode in which a record holds a CloudEvent.
type Mode int

const (
	// None: the record is not a CloudEvent.
	None Mode = iota
	// Binary: the value is the data, headers hold the attributes.
	Binary
	// Structured: the value is a JSON object of attributes and data.
	Structured
)

// Record is a CloudEvent as Kafka stores it.
type Record struct {
	Key     []byte // nil if there is no key
	Value   []byte
	Headers []Header
}

// Header is a header of a record.
type Header struct {
	Key   string
	Value []byte
}

const (
	// HeaderContentType is a header of records in both modes: the type of the data in
	// Binary mode, [MediaType] in Structured mode.
	HeaderContentType = "content-type"
	// HeaderPrefix is the prefix of the headers that hold attributes, "ce_id".
	HeaderPrefix = "ce_"
	// HeaderSpecVersion is the header that identifies records in Binary mode.
	HeaderSpecVersion = HeaderPrefix + specVersion
	// HeaderUnknownFields holds fields that no contract declares.
	HeaderUnknownFields = HeaderPrefix + unknownFields
	// MediaType is the content type of records in Structured mode.
	MediaType = "application/cloudevents+json"
)

// family is the prefix of the media types of all CloudEvents formats, including batches.
const family = "application/cloudevents"

// ModeOf returns how a record with these headers holds a CloudEvent, by the rules of the
// Kafka binding: Structured if its content type begins with application/cloudevents,
// ignoring case; else Binary if it has a header ce_specversion. Some services write
// unrelated values, such as PROGRAM, in the content-type header; these are ignored.
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

// IsMediaType reports whether a content type is a CloudEvents media type.
func IsMediaType(contentType []byte) bool {
	return len(contentType) >= len(family) && strings.EqualFold(string(contentType[:len(family)]), family)
}

// mediaType returns a content type in lower case, without its parameters.
func mediaType(contentType string) string {
	kind, _, _ := strings.Cut(contentType, ";")
	return strings.ToLower(strings.TrimSpace(kind))
}

// holdsJSON reports whether data with a content type is JSON. It is if there is no content
// type.
func holdsJSON(contentType string) bool {
	_, sub, ok := strings.Cut(mediaType(contentType), "/")
	return contentType == "" || ok && (sub == "json" || strings.HasSuffix(sub, "+json"))
}

// IsHeader reports whether a header belongs to a CloudEvent.
func IsHeader(key string) bool {
	return key == HeaderContentType || strings.HasPrefix(key, HeaderPrefix)
}
