package bout

import (
	"fmt"
	"slices"

	"github.com/mediamesh/events/bench/internal/ajv"
	"github.com/mediamesh/events/bench/internal/pair"
)

// Bout is one case.
type Bout struct {
	Kind    string // "decode", "encode", "scale" or "hostile"
	Event   string // wire name; of a scale, what grows; of a hostile one, the shape
	Example string // "minimal", "full", "heavy", …; "" for a scale; "append" for encoding a shape

	Minor bool // not worth the time if there is little

	contenders func(*ajv.Node) ([]pair.Contender, error)
}

// Name is the case's name, "decode/content.created/full".
func (b Bout) Name() string {
	if b.Example == "" {
		return b.Kind + "/" + b.Event
	}
	return b.Kind + "/" + b.Event + "/" + b.Example
}

// Contenders sets up the contenders, the reference first. Without a node there
// is one less.
func (b Bout) Contenders(node *ajv.Node) ([]pair.Contender, error) {
	contenders, err := b.contenders(node)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", b.Name(), err)
	}
	return contenders, nil
}

// Unpaired returns the events that are new in the contract and have no peers yet,
// so that no bout has them. "go generate ./..." here makes them.
func Unpaired() ([]string, error) {
	documents, err := documents()
	if err != nil {
		return nil, err
	}
	var names []string
	for _, d := range documents {
		if _, ok := fields[d.event]; !ok && !slices.Contains(names, d.event) {
			names = append(names, d.event)
		}
	}
	return names, nil
}

// All returns all bouts, in the order in which they are reported.
func All() ([]Bout, error) {
	documents, err := documents()
	if err != nil {
		return nil, err
	}
	var decode, encode []Bout
	for _, d := range documents {
		f, ok := fields[d.event]
		if !ok {
			continue // see Unpaired
		}
		decode = append(decode, Bout{Kind: "decode", Event: d.event, Example: d.example, Minor: d.example == "minimal", contenders: func(node *ajv.Node) ([]pair.Contender, error) {
			return f.decoders(d.bytes, node)
		}})
		encode = append(encode, Bout{Kind: "encode", Event: d.event, Example: d.example, Minor: d.example == "minimal", contenders: func(*ajv.Node) ([]pair.Contender, error) {
			return f.encoders(d.bytes)
		}})
		if d.event == "search.performed" && d.example == "heavy" {
			decode = append(decode, materialized(d))
		}
	}
	scales, err := scales(documents)
	if err != nil {
		return nil, err
	}
	hostile, err := hostiles(documents)
	return slices.Concat(decode, encode, scales, hostile), err
}
