package dlq

import (
	"github.com/mediamesh/events"
	"github.com/mediamesh/events/internal/mask"
)

// masked replaces a value that may be personal.
const masked = mask.Text

// masks returns a document with possibly personal values masked: those that the contract
// marks as personal, and those that it does not declare. If the registry does not have the
// type, or if the document is not JSON, nothing can be shown.
func masks(reg *events.Registry, eventType string, document []byte) (shown []byte, ok bool) {
	t, err := reg.Lookup(eventType)
	if err != nil {
		return nil, false
	}
	return mask.New(t.Schema(), t.Personal()).Append(nil, document)
}
