package encode

import (
	"errors"
	"sync/atomic"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/record"
	"github.com/mediamesh/events/kafka/internal/topicwriter"
)

// destination is what is known of the events of a type.
type destination struct {
	topic  string
	writer *topicwriter.Writer
	// keyRequired tells whether each event has a key. Of a list of fields, the
	// contract says what is to become the key if the earlier ones are missing;
	// then there may be none.
	keyRequired bool
	deprecated  bool
	frame       atomic.Pointer[Frame] // nil until it is known
}

// Topic returns the topic that an event goes to, "" if it has none.
func (k *Encoder) Topic(m events.Message) string {
	to, err := k.destination(m)
	if err != nil {
		return ""
	}
	return to.topic
}

// destination returns where an event goes.
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

// A Frame is what a record gets of its schema's ID: a prefix of its value, or the
// value of a header.
type Frame struct{ Prefix, Header string }

// room is what is written before a document, for the ID that belongs there.
func (k *Encoder) room() string {
	if k.config.Prefixed {
		return record.SchemaPrefix(0)
	}
	return ""
}

// frame returns that of an event that goes to a topic. What was found once is kept.
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
