package kafka

import (
	"context"
	"fmt"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/encode"
	"github.com/mediamesh/events/kafka/internal/record"
)

// Framing is how a record identifies the schema of its event in a schema registry.
// Consumers read all framings without configuration, since the event itself contains its
// type. The schema ID is for readers that look schemas up in a registry.
type Framing int

const (
	// FramingNone writes no schema ID.
	FramingNone Framing = iota
	// FramingSchemaIDPrefix puts five bytes before the document: a zero byte and the schema
	// ID in big-endian order. This is Confluent's wire format, which all of Confluent's
	// serdes can read.
	FramingSchemaIDPrefix
	// FramingSchemaIDHeader leaves the value unchanged and writes the header
	// [HeaderSchemaID], as Confluent's newer serdes do.
	FramingSchemaIDHeader
)

// HeaderSchemaID identifies the schema of a record's value: byte 1 followed by the schema's
// 16-byte GUID or, if the registry has no GUIDs, byte 0 followed by the 4-byte schema ID.
const HeaderSchemaID = "__value_schema_id"

// SchemaID identifies a schema in a schema registry.
type SchemaID struct {
	ID   uint32
	GUID [16]byte // zero if the registry does not provide one
}

// SchemaIDs looks up the IDs of events' schemas. Package registry provides an
// implementation. It is called for each type until the first successful lookup, and must be
// safe for concurrent use.
type SchemaIDs interface {
	SchemaID(ctx context.Context, t events.Descriptor, topic string) (SchemaID, error)
}

// SchemaIDError reports that an event was not published because the ID of its schema could
// not be determined.
type SchemaIDError struct {
	EventType string
	Err       error
}

func (e *SchemaIDError) Error() string {
	return fmt.Sprintf("the schema id of %s is not known: %v", e.EventType, e.Err)
}

func (e *SchemaIDError) Unwrap() error { return e.Err }

func (c *PublisherConfig) checkFraming() error {
	switch {
	case c.Framing < FramingNone || c.Framing > FramingSchemaIDHeader:
		return &cluster.ConfigError{Field: "PublisherConfig.Framing", Problem: fmt.Sprintf("is %d: want FramingNone, FramingSchemaIDPrefix or FramingSchemaIDHeader", c.Framing)}
	case c.Framing == FramingNone && c.SchemaIDs != nil:
		return &cluster.ConfigError{Field: "PublisherConfig.SchemaIDs", Problem: "is set but has no effect: set Framing to FramingSchemaIDPrefix or FramingSchemaIDHeader"}
	case c.Framing != FramingNone && c.SchemaIDs == nil:
		return &cluster.ConfigError{Field: "PublisherConfig.SchemaIDs", Problem: "is missing: Framing needs one, such as a registry.Client"}
	case c.Framing != FramingNone && c.Mode != ModeEnvelope:
		return &cluster.ConfigError{Field: "PublisherConfig.Framing", Problem: "cannot be combined with a CloudEvents mode: the registered schema is that of the whole document"}
	}
	return nil
}

// frame looks up the schema ID for events of a type in a topic.
func (c *PublisherConfig) frame(ctx context.Context, t events.Descriptor, topic string) (encode.Frame, error) {
	ctx, cancel := context.WithTimeout(ctx, c.DeliveryTimeout)
	defer cancel()
	id, err := c.SchemaIDs.SchemaID(ctx, t, topic)
	switch {
	case err != nil:
		return encode.Frame{}, &SchemaIDError{EventType: t.Name(), Err: err}
	case c.Framing == FramingSchemaIDHeader:
		return encode.Frame{Header: record.SchemaHeader(id.ID, id.GUID)}, nil
	}
	return encode.Frame{Prefix: record.SchemaPrefix(id.ID)}, nil
}
