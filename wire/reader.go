package wire

import (
	"fmt"
	"math"
	"strconv"
	"sync"
)

// Fault is the position returned by a read that cannot continue because the document is
// malformed.
const Fault = math.MinInt

// A Reader reads one document.
type Reader struct {
	Found
	s        string
	alias    bool // the event's strings share the document's memory
	lenient  bool // values that break rules are returned
	depth    int
	maxDepth int
	names    []uint32 // names of the objects being read, to find repeated ones
	spelt    []string // those of them with escapes
	spare    []uint32 // a spare table for the next object with many names
	list     []string // the array of strings being read
	spans    []span   // for pass
	loose    bool     // whether the value skipped last is not in canonical form: see pass

	scratch []byte // a string with escapes while it is read
	kept    []byte // copies for the event
	before  int    // bytes in earlier buffers that were full
	share   int    // share of a document's bytes that is kept; see learn
}

var readers = sync.Pool{New: func() any { return new(Reader) }}

// NewReader returns a reader of data and the position of the document's value. Call Release
// when done; until then data must not change.
func NewReader(data []byte) (*Reader, int) {
	r := readers.Get().(*Reader)
	return r, r.Open(data, Settings{})
}

// Release releases a reader returned by NewReader. Values that were read stay valid.
func (r *Reader) Release() {
	r.Close()
	readers.Put(r)
}

// Settings configure a [Reader]. The zero value is the default.
type Settings struct {
	Alias    bool // strings share the document's memory where possible, instead of being copies
	Lenient  bool // return values even if they violate rules
	MaxSize  int  // maximum size of a document in bytes; 0 for [MaxSize]
	MaxDepth int  // maximum nesting of objects and arrays; 0 for [MaxDepth]
}

// Open begins to read data and returns the position of the document's value. data must not
// change until Close, or with Alias as long as the values that were read are used. The zero
// Reader is ready for Open.
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

// Close ends reading, so that Open can be called again. Values that were read stay valid.
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

// emptied returns s without elements, for reuse, or nil if one document made it too large
// to keep.
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

// Next continues after a field's value that ends at i: it returns the position of the next
// field's name. At the end of the object it returns a negative position, which [After]
// turns into the position after the closing brace.
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

// After returns the position after an object that ended with i, or [Fault] if it did not
// end.
func After(i int) int {
	if i == Fault {
		return Fault
	}
	return ^i
}

// Enter enters the object whose brace is at i. It returns the position of the first field's
// name, or a negative position like Next if the object is empty.
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

// Object finds the object that a field's value at i should be. If the value is something
// else, ok is false, and end is the position after it.
func (r *Reader) Object(i int, rule *Value) (at, end int, ok bool) {
	if s := r.s; i < len(s) && s[i] == '{' {
		return i, 0, true
	}
	if at = space(r.s, i); at < len(r.s) && r.s[at] == '{' {
		return at, 0, true
	}
	return 0, r.mismatch(at, rule.Key, "object", rule.Optional), false
}

// mismatch handles a value whose type does not match the rule: null stands for an absent
// optional field, anything else is a violation. It skips the value.
func (r *Reader) mismatch(i int, key Key, want string, optional bool) int {
	have := r.kind(i)
	if have == "number" { // a document may have one every two bytes
		if end := numberEnd(r.s, i); end >= 0 {
			r.mistyped(key.Name(), want, have)
			return end
		}
	}
	m := r.Mark()
	end := r.inspect(i) // most are short, and not worth trying the fast path
	r.UnderKey(m, key)
	if have == "null" && optional {
		return end
	}
	if end != Fault && have != "" {
		r.mistyped(key.Name(), want, have)
	}
	return end
}

// kind names the type of the value that begins at i, "" if there is none.
func (r *Reader) kind(i int) string {
	if i >= len(r.s) {
		return ""
	}
	return kinds[r.s[i]]
}

// kinds has the value types by their first byte.
var kinds = [256]string{
	'"': "string", '{': "object", '[': "array", 't': "boolean", 'f': "boolean", 'n': "null", '-': "number",
	'0': "number", '1': "number", '2': "number", '3': "number", '4': "number",
	'5': "number", '6': "number", '7': "number", '8': "number", '9': "number",
}

// Repeated records that a name occurs in its object for the second time.
func (r *Reader) Repeated(name string) { r.repeated(name) }

func (f *Found) repeated(name string) {
	m := f.Mark()
	f.fault("", RuleDuplicateKey, "", "is there more than once")
	f.Under(m, name) // here the empty string is a name
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
