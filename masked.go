package events

import (
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"reflect"

	"github.com/mediamesh/events/internal/mask"
	"github.com/mediamesh/events/wire"
)

// Maskable is implemented by values that mask personal data when they are printed: [Event],
// [Any], [Metadata], payloads and the objects of shared types.
//
// They have the methods of [MaskedValue] that fmt and log/slog call. Printed with any
// verb, or logged as the value of an attribute, personal fields and fields that the
// contract does not declare appear as "***". Printers that use reflection bypass these
// methods: for example fmt with a value in an unexported field of another struct, or
// packages such as go-spew. encoding/json writes the values unmasked, even when they are
// part of another value; see [Masked].
type Maskable interface {
	// AppendMasked appends the value's JSON document to dst, with personal fields and
	// fields that the contract does not declare replaced by "***". A value that cannot be
	// encoded as JSON is replaced entirely, except for an event's metadata.
	AppendMasked(dst []byte) []byte
}

// Masked returns v as a value that is masked wherever it is printed, including by
// encoding/json. Use it for loggers and error reporters that call encoding/json. A nil v,
// or a nil pointer, is printed as null.
func Masked(v Maskable) MaskedValue {
	r := reflect.ValueOf(v)
	if !r.IsValid() || r.Kind() == reflect.Pointer && r.IsNil() {
		return MaskedValue{}
	}
	return MaskedValue{v.AppendMasked, r.Type().String()}
}

// MaskedValue wraps a [Maskable] and never reveals its personal data. The document is
// encoded when the value is printed. The zero value is printed as null.
type MaskedValue struct {
	// A function, because printers that use reflection see the contents of everything else.
	appendTo func(dst []byte) []byte
	name     string // of the value's type
}

// AppendMasked implements [Maskable].
func (v MaskedValue) AppendMasked(dst []byte) []byte {
	if v.appendTo == nil {
		return append(dst, wire.Null...)
	}
	return v.appendTo(dst)
}

// String returns the masked document.
func (v MaskedValue) String() string { return string(v.AppendMasked(nil)) }

// GoString returns the masked document with the name of the value's Go type.
func (v MaskedValue) GoString() string { return v.name + v.String() }

// Format implements [fmt.Formatter]: it formats [MaskedValue.String], or
// [MaskedValue.GoString] for %#v.
func (v MaskedValue) Format(f fmt.State, verb rune) {
	if verb == 'v' && f.Flag('#') {
		_, _ = io.WriteString(f, v.GoString())
		return
	}
	_, _ = fmt.Fprintf(f, fmt.FormatString(f, verb), v.String())
}

// LogValue implements [slog.LogValuer]. Objects become groups, with wire names as keys;
// arrays become JSON text.
func (v MaskedValue) LogValue() slog.Value { return mask.LogValue(v.AppendMasked(nil)) }

// MarshalJSON implements [encoding/json.Marshaler]: it returns the masked document.
func (v MaskedValue) MarshalJSON() ([]byte, error) { return v.AppendMasked(nil), nil }

// AppendMasked implements [Maskable].
func (e Event[P]) AppendMasked(dst []byte) []byte {
	t := e.Payload.EventType()
	return appendMasked(dst, t.mask(), &e.Metadata, e.Unknown, func(w *wire.Writer) bool {
		t.spec.Encode(w, e.Payload, &rulePayload)
		return true
	})
}

// String returns the event's masked document; see [Maskable].
func (e Event[P]) String() string { return Masked(e).String() }

// Format implements [fmt.Formatter]; see [Maskable].
func (e Event[P]) Format(f fmt.State, verb rune) { Masked(e).Format(f, verb) }

// LogValue implements [slog.LogValuer]; see [Maskable].
func (e Event[P]) LogValue() slog.Value { return Masked(e).LogValue() }

