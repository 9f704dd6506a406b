package sample

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"
	"unicode/utf8"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/jsontree"
	"github.com/mediamesh/events/wire"
)

// Example returns a valid document of an event type with ordinary values. With full it has
// every field, otherwise only the required ones. The same event always gets the same
// example. The error names the field for which no valid value could be generated.
func Example(e *contract.Event, full bool) ([]byte, error) {
	return plainly(e, full).event(e)
}

// plainly makes up the same values for the same event.
func plainly(e *contract.Event, full bool) *examples {
	return &examples{source: New(0, e.Type), full: full}
}

func (x *examples) event(e *contract.Event) ([]byte, error) {
	document, err := x.document(e)
	if err != nil {
		return nil, err
	}
	data := document.Append(nil)
	if len(data) > wire.MaxSize {
		return nil, exampleTooLarge(e)
	}
	return data, nil
}

func exampleTooLarge(e *contract.Event) error {
	return fmt.Errorf("%s: its example is %w", e.Type, ErrTooLarge)
}

func (x *examples) document(e *contract.Event) (*jsontree.Value, error) {
	metadata := jsontree.Object()
	for _, f := range contract.Envelope().Fields {
		switch {
		case f.Name == "eventType":
			metadata.Add(f.Name, e.Type)
		case f.Name == "eventVersion":
			metadata.Add(f.Name, e.Version)
		case x.has(f):
			metadata.Add(f.Name, x.value(f.Schema, f.Name))
		}
	}
	document := jsontree.Object().Add("metadata", metadata).Add("payload", x.value(e.Payload, "payload"))
	if x.err != nil {
		return nil, fmt.Errorf("%s: %w", e.Type, x.err)
	}
	if x.size > wire.MaxSize {
		return nil, exampleTooLarge(e)
	}
	return document, nil
}

// examples makes up values by their schemas.
type examples struct {
	source *Source // for what a pattern asks for
	full   bool
	varied bool  // values are drawn from the source
	size   int   // what the document has at least, in bytes
	err    error // the first
}

// has reports whether an object has a field.
func (x *examples) has(f *contract.Field) bool {
	return f.Required || x.full || x.varied && x.source.oneIn(2)
}

// value makes up a value, or nothing of use if the document is too large already.
func (x *examples) value(s *contract.Schema, name string) *jsontree.Value {
	if x.size > wire.MaxSize {
		return jsontree.Of(nil)
	}
	t := x.made(s, name)
	x.size += len(`{,`) // or a closing bracket
	if kind := t.Kind(); kind != '{' && kind != '[' {
		x.size += len(t.String()) - len(`{`)
	}
	for _, m := range t.Members() {
		x.size += len(m.Name) + len(`"":`)
	}
	return t
}

func (x *examples) made(s *contract.Schema, name string) *jsontree.Value {
	switch s.Kind {
	case contract.KindString:
		t, err := x.text(s, name)
		if err != nil && x.err == nil {
			x.err = fmt.Errorf("%s: %s: %w", s.Pos, name, err)
		}
		return jsontree.Of(t)
	case contract.KindInteger, contract.KindNumber:
		return x.number(s)
	case contract.KindBoolean:
		return jsontree.Of(!x.varied || x.source.oneIn(2))
	case contract.KindObject:
		object := jsontree.Object()
		for _, f := range s.Fields {
			if x.has(f) {
				object.Add(f.Name, x.value(f.Schema, f.Name))
			}
		}
		return object
	case contract.KindMap:
		object := jsontree.Object()
		if x.full || x.varied {
			object.Add("key", x.value(s.Values, name))
		}
		return object
	case contract.KindAnyObject:
		return jsontree.Object().Add("key", "value")
	case contract.KindArray:
		return x.array(s, name)
	}
	return jsontree.Of(name)
}

func (x *examples) array(s *contract.Schema, name string) *jsontree.Value {
	n := 0
	switch {
	case x.full:
		n = 1
	case x.varied:
		n = x.source.between(1, 3)
	}
	if s.MinItems != nil {
		n = max(n, *s.MinItems)
	}
	if s.MaxItems != nil {
		n = min(n, *s.MaxItems)
	}
	array := jsontree.Array()
	for range n {
		if x.size > wire.MaxSize {
			break
		}
		array.Add("", x.value(s.Items, name))
	}
	return array
}

