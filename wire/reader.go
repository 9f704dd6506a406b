package wire

import (
	"fmt"
	"math"
	"strconv"
	"sync"
)

// Fault is the position returned by a read that cannot go on, since the
// document is unsound.
const Fault = math.MinInt

// A Reader reads one document.
type Reader struct {
	Found
	s        string
	alias    bool // the event's strings are parts of the document
	lenient  bool // what breaks rules is wanted
	depth    int
	maxDepth int
	names    []uint32 // of the objects being read, to find repeated ones
	spelt    []string // those of them that have escapes
	spare    []uint32 // a table for the names of the next object that has many
	list     []string // the array of strings being read
	spans    []span   // for pass
	loose    bool     // of the value that was skipped last: see pass

	scratch []byte // a string with escapes, while it is read
	kept    []byte // copies for the event
	before  int    // bytes in buffers before kept, which had no more room
	share   int    // of a document's bytes, those that are kept; see learn
}

var readers = sync.Pool{New: func() any { return new(Reader) }}

// NewReader returns a reader of data, and the position of the document's value.
// It is to be given back by Release; until then data must not change.
func NewReader(data []byte) (*Reader, int) {
	r := readers.Get().(*Reader)
	return r, r.Open(data, Settings{})
}

// Release gives a reader of NewReader back. What was read stays valid.
func (r *Reader) Release() {
	r.Close()
	readers.Put(r)
}

// Settings say how a [Reader] reads. The zero value is for the usual way.
type Settings struct {
	Alias    bool // strings that are read are parts of the document where they can be, not copies
	Lenient  bool // what is read is wanted even if it breaks rules
	MaxSize  int  // of a document, in bytes; 0 for the usual [MaxSize]
	MaxDepth int  // of objects and arrays; 0 for the usual [MaxDepth]
}

// Open begins to read data, which must not change until Close, nor as long as
// what was read is used if the settings say Alias. It returns the position of
// the document's value. A Reader's zero value is ready for it.
func (r *Reader) Open(data []byte, set Settings) int {
	limit := MaxSize
	if set.MaxSize != 0 {
		limit = set.MaxSize
	}
	if len(data) > limit {
		r.tooLarge(len(data), limit)
		return Fault
	}
	r.alias, r.lenient, r.maxDepth = set.Alias, set.Lenient, MaxDepth
	if set.MaxDepth != 0 {
		r.maxDepth = set.MaxDepth
	}
	r.s = view(data)
	return space(r.s, 0)
}

// Close ends the reading, so that Open may begin another. What was read stays
// valid.
func (r *Reader) Close() {
	r.learn()
	r.s, r.kept, r.before, r.depth = "", nil, 0, 0
	if !r.OK() {
		r.Found = Found{broken: forgotten(r.broken), faults: forgotten(r.faults)}
	}
	r.names, r.spelt, r.list = r.names[:0], emptied(r.spelt), emptied(r.list)
	if cap(r.spans) > 256 {
		r.spans = nil
	}
	if cap(r.scratch) > 4096 {
		r.scratch = nil
	}
}

// emptied returns s without elements, to be filled again, unless one document
// made it so large that it is better let go.
func emptied(s []string) []string {
	if cap(s) > 256 {
		return nil
	}
	clear(s)
	return s[:0]
}

// Text returns the document.
func (r *Reader) Text() string { return r.s }

// End checks that nothing but white space follows the document's value.
func (r *Reader) End(i int) {
	if i == Fault {
		return
	}
	if i = space(r.s, i); i < len(r.s) {
		r.syntax(i, "nothing more, the document ends here")
	}
}

// Next goes on after a field's value that ends at i: to the next field's name,
// or to the end of the object. The end is told by a negative position, which
// [After] turns into the position behind the closing brace.
func (r *Reader) Next(i int) int {
	if i == Fault {
		return Fault
	}
	s := r.s
	i = space(s, i)
	if i < len(s) && s[i] == '}' {
		r.depth--
		return ^(i + 1)
	}
	if i >= len(s) || s[i] != ',' {
		return r.syntax(i, "a comma or a closing brace")
	}
	if i = space(s, i+1); i >= len(s) || s[i] != '"' {
		return r.syntax(i, "a field's name in quotes")
	}
	return i
}

