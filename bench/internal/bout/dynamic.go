package bout

import (
	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"

	"github.com/mediamesh/events/bench/internal/pair"
)

// dynamic decodes whatever type the envelope names, of the 22.
func dynamic(name string, doc []byte) pair.Contender { return decodeBy(catalog.Registry(), name, doc) }

// hinted is dynamic, with the type and version said beside the document, as a
// record's headers do.
func hinted(name string, doc []byte, t events.Descriptor) pair.Contender {
	reg := catalog.Registry()
	o := events.DecodeOptions{EventType: []byte(t.Name()), EventVersion: []byte(t.Version())}
	var got events.Any
	var err error
	return pair.Contender{
		Name: name, Bytes: len(doc),
		Do:    func() { got, err = reg.DecodeWith(doc, o) },
		Check: func() error { return encodesTo(doc, got, err) },
	}
}

func decodeBy(reg *events.Registry, name string, doc []byte) pair.Contender {
	var got events.Any
	var err error
	return pair.Contender{
		Name: name, Bytes: len(doc),
		Do:    func() { got, err = reg.Decode(doc) },
		Check: func() error { return encodesTo(doc, got, err) },
	}
}
