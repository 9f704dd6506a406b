package events

import (
	"bytes"
	"reflect"
	"strings"
	"sync"

	"github.com/mediamesh/events/internal/mask"
	"github.com/mediamesh/events/wire"
)

// Object is the codec of one struct that is part of an event: a payload or a shared type.
// Generated code makes one for each shared type; a payload's is [Type.Payload]. The
// structs' methods call it, so they are encoded and decoded exactly as they are within an
// event.
type Object[T any] struct {
	spec    ObjectSpec[T]
	payload bool
	mask    func() *mask.Mask
}

// ObjectSpec describes a shared type. Generated code fills it in.
type ObjectSpec[T any] struct {
	Name     string   // "Program"
	Personal []string // JSON Pointers of personal data in it, "/email"; "*" matches any array element
	Schema   string   // JSON Schema of an event that contains such an object
	At       string   // JSON Pointer of the object in that event, "/payload/parts/*"

	Decode func(p *T, r *wire.Reader, i int, rule *wire.Value) int
	Encode func(p *T, w *wire.Writer, rule *wire.Value)
}

// NewObject returns the codec of a shared type. Generated code calls it.
func NewObject[T any](spec ObjectSpec[T]) *Object[T] {
	return &Object[T]{spec: spec, mask: sync.OnceValue(func() *mask.Mask {
		var personal []string
		for _, pointer := range spec.Personal {
			personal = append(personal, spec.At+pointer)
		}
		return mask.New(spec.Schema, personal).At(spec.At)
	})}
}

// noField is the rule of an object that is not a field of another.
var noField wire.Value

// Marshal validates v and returns its JSON object. The error is an *[InvalidError] whose
// pointers are relative to v.
func (o *Object[T]) Marshal(v T) ([]byte, error) {
	w := wire.NewWriter(nil)
	defer w.Release()
	o.spec.Encode(&v, w, &noField)
	w.Finish(0)
	if err := o.invalid(&w.Found); err != nil {
		return nil, err
	}
	return w.Buf, nil
}

// Unmarshal decodes a JSON object into v and validates it. The error is an *[InvalidError]
// whose pointers are relative to v. On an error v is unchanged. By the convention of
// encoding/json, null does not change v either.
func (o *Object[T]) Unmarshal(data []byte, v *T) error {
	if isNull(data) {
		return nil
	}
	r, i := wire.NewReader(data)
	defer r.Release()
	read := new(T)
	if i != wire.Fault {
		r.End(o.spec.Decode(read, r, i, &noField))
	}
	if err := o.invalid(&r.Found); err != nil {
		return err
	}
	*v = *read
	return nil
}

func (o *Object[T]) invalid(f *wire.Found) error {
	if f.OK() {
		return nil
	}
	err := new(InvalidError)
	if err.Violations, err.Omitted = f.Violations(); o.payload {
		err.EventType = o.spec.Name
	} else {
		err.SharedType = o.spec.Name
	}
	return err
}

// Payload returns the codec of the payload on its own.
func (t *Type[P]) Payload() *Object[P] { return &t.payload }

func payloadOf[P any](spec *Spec[P], event func() *mask.Mask) Object[P] {
	encode := spec.Encode
	return Object[P]{
		payload: true,
		mask:    func() *mask.Mask { return event().At("/payload") },
		spec: ObjectSpec[P]{
			Name: spec.Name, Decode: spec.Decode,
			Encode: func(p *P, w *wire.Writer, rule *wire.Value) { encode(w, *p, rule) },
		},
	}
}

// UnmarshalEnum sets *v to text if text is one of the values or is empty; the empty value
// means that the field is absent. The error is an *[InvalidError]. Generated code calls
// it.
func UnmarshalEnum[T ~string](text []byte, v *T, values ...T) error {
	for _, value := range values {
		if string(text) == string(value) {
			*v = value
			return nil
		}
	}
	if len(text) == 0 {
		*v = ""
		return nil
	}
	var list []string
	for _, value := range values {
		list = append(list, string(value))
	}
	limit := strings.Join(list, ", ")
	return &InvalidError{
		SharedType: reflect.TypeFor[T]().Name(),
		Violations: []Violation{{Rule: wire.RuleEnum, Limit: limit, Message: "must be one of " + limit}},
	}
}

func isNull(data []byte) bool { return string(bytes.TrimSpace(data)) == string(wire.Null) }
