package wire

import (
	"math"
	"slices"
	"strconv"
	"sync"
	"time"
	"unicode/utf8"
)

// A Writer appends one document to a buffer, byte for byte like JSON.stringify, and checks
// each value's rule.
type Writer struct {
	Found
	Buf   []byte
	depth int
	days  calendar
}

// Begin begins an object. It returns the object's position, for End.
func (w *Writer) Begin() int {
	w.depth++
	return len(w.Buf)
}

// End ends the object that began at start. Each field is preceded by a comma; the first
// comma becomes the opening brace.
func (w *Writer) End(start int) {
	w.depth--
	if len(w.Buf) == start {
		w.Buf = append(w.Buf, '{')
	} else {
		w.Buf[start] = '{'
	}
	w.Buf = append(w.Buf, '}')
}

// Key writes a field's name.
func (w *Writer) Key(k Key) { w.Buf = append(w.Buf, k...) }

// String writes a field. It omits an absent field (optional and empty).
func (w *Writer) String(v string, rule *Text) {
	if v == "" && rule.Optional {
		return
	}
	w.text(v, rule)
}

// OptionalString writes a field if it is present.
func (w *Writer) OptionalString(v Optional[string], rule *Text) {
	if v.Present {
		w.text(v.Value, rule)
	}
}

func (w *Writer) text(v string, rule *Text) {
	if !rule.plainly(v) {
		rule.check(&w.Found, v)
	}
	size := len(rule.Key) + len(v) + len(`""`)
	at := len(w.Buf)
	buf := slices.Grow(w.Buf, size)[:at+size]
	at += copy(buf[at:], rule.Key)
	buf[at] = '"'
	high, ok := copyChars(buf[at+1:at+1+len(v)], v)
	if high&tops != 0 || !ok {
		w.validUTF8(v, rule)
	}
	if !ok {
		w.Buf = appendText(buf[:at], v)
		return
	}
	buf[at+1+len(v)] = '"'
	w.Buf = buf
}

func (w *Writer) validUTF8(v string, rule *Text) {
	if !utf8.ValidString(v) {
		w.fault(rule.Key.Name(), RuleUTF8, "", "is not valid UTF-8")
	}
}

// Integer writes a field.
func (w *Writer) Integer(v int64, rule *Integer) {
	if rule.Limits != (Limits{}) {
		rule.check(&w.Found, rule.Key, float64(v))
	}
	if v >= math.MaxInt64-1023 || v <= math.MinInt64+1024 {
		checkInt64(&w.Found, rule.Key, float64(v))
	}
	w.Buf = strconv.AppendInt(append(w.Buf, rule.Key...), v, 10)
}

// OptionalInteger writes a field if it is present.
func (w *Writer) OptionalInteger(v Optional[int64], rule *Integer) {
	if v.Present {
		w.Integer(v.Value, rule)
	}
}

// Number writes a field.
func (w *Writer) Number(v float64, rule *Number) {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		if !w.full() {
			w.violate(rule.Key.Name(), RuleType, "number", "must be a number, not NaN or an infinity")
		}
		return
	}
	rule.check(&w.Found, rule.Key, v)
	w.Buf = appendNumber(append(w.Buf, rule.Key...), v)
}

// OptionalNumber writes a field if it is present.
func (w *Writer) OptionalNumber(v Optional[float64], rule *Number) {
	if v.Present {
		w.Number(v.Value, rule)
	}
}

// Bool writes a field.
func (w *Writer) Bool(v bool, rule *Value) {
	w.Buf = strconv.AppendBool(append(w.Buf, rule.Key...), v)
}

// OptionalBool writes a field if it is present.
func (w *Writer) OptionalBool(v Optional[bool], rule *Value) {
	if v.Present {
		w.Bool(v.Value, rule)
	}
}

