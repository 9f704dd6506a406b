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

// Maskable is implemented by what masks personal data when it is printed: [Event], [Any],
// [Metadata], payloads and the objects of shared types.
//
// They have the methods of [MaskedValue] that fmt and log/slog call: printed with any verb, or
// logged as an attribute's value, personal fields and fields that the contract does not declare
// are "***". They have no say where a printer looks into them by reflection: in an unexported
// field of another struct, and with packages such as go-spew. encoding/json writes them as they
// are, also as a part of another value: see [Masked].
type Maskable interface {
	// AppendMasked appends the value's JSON document to dst, with "***" in place of
	// personal fields and of fields that the contract does not declare. A value that
	// cannot be encoded as JSON is "***" as a whole; an event's metadata are shown even
	// so.
	AppendMasked(dst []byte) []byte
}

// Masked returns v as a value that is masked wherever it is printed, by encoding/json as well:
// for loggers and error reporters that call that. A nil v, or a nil pointer, is null.
func Masked(v Maskable) MaskedValue {
	r := reflect.ValueOf(v)
	if !r.IsValid() || r.Kind() == reflect.Pointer && r.IsNil() {
		return MaskedValue{}
	}
	return MaskedValue{v.AppendMasked, r.Type().String()}
}

// MaskedValue is a [Maskable] whose personal data does not come out again. The zero value is
// null. It makes its document when it is printed.
type MaskedValue struct {
	// A function, since printers that use reflection see into everything else.
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

// Format implements [fmt.Formatter]: it formats [MaskedValue.String], or GoString for %#v.
func (v MaskedValue) Format(f fmt.State, verb rune) {
	if verb == 'v' && f.Flag('#') {
		_, _ = io.WriteString(f, v.GoString())
		return
	}
	_, _ = fmt.Fprintf(f, fmt.FormatString(f, verb), v.String())
}

// LogValue implements [slog.LogValuer]. Objects are groups, with the wire names of their
// fields; arrays are JSON text.
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

// String returns the event's document, masked; see [Maskable].
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

// String returns the event's document, masked; see [Maskable].
func (e Any) String() string { return Masked(e).String() }

// Format implements [fmt.Formatter]; see [Maskable].
func (e Any) Format(f fmt.State, verb rune) { Masked(e).Format(f, verb) }

// LogValue implements [slog.LogValuer]; see [Maskable].
func (e Any) LogValue() slog.Value { return Masked(e).LogValue() }

// AppendMasked implements [Maskable].
func (m Metadata) AppendMasked(dst []byte) []byte { return append(dst, m.masked()...) }

// String returns the metadata as JSON, masked; see [Maskable].
func (m Metadata) String() string { return Masked(m).String() }

// Format implements [fmt.Formatter]; see [Maskable].
func (m Metadata) Format(f fmt.State, verb rune) { Masked(m).Format(f, verb) }

// LogValue implements [slog.LogValuer]; see [Maskable].
func (m Metadata) LogValue() slog.Value { return Masked(m).LogValue() }

// AppendMasked appends v's JSON object to dst, masked; see [Maskable].
func (o *Object[T]) AppendMasked(dst []byte, v T) []byte {
	w := wire.NewWriter(nil)
	defer w.Release()
	o.spec.Encode(&v, w, &noField)
	if masked, ok := appendSound(dst, o.mask(), w); ok {
		return masked
	}
	return append(dst, `"`+mask.Text+`"`...)
}

// appendMasked appends an event's document to dst.
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

// appendSound appends what w has written to dst, masked. Values that break rules are there
// as all others. It is not ok if the document is unsound: then it is not known what is a name
// and what a value.
func appendSound(dst []byte, m *mask.Mask, w *wire.Writer) (masked []byte, ok bool) {
	if w.Faulty() {
		return dst, false
	}
	return m.Append(dst, w.Buf)
}

// unknownMask shows the metadata of an event whose payload is not known.
var unknownMask = mask.New(`{"properties":{"metadata":`+metadataSchema+`}}`, nil)

// metadataMask shows the fields of metadata.
var metadataMask = unknownMask.At("/metadata")

const metadataSchema = `{"properties":{"eventId":{},"eventType":{},"eventVersion":{},"timestamp":{},"source":{},"correlationId":{},"userId":{}}}`

// masked returns the metadata as JSON.
func (m Metadata) masked() string {
	document, ok := m.document()
	if !ok {
		m.Unknown = "" // all else can be encoded
		document, _ = m.document()
	}
	masked, ok := metadataMask.Append(nil, document)
	if !ok {
		return `"` + mask.Text + `"`
	}
	return string(masked)
}

// document returns the metadata as JSON, whatever rules they break. It is not ok if that is
// unsound but for its UTF-8, which is corrected.
func (m *Metadata) document() (document []byte, ok bool) {
	w := wire.NewWriter(nil)
	defer w.Release()
	m.encode(w, &identity{name: m.EventType + "?"})
	return bytes.ToValidUTF8(w.Buf[len(ruleMetadata.Key):], []byte("\ufffd")), !w.Faulty()
}
