package kafka

import (
	"context"
	"fmt"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/encode"
	"github.com/mediamesh/events/kafka/internal/record"
)

// Framing is how records name the schema that a schema registry has of their
// event. Consumers read all of them without being told: the event says itself what
// it is, and the schema's id is for readers that must ask a registry.
type Framing int

const (
	// FramingNone names no schema.
	FramingNone Framing = iota
	// FramingSchemaIDPrefix puts five bytes before the document: 0, and the schema's id,
	// big-endian. Confluent's wire format, which all serdes read.
	FramingSchemaIDPrefix
	// FramingSchemaIDHeader leaves the value as it is and has the header
	// [HeaderSchemaID], as Confluent's newer serdes write it.
	FramingSchemaIDHeader
)

// HeaderSchemaID holds the schema of a record's value: 1 and the schema's GUID, 16
// bytes, or, of a registry that has none, 0 and its id, 4 bytes.
const HeaderSchemaID = "__value_schema_id"

// SchemaID is what a schema registry calls a schema.
type SchemaID struct {
	ID   uint32
	GUID [16]byte // zero if the registry gives none
}

// SchemaIDs finds the schemas of events in a registry; package registry has one. It
// is asked for each type until it has answered once, and must be safe for concurrent
// use.
type SchemaIDs interface {
	SchemaID(ctx context.Context, t events.Descriptor, topic string) (SchemaID, error)
}

// SchemaIDError says that an event was not published since the id of its schema is
// not known.
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
		return &cluster.ConfigError{Field: "PublisherConfig.SchemaIDs", Problem: "is set and would do nothing: set Framing to FramingSchemaIDPrefix or FramingSchemaIDHeader"}
	case c.Framing != FramingNone && c.SchemaIDs == nil:
		return &cluster.ConfigError{Field: "PublisherConfig.SchemaIDs", Problem: "is missing: Framing needs one, such as a registry.Client"}
	case c.Framing != FramingNone && c.Mode != ModeEnvelope:
		return &cluster.ConfigError{Field: "PublisherConfig.Framing", Problem: "cannot go with a CloudEvents mode: the registered schema is that of the whole document"}
	}
	return nil
}

// frame asks for what names the schema of a type's events that go to a topic.
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
