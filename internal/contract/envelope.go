package contract

import (
	_ "embed"
	"sync"
)

const envelopeFile = "envelope.yaml"

//go:embed envelope.yaml
var envelopeYAML []byte

// Envelope is the schema of the metadata that every event has, in the order of the wire
// format. It is shared: callers must not change it.
var Envelope = sync.OnceValue(func() *Schema {
	r := &reader{types: map[string]*typeFile{}}
	var none []*reference
	r.refs = &none
	s := r.schema(parseYAML(envelopeFile, envelopeYAML, &r.problems), true)
	if len(r.problems) > 0 {
		panic(r.problems) // part of the program; a test reads it
	}
	return s
})
