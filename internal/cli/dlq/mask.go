package dlq

import (
	"github.com/mediamesh/events"
	"github.com/mediamesh/events/internal/mask"
)

// masked stands for a value that may be personal.
const masked = mask.Text

// masks returns a document with what may be personal masked: what the contract
// marks as such, and what it does not know. Of a type that the registry does
// not have, or of what is no JSON, nothing can be shown.
func masks(reg *events.Registry, eventType string, document []byte) (shown []byte, ok bool) {
	t, err := reg.Lookup(eventType)
	if err != nil {
		return nil, false
	}
	return mask.New(t.Schema(), t.Personal()).Append(nil, document)
}
