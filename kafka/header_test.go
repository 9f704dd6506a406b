package kafka

import (
	"testing"

	"github.com/mediamesh/events/kafka/internal/record"
)

// The documented names are those that records are written with.
func TestHeaderNames(t *testing.T) {
	for documented, written := range map[string]string{
		HeaderEventType: record.EventType, HeaderEventVersion: record.EventVersion, HeaderEventID: record.EventID,
		HeaderEventSource: record.EventSource, HeaderCorrelationID: record.CorrelationID, HeaderCausationID: record.CausationID,
		HeaderSchemaID: record.SchemaID,
	} {
		if documented != written {
			t.Errorf("documented as %q, written as %q", documented, written)
		}
	}
}
