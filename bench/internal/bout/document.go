package bout

import (
	"bytes"
	"fmt"
	"path"

	yaml "github.com/mediamesh/events/contract"
	"github.com/mediamesh/events/internal/contract"

	"github.com/mediamesh/events/bench/testdata"
)

// document is an event as it is on the wire.
type document struct {
	event   string
	example string
	bytes   []byte
}

// documents are all examples of the contract, and the heavy events of testdata.
func documents() ([]document, error) {
	c, err := contract.ReadFS(yaml.FS)
	if err != nil {
		return nil, err
	}
	var all []document
	for _, e := range c.Events() {
		for _, x := range e.Examples {
			all = append(all, document{e.Type, x.Name, x.JSON})
		}
		file := path.Join("heavy", e.Type+".json")
		if data, err := testdata.FS.ReadFile(file); err == nil {
			all = append(all, document{e.Type, "heavy", bytes.TrimSpace(data)})
		}
	}
	return all, nil
}

// find returns the example of an event.
func find(documents []document, event, example string) ([]byte, error) {
	for _, d := range documents {
		if d.event == event && d.example == example {
			return d.bytes, nil
		}
	}
	return nil, fmt.Errorf("%s has no example %q", event, example)
}
