package mask

import (
	"encoding/json"
	"log/slog"
	"strconv"
)

// LogValue returns a valid document as a value for slog: objects are groups, and arrays are
// their JSON text, as slog has no lists.
func LogValue(document []byte) slog.Value {
	r := writer{s: document}
	return r.logValue()
}

func (w *writer) logValue() slog.Value {
	w.space()
	if w.s[w.i] == '{' {
		var attrs []slog.Attr
		w.each('{', '}', func() {
			key := name(w.skip())
			w.space()
			w.i++ // the colon
			attrs = append(attrs, slog.Attr{Key: key, Value: w.logValue()})
		})
		return slog.GroupValue(attrs...)
	}
	raw := w.skip()
	switch raw[0] {
	case '"':
		return slog.StringValue(name(raw))
	case 't', 'f':
		return slog.BoolValue(raw[0] == 't')
	case 'n':
		return slog.AnyValue(nil)
	case '[':
		return slog.AnyValue(text(raw))
	}
	if n, err := strconv.ParseInt(string(raw), 10, 64); err == nil {
		return slog.Int64Value(n)
	}
	if f, err := strconv.ParseFloat(string(raw), 64); err == nil {
		return slog.Float64Value(f)
	}
	return slog.AnyValue(text(raw))
}

// text is JSON text, which handlers of either kind write as it is.
type text string

func (t text) String() string { return string(t) }

// MarshalJSON implements [json.Marshaler].
func (t text) MarshalJSON() ([]byte, error) { return []byte(t), nil }

var _ json.Marshaler = text("")
