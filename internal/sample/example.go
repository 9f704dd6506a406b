package sample

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"
	"unicode/utf8"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/wire"
)

// Example returns a valid document of an event type, plain to the eye: what
// every field may hold on an ordinary day. full has every field, otherwise
// there are only those that are required. The same event has the same example.
// The error says which field nothing valid could be made up for.
func Example(e *contract.Event, full bool) ([]byte, error) {
	document, err := exampleOf(e, full)
	if err != nil {
		return nil, err
	}
	data := document.append(nil)
	if len(data) > wire.MaxSize {
		return nil, fmt.Errorf("%s: its example has %d bytes, and an event has at most %d; its limits ask for more than an event may hold", e.Type, len(data), wire.MaxSize)
	}
	return data, nil
}

func exampleOf(e *contract.Event, full bool) (*tree, error) {
	x := &examples{source: New(0, e.Type), full: full}
	metadata := scalar("{")
	for _, f := range contract.Envelope().Fields {
		switch {
		case f.Name == "eventType":
			metadata.set(f.Name, text(e.Type))
		case f.Name == "eventVersion":
			metadata.set(f.Name, text(e.Version))
		case f.Required || full:
			metadata.set(f.Name, x.value(f.Schema, f.Name))
		}
	}
	document := scalar("{")
	document.set("metadata", metadata)
	document.set("payload", x.value(e.Payload, "payload"))
	if x.err != nil {
		return nil, fmt.Errorf("%s: %w", e.Type, x.err)
	}
	return document, nil
}

// examples makes up values by their schemas.
type examples struct {
	source *Source // for what a pattern asks for
	full   bool
	err    error // the first
}

func (x *examples) value(s *contract.Schema, name string) *tree {
	switch s.Kind {
	case contract.KindString:
		t, err := x.text(s, name)
		if err != nil && x.err == nil {
			x.err = fmt.Errorf("%s: %w", name, err)
		}
		return text(t)
	case contract.KindInteger, contract.KindNumber:
		return exampleNumber(s)
	case contract.KindBoolean:
		return scalar("true")
	case contract.KindObject:
		object := scalar("{")
		for _, f := range s.Fields {
			if f.Required || x.full {
				object.set(f.Name, x.value(f.Schema, f.Name))
			}
		}
		return object
	case contract.KindMap:
		object := scalar("{")
		if x.full {
			object.set("key", x.value(s.Values, name))
		}
		return object
	case contract.KindAnyObject:
		object := scalar("{")
		object.set("key", text("value"))
		return object
	case contract.KindArray:
		return x.array(s, name)
	}
	return text(name)
}

func (x *examples) array(s *contract.Schema, name string) *tree {
	n := 0
	if x.full {
		n = 1
	}
	if s.MinItems != nil {
		n = max(n, *s.MinItems)
	}
	if s.MaxItems != nil {
		n = min(n, *s.MaxItems)
	}
	array := scalar("[")
	for range n {
		array.items = append(array.items, x.value(s.Items, name))
	}
	return array
}

// exampleNumber is 1, or what of the limits is nearest to it.
func exampleNumber(s *contract.Schema) *tree {
	step := 0.0
	if s.Kind == contract.KindInteger {
		step = 1
	}
	low, high := limits(s, -math.MaxFloat64, math.MaxFloat64, step)
	number, _ := json.Marshal(math.Min(math.Max(1, low), high) + 0) // as ECMAScript, but for -0
	return scalar(string(number))
}

// The texts of formats. The moment is that of all examples.
var exampleFormats = map[contract.Format]string{
	contract.FormatDateTime:       ExampleTime,
	contract.FormatDate:           ExampleTime[:len("2026-01-15")],
	contract.FormatDateOrDateTime: ExampleTime[:len("2026-01-15")],
	contract.FormatEmail:          "anna@example.com",
	contract.FormatURI:            "https://example.com/1",
}

// ExampleTime is when everything happens in examples.
const ExampleTime = "2026-01-15T09:30:00.000Z"

// text is what a field is called, within its limits.
func (x *examples) text(s *contract.Schema, name string) (string, error) {
	least, most := lengths(s)
	switch {
	case len(s.Enum) > 0:
		return s.Enum[0], nil
	case s.Format != "":
		t := exampleFormats[s.Format]
		if n := utf8.RuneCountInString(t); n >= least && n <= most {
			return t, nil
		}
		return x.source.formatted(s.Format, least, most)
	case s.Pattern != "":
		return x.source.matching(s.Pattern, least, most)
	}
	t := plainExample(name)
	if n := len(t); n < least {
		t += strings.Repeat("x", least-n)
	} else if n > most {
		t = strings.ToValidUTF8(t[:most], "x")
	}
	if n := utf8.RuneCountInString(t); n < least || n > most {
		return "", errors.New("no text is of its length; loosen the limits")
	}
	return t, nil
}

// plainExample is "contentId-1" for contentId, and something nicer where a name
// is a usual one.
func plainExample(name string) string {
	if list := usual[strings.ToLower(name)]; len(list) > 0 && isASCII(list[0]) {
		return list[0]
	}
	switch {
	case name == "source":
		return "example-service"
	case strings.HasSuffix(name, "By"):
		return "user-1"
	case strings.HasSuffix(name, "Id") && name != "Id":
		return strings.ToLower(strings.TrimSuffix(name, "Id")) + "-1"
	case !isASCII(name) || name == "":
		return "text-1"
	}
	return name + "-1"
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf || s[i] < ' ' {
			return false
		}
	}
	return true
}
