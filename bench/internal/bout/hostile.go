package bout

import (
	"errors"
	"fmt"
	"slices"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/internal/hostile"

	"github.com/mediamesh/events/bench/internal/ajv"
	"github.com/mediamesh/events/bench/internal/pair"
)

// hostiles returns the bouts that ask what hostile shapes cost beside a normal
// event, for one byte: decoding each, and encoding those that are valid.
func hostiles(documents []document) ([]Bout, error) {
	normal, err := find(documents, "content.created", "full")
	if err != nil {
		return nil, err
	}
	const name = "content.created full"
	var all []Bout
	for _, s := range hostile.Shapes() {
		all = append(all, Bout{Kind: "hostile", Event: s.Name, contenders: func(*ajv.Node) ([]pair.Contender, error) {
			return []pair.Contender{judge(name, normal, hostile.Valid), shape(s, judge)}, nil
		}})
		if s.Verdict == hostile.Valid {
			all = append(all, Bout{Kind: "hostile", Event: s.Name, Example: "append", Minor: !slices.Contains(relayed, s.Name), contenders: func(*ajv.Node) ([]pair.Contender, error) {
				return []pair.Contender{relay(name, normal, hostile.Valid), shape(s, relay)}, nil
			}})
		}
	}
	return all, nil
}

// relayed are the shapes that are dear to write, if any is: numbers are read
// first, names are looked at again, and any JSON is put in canonical form.
var relayed = []string{
	"numbers-17-digits", "numbers-half-way", "numbers-subnormal", "numbers-largest", "numbers-exponents",
	"numbers-past-float64", "numbers-minus-zero", "number-digits", "names-many", "names-some-objects",
	"map-entries", "short-tags", "text-any-unicode", "white-space-everywhere",
}

func shape(s hostile.Shape, as func(string, []byte, hostile.Verdict) pair.Contender) pair.Contender {
	doc := s.Document()
	return as(sizeName(len(doc)), doc, s.Verdict)
}

// judge decodes a document for the verdict that it deserves.
func judge(name string, doc []byte, want hostile.Verdict) pair.Contender {
	reg := catalog.Registry()
	var got events.Any
	var err error
	return pair.Contender{
		Name: name, Bytes: len(doc),
		Do: func() { got, err = reg.Decode(doc) },
		Check: func() error {
			if err == nil && got.Payload == nil {
				return errors.New("nothing is decoded")
			}
			if verdict := hostile.Of(err); verdict != want {
				return fmt.Errorf("the document is %s, not %s", verdict, want)
			}
			return nil
		},
	}
}

// relay encodes what was decoded, to a new buffer, so that there is memory to
// compare: into one with room a normal event takes none.
func relay(name string, doc []byte, _ hostile.Verdict) pair.Contender {
	e, decodeErr := catalog.Decode(doc)
	var got []byte
	var err error
	return pair.Contender{
		Name: name, Bytes: len(doc),
		Do: func() { got, err = events.Append(nil, e) },
		Check: func() error {
			if err == nil && got == nil {
				return errors.New("nothing is encoded")
			}
			return errors.Join(decodeErr, err)
		},
	}
}