// After returns the position behind an object that ended with i, [Fault] if
// it did not end.
func After(i int) int {
	if i == Fault {
		return Fault
	}
	return ^i
}

// Enter steps into the object whose brace is at i. It returns the position of the first
// field's name, or the end as Next does.
func (r *Reader) Enter(i int) int {
	if r.depth++; r.depth > r.maxDepth {
		return r.tooDeep()
	}
	s := r.s
	i = space(s, i+1)
	if i < len(s) && s[i] == '"' {
		return i
	}
	if i < len(s) && s[i] == '}' {
		r.depth--
		return ^(i + 1)
	}
	return r.syntax(i, "a field's name in quotes or a closing brace")
}

// Name reads the field's name at i. It returns the position of its value.
func (r *Reader) Name(i int) (name string, value int) {
	name, i = r.text(i, "")
	if i == Fault {
		return "", Fault
	}
	s := r.s
	if i = space(s, i); i >= len(s) || s[i] != ':' {
		return "", r.syntax(i, "a colon")
	}
	return name, space(s, i+1)
}

// Object finds the object that a field's value at i should be. If it is
// another value, ok is false, and end is the position after it.
func (r *Reader) Object(i int, rule *Value) (at, end int, ok bool) {
	if s := r.s; i < len(s) && s[i] == '{' {
		return i, 0, true
	}
	if at = space(r.s, i); at < len(r.s) && r.s[at] == '{' {
		return at, 0, true
	}
	return 0, r.mismatch(at, rule.Key, "object", rule.Optional), false
}

// mismatch deals with a value that has not the kind a rule wants: null stands
// for an absent optional field, all else is a violation. It passes over it.
func (r *Reader) mismatch(i int, key Key, want string, optional bool) int {
	have := r.kind(i)
	if have == "number" { // a document may have one every two bytes
		if end := numberEnd(r.s, i); end >= 0 {
			r.mistyped(key.Name(), want, have)
			return end
		}
	}
	m := r.Mark()
	end := r.inspect(i) // most are short, and not worth a quick look first
	r.UnderKey(m, key)
	if have == "null" && optional {
		return end
	}
	if end != Fault && have != "" {
		r.mistyped(key.Name(), want, have)
	}
	return end
}

// kind names what sort of value begins at i, "" if none does.
func (r *Reader) kind(i int) string {
	if i >= len(r.s) {
		return ""
	}
	return kinds[r.s[i]]
}

// kinds are the sorts of values by their first byte.
var kinds = [256]string{
	'"': "string", '{': "object", '[': "array", 't': "boolean", 'f': "boolean", 'n': "null", '-': "number",
	'0': "number", '1': "number", '2': "number", '3': "number", '4': "number",
	'5': "number", '6': "number", '7': "number", '8': "number", '9': "number",
}

// Repeated records that a name stands in its object for the second time.
func (r *Reader) Repeated(name string) { r.repeated(name) }

func (f *Found) repeated(name string) {
	m := f.Mark()
	f.fault("", RuleDuplicateKey, "", "is there more than once")
	f.Under(m, name) // the empty name is a name here
}

func (r *Reader) syntax(i int, want string) int {
	if i >= len(r.s) {
		r.fault("", RuleSyntax, "", fmt.Sprintf("is cut off at byte %d: expected %s", len(r.s), want))
	} else {
		r.fault("", RuleSyntax, "", fmt.Sprintf("is malformed at byte %d: expected %s", i, want))
	}
	return Fault
}

func (r *Reader) tooDeep() int {
	r.fault("", RuleDepth, strconv.Itoa(r.maxDepth), fmt.Sprintf("is nested more than %d deep", r.maxDepth))
	return Fault
}

func (f *Found) tooLarge(size, limit int) {
	f.fault("", RuleSize, strconv.Itoa(limit), fmt.Sprintf("must have at most %d bytes, has %d", limit, size))
}
