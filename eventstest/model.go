package eventstest

import (
	"fmt"
	"sync"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/contract/jsonschema"
)

// models caches the models, since each example needs one.
var models sync.Map // events.Descriptor to *contract.Event

// modelOf reads the model of an event from the JSON Schema of its descriptor, which every
// catalog has.
func modelOf(d events.Descriptor) (*contract.Event, error) {
	if known, ok := models.Load(d); ok {
		return known.(*contract.Event), nil
	}
	model, err := jsonschema.Read(d.Name()+".json", []byte(d.Schema()))
	if err != nil {
		return nil, fmt.Errorf("the JSON Schema of %s %s cannot be read: %w", d.Name(), d.Version(), err)
	}
	model.Version = d.Version()
	models.Store(d, model)
	return model, nil
}