// number is 1, or what of the limits is nearest to it; a varied one is up to 1,000
// more.
func (x *examples) number(s *contract.Schema) *jsontree.Value {
	step := 0.0
	if s.Kind == contract.KindInteger {
		step = 1
	}
	low, high := limits(s, -math.MaxFloat64, math.MaxFloat64, step)
	n := math.Min(math.Max(1, low), high)
	if x.varied {
		n = math.Min(n+float64(x.source.below(1000)), high)
	}
	number, _ := json.Marshal(n + 0) // as ECMAScript, but for -0
	return jsontree.New(string(number))
}

// The texts of formats. The moment is that of all examples.
var exampleFormats = map[contract.Format]string{
	contract.FormatDateTime:       ExampleTime,
	contract.FormatDate:           ExampleTime[:len("2026-01-15")],
	contract.FormatDateOrDateTime: ExampleTime[:len("2026-01-15")],
	contract.FormatEmail:          "anna@example.com",
	contract.FormatURI:            "https://example.com/1",
	contract.FormatUUID:           "0198c7a1-5b3e-7c4d-9f00-a1b2c3d4e5f6",
}

// ExampleTime is the timestamp of all examples.
const ExampleTime = "2026-01-15T09:30:00.000Z"

// text is what a field is called, within its limits.
func (x *examples) text(s *contract.Schema, name string) (string, error) {
	least, most := lengths(s)
	switch {
	case len(s.Enum) > 0 && x.varied:
		return x.source.pick(s.Enum), nil
	case len(s.Enum) > 0:
		return s.Enum[0], nil
	case least > wire.MaxSize:
		return "", errTextTooLarge
	case s.Format != "":
		t := x.formatted(s.Format)
		if n := utf8.RuneCountInString(t); n >= least && n <= most {
			return t, nil
		}
		return x.source.formatted(s.Format, least, most)
	case s.Pattern != "":
		return x.source.matching(s.Pattern, least, most)
	}
	t := x.named(name, least, most)
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

// formatted is a text of a format.
func (x *examples) formatted(f contract.Format) string {
	if !x.varied {
		return exampleFormats[f]
	}
	switch f {
	case contract.FormatDateTime:
		return x.source.ordinaryTime()
	case contract.FormatDate, contract.FormatDateOrDateTime:
		return x.source.ordinaryTime()[:len("2026-01-15")]
	case contract.FormatEmail:
		return fmt.Sprintf("%s%d@example.com", x.source.pick([]string{"anna", "ben", "chris", "dana"}), x.source.below(100))
	case contract.FormatURI:
		return fmt.Sprintf("https://example.com/%d", x.source.between(1, 1000))
	case contract.FormatUUID:
		return x.source.ordinaryUUID()
	}
	return exampleFormats[f]
}

// ordinaryTime is a moment of the month of [ExampleTime].
func (r *random) ordinaryTime() string {
	return fmt.Sprintf("2026-01-%02dT%02d:%02d:%02d.%03dZ", r.between(1, 31), r.below(24), r.below(60), r.below(60), r.below(1000))
}

// ordinaryUUID is of version 7, and of the month of [ExampleTime].
func (r *random) ordinaryUUID() string {
	return fmt.Sprintf("019bb%03x-%04x-7%03x-8%03x-%012x", r.below(1<<12), r.below(1<<16), r.below(1<<12), r.below(1<<12), r.below(1<<48))
}

// named is what a field of a name holds.
func (x *examples) named(name string, least, most int) string {
	t := plainExample(name)
	if !x.varied {
		return t
	}
	if usually, known := x.source.plain(name); known {
		if n := utf8.RuneCountInString(usually); n >= max(least, 1) && n <= most {
			return usually
		}
	}
	if numbered, ok := strings.CutSuffix(t, "-1"); ok {
		return fmt.Sprintf("%s-%d", numbered, x.source.between(1, 1000))
	}
	return t
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