// AppendMasked implements [Maskable].
func (e Any) AppendMasked(dst []byte) []byte {
	if e.descriptor == nil {
		return appendMasked(dst, nil, &e.Metadata, e.Unknown, func(*wire.Writer) bool { return false })
	}
	return appendMasked(dst, e.descriptor.mask(), &e.Metadata, e.Unknown, func(w *wire.Writer) bool {
		return e.descriptor.encodeAny(w, e.Payload, e.Metadata)
	})
}

// String returns the event's masked document; see [Maskable].
func (e Any) String() string { return Masked(e).String() }

// Format implements [fmt.Formatter]; see [Maskable].
func (e Any) Format(f fmt.State, verb rune) { Masked(e).Format(f, verb) }

// LogValue implements [slog.LogValuer]; see [Maskable].
func (e Any) LogValue() slog.Value { return Masked(e).LogValue() }

// AppendMasked implements [Maskable].
func (m Metadata) AppendMasked(dst []byte) []byte { return append(dst, m.masked()...) }

// String returns the masked metadata as JSON; see [Maskable].
func (m Metadata) String() string { return Masked(m).String() }

// Format implements [fmt.Formatter]; see [Maskable].
func (m Metadata) Format(f fmt.State, verb rune) { Masked(m).Format(f, verb) }

// LogValue implements [slog.LogValuer]; see [Maskable].
func (m Metadata) LogValue() slog.Value { return Masked(m).LogValue() }

// AppendMasked appends v's masked JSON object to dst; see [Maskable].
func (o *Object[T]) AppendMasked(dst []byte, v T) []byte {
	w := wire.NewWriter(nil)
	defer w.Release()
	o.spec.Encode(&v, w, &noField)
	if masked, ok := appendSound(dst, o.mask(), w); ok {
		return masked
	}
	return append(dst, `"`+mask.Text+`"`...)
}

// appendMasked appends an event's masked document to dst.
func appendMasked(dst []byte, m *mask.Mask, meta *Metadata, unknown wire.Unknown, payload func(w *wire.Writer) bool) []byte {
	w := wire.NewWriter(nil)
	defer w.Release()
	start := beginEnvelope(w, meta, &identity{name: meta.EventType + "?"})
	if payload(w) {
		if unknown != "" {
			w.Unknown(unknown, namesEnvelope)
		}
		w.End(start)
		w.Finish(start)
		if masked, ok := appendSound(dst, m, w); ok {
			return masked
		}
	}
	return append(dst, `{"metadata":`+meta.masked()+`,"payload":"`+mask.Text+`"}`...)
}

// appendSound appends what w has written to dst, masked. Values that break rules are
// included like all others. ok is false if the document is malformed, since names and
// values can then not be told apart.
func appendSound(dst []byte, m *mask.Mask, w *wire.Writer) (masked []byte, ok bool) {
	if w.Faulty() {
		return dst, false
	}
	return m.Append(dst, w.Buf)
}

// unknownMask shows the metadata of an event of an unknown type and hides its payload.
var unknownMask = mask.New(`{"properties":{"metadata":`+metadataSchema+`}}`, nil)

// metadataMask shows the declared fields of metadata.
var metadataMask = unknownMask.At("/metadata")

const metadataSchema = `{"properties":{"eventId":{},"eventType":{},"eventVersion":{},"timestamp":{},"source":{},"correlationId":{},"userId":{}}}`

// masked returns the metadata as JSON.
func (m Metadata) masked() string {
	document, ok := m.document()
	if !ok {
		m.Unknown = "" // everything else can be encoded
		document, _ = m.document()
	}
	masked, ok := metadataMask.Append(nil, document)
	if !ok {
		return `"` + mask.Text + `"`
	}
	return string(masked)
}

// document returns the metadata as JSON, even if it breaks rules. ok is false if the JSON
// is malformed; invalid UTF-8 is corrected.
func (m *Metadata) document() (document []byte, ok bool) {
	w := wire.NewWriter(nil)
	defer w.Release()
	m.encode(w, &ruleMetadata, &identity{name: m.EventType + "?"})
	return bytes.ToValidUTF8(w.Buf[len(ruleMetadata.Key):], []byte("\ufffd")), !w.Faulty()
}