// Time writes a field.
func (w *Writer) Time(v time.Time, rule *Value) {
	buf := append(append(w.Buf, rule.Key...), '"')
	buf, ok := w.days.appendTime(buf, v)
	if !ok && !w.full() {
		w.violate(rule.Key.Name(), RulePattern, DateTime.String(), "must be of a year from 0 to 9999, with an offset of whole minutes below a day")
	}
	w.Buf = append(buf, '"')
}

// OptionalTime writes a field if it is present.
func (w *Writer) OptionalTime(v Optional[time.Time], rule *Value) {
	if v.Present {
		w.Time(v.Value, rule)
	}
}

// WriteStrings writes an array of strings. It omits an absent one (optional and nil).
func WriteStrings[T ~string](w *Writer, v []T, rule *List, item *Text) {
	if v == nil && rule.Optional {
		return
	}
	all := w.beginList(len(v), rule)
	for i := range v {
		m := w.Mark()
		w.comma(i)
		w.text(string(v[i]), item)
		w.UnderItem(m, i)
	}
	w.endList(all, rule)
}

// WriteList writes an array, calling write for each element.
func WriteList[T any](w *Writer, v []T, rule *List, write func(w *Writer, v *T)) {
	if v == nil && rule.Optional {
		return
	}
	all := w.beginList(len(v), rule)
	for i := range v {
		m := w.Mark()
		w.comma(i)
		write(w, &v[i])
		w.UnderItem(m, i)
	}
	w.endList(all, rule)
}

func (w *Writer) beginList(n int, rule *List) Mark {
	rule.check(&w.Found, n)
	w.Buf = append(append(w.Buf, rule.Key...), '[')
	w.depth++
	return w.Mark()
}

func (w *Writer) comma(i int) {
	if i > 0 {
		w.Buf = append(w.Buf, ',')
	}
}

func (w *Writer) endList(m Mark, rule *List) {
	w.depth--
	w.UnderKey(m, rule.Key)
	w.Buf = append(w.Buf, ']')
}

// WriteMap writes an object, calling write for each value. It omits an absent object
// (optional and nil).
func WriteMap[V any](w *Writer, v Map[V], rule *Value, write func(w *Writer, v *V)) {
	if v == nil && rule.Optional {
		return
	}
	w.Key(rule.Key)
	all := w.Mark()
	start := w.Begin()
	for i := range v {
		name := v[i].Name
		if !utf8.ValidString(name) {
			w.fault(name, RuleUTF8, "", "has a name that is not valid UTF-8")
		}
		w.Buf = append(appendText(append(w.Buf, ','), name), ':')
		m := w.Mark()
		write(w, &v[i].Value)
		w.Under(m, name)
	}
	checkNames(&w.Found, v)
	w.End(start)
	w.UnderKey(all, rule.Key)
}

func checkNames[V any](f *Found, v Map[V]) {
	if len(v) <= fewNames {
		for i := range v {
			for j := range i {
				if v[i].Name == v[j].Name {
					f.repeated(v[i].Name)
				}
			}
		}
		return
	}
	seen := make(map[string]struct{}, len(v))
	for i := range v {
		if _, ok := seen[v[i].Name]; ok {
			f.repeated(v[i].Name)
		}
		seen[v[i].Name] = struct{}{}
	}
}

// Finish checks the size of the document that began at start.
func (w *Writer) Finish(start int) {
	if size := len(w.Buf) - start; size > MaxSize {
		w.tooLarge(size, MaxSize)
	}
}

var writers = sync.Pool{New: func() any { return new(Writer) }}

// NewWriter returns a writer that appends to dst. Call Release when done.
func NewWriter(dst []byte) *Writer {
	w := writers.Get().(*Writer)
	w.Buf = dst
	return w
}

// Release releases the writer. The buffer still belongs to the caller.
func (w *Writer) Release() {
	w.Buf, w.depth = nil, 0
	if !w.OK() {
		w.Found = Found{}
	}
	writers.Put(w)
}
