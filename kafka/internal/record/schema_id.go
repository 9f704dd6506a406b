package record

import (
	"encoding/binary"
	"slices"

	"github.com/twmb/franz-go/pkg/kgo"
)

const (
	magicID   = 0
	magicGUID = 1
	// framed is the length of a magic byte and an ID.
	framed = 5
)

// SchemaPrefix is what Confluent's wire format puts before a value: 0, and the schema's
// ID, big-endian.
func SchemaPrefix(id uint32) string {
	return string(binary.BigEndian.AppendUint32([]byte{magicID}, id))
}

// SchemaHeader is the value of the header that names a schema: 1 and its GUID, or 0 and
// its ID if the GUID is zero.
func SchemaHeader(id uint32, guid [16]byte) string {
	if guid == ([16]byte{}) {
		return SchemaPrefix(id)
	}
	return string(append([]byte{magicGUID}, guid[:]...))
}

// Document returns the document of a value that may have a schema's ID before it. No JSON
// begins with a zero byte. A value that is shorter than the ID is no document either way.
func Document(value []byte) []byte {
	if len(value) >= framed && value[0] == magicID {
		return value[framed:]
	}
	return value
}

// WithoutSchemaID leaves out the header that names a value's schema, for a value that was
// changed: its schema may be of another version.
func WithoutSchemaID(headers []kgo.RecordHeader) []kgo.RecordHeader {
	return slices.DeleteFunc(headers, func(h kgo.RecordHeader) bool { return h.Key == SchemaID })
}
