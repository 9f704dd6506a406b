package encode

import (
	"errors"
	"sync/atomic"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/record"
	"github.com/mediamesh/events/kafka/internal/topicwriter"
)

// destination caches the destination of a type's events.
type destination struct {
	topic  string
	writer *topicwriter.Writer
	// keyRequired says that each event has a key. If the contract lists several fields, later
	// ones replace missing earlier ones, and all may be missing.
	keyRequired bool
	deprecated  bool
	frame       atomic.Pointer[Frame] // nil until known
}

// Topic returns an event's topic, "" if it has none.
func (k *Encoder) Topic(m events.Message) string {
	to, err := k.destination(m)
	if err != nil {
		return ""
	}
	return to.topic
}

// destination returns the destination of an event.
func (k *Encoder) destination(m events.Message) (*destination, error) {
	t := m.Descriptor()
	if to, ok := k.destinations.Load(t); ok {
		return to.(*destination), nil
	}
	if t == nil {
		meta := m.Meta()
		return nil, &events.UnknownTypeError{EventType: meta.EventType, EventID: meta.EventID}
	}
	to := &destination{topic: k.config.Topics(t), keyRequired: len(t.KeyFields()) == 1}
	if problem := cluster.TopicProblem(to.topic); problem != "" {
		return nil, errors.New(problem)
	}
	to.writer = k.config.Writers.Of(to.topic)
	_, to.deprecated = t.Deprecation()
	k.destinations.Store(t, to)
	return to, nil
}

// A Frame carries the schema ID of a record: as a prefix of its value, or in a header.
type Frame struct{ Prefix, Header string }

// room returns a placeholder for the schema ID before the document.
func (k *Encoder) room() string {
	if k.config.Prefixed {
		return record.SchemaPrefix(0)
	}
	return ""
}

// frame returns the frame of an event for a topic. The first one found is cached.
func (k *Encoder) frame(call *Call, m events.Message, to *destination) (*Frame, error) {
	if found := to.frame.Load(); found != nil {
		return found, nil
	}
	found, err := k.config.Frame(call.Context, m.Descriptor(), to.topic)
	if err != nil {
		return nil, err
	}
	to.frame.Store(&found)
	return &found, nil
}
