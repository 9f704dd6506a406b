package bout

import (
	"github.com/mailru/easyjson"
	"github.com/mediamesh/events"

	"github.com/mediamesh/events/bench/internal/ajv"
	"github.com/mediamesh/events/bench/internal/pair"
)

// field has the contenders of one event.
type field interface {
	decoders(doc []byte, node *ajv.Node) ([]pair.Contender, error)
	encoders(doc []byte) ([]pair.Contender, error)
}

// of returns the field of payload P. T is the struct that peers decode into, N
// the same for sonic's zero-copy way.
func of[P events.Payload[P], T, N any, E easy[T]]() field { return contest[P, T, N, E]{} }

// easy is what easyjson's generated code adds to *T.
type easy[T any] interface {
	*T
	easyjson.Marshaler
	easyjson.Unmarshaler
}

type contest[P events.Payload[P], T, N any, E easy[T]] struct {
	// then, if there is one, is what we do to an event after decoding, where
	// the structs of peers ask for more than ours.
	then func(*P) error
}
