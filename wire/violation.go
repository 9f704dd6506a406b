package wire

import (
	"strconv"
	"strings"
)

// A Violation describes one value that violates one rule. It never contains the value,
// which may be personal.
type Violation struct {
	// Pointer is the JSON Pointer (RFC 6901) of the value, or of the missing field:
	// "/payload/title". It is empty for the whole document. Names chosen by the sender are
	// truncated to 128 bytes.
	Pointer string `json:"pointer"`
	// Rule is the JSON Schema keyword that the value violates, such as "required" or
	// "maxLength", or the name of a fault.
	Rule string `json:"rule"`
	// Limit is the value of the rule: "200", "DRAFT, PUBLISHED, ARCHIVED", "date-time".
	Limit string `json:"limit,omitempty"`
	// Message says what must change. Together with the pointer, it forms a sentence:
	// "must have at most 200 characters, has 213".
	Message string `json:"message"`
}

func (v Violation) String() string {
	if v.Pointer == "" {
		return "the document " + v.Message
	}
	return v.Pointer + " " + v.Message
}

// Rules that a violation may name: the JSON Schema keywords.
const (
	RuleType             = "type"
	RuleRequired         = "required"
	RuleConst            = "const"
	RuleEnum             = "enum"
	RuleMinLength        = "minLength"
	RuleMaxLength        = "maxLength"
	RulePattern          = "pattern"
	RuleMinimum          = "minimum"
	RuleMaximum          = "maximum"
	RuleExclusiveMinimum = "exclusiveMinimum"
	RuleExclusiveMaximum = "exclusiveMaximum"
	RuleMinItems         = "minItems"
	RuleMaxItems         = "maxItems"
)

// Rules that a violation may name: the faults of a document.
const (
	RuleSyntax       = "syntax"
	RuleUTF8         = "utf8"
	RuleDuplicateKey = "duplicateKey"
	RuleDepth        = "depth"
	RuleSize         = "size"
)

// MaxViolations is the maximum number of violations, or faults, that are kept for one
// document; the others are only counted. Without this limit, a hostile document could use
// hundreds of times its own size in memory.
const MaxViolations = 256

// Found collects the violations found while reading or writing one document.
type Found struct {
	broken  []placed // of the schema
	faults  []placed // of the document
	omitted int
	scopes  []scope // a spare buffer
}

// placed is a violation whose Pointer is still relative to its innermost scope: a field's
// name or empty.
type placed struct {
	Violation
	nearest, farthest *scope
}

// A scope is a field or an element that contains violations, which share it, so that each
// pointer is built once, at any depth.
type scope struct {
	name string // the token, "payload"; of an element the empty string,
	item int    // and its index; -1 for a field
	in   *scope
}

func (p *placed) under(s *scope) {
	if p.farthest == nil {
		p.nearest = s
	} else {
		p.farthest.in = s
	}
	p.farthest = s
}

// pointerLen returns the maximum length of the violation's whole pointer.
func (p *placed) pointerLen() int {
	n := tokenLen(p.Pointer)
	for s := p.nearest; s != nil; s = s.in {
		n += s.tokenLen()
	}
	return n
}

func (p *placed) writePointer(b *strings.Builder) {
	p.nearest.write(b)
	if p.Pointer != "" {
		writeToken(b, p.Pointer)
	}
}

func (s *scope) tokenLen() int {
	if s.item < 0 {
		return tokenLen(s.name)
	}
	n := len("/0")
	for i := s.item; i >= 10; i /= 10 {
		n++
	}
	return n
}

// write writes the tokens of s, the outermost first. There are at most levels of them.
func (s *scope) write(b *strings.Builder) {
	if s == nil {
		return
	}
	s.in.write(b)
	if s.item < 0 {
		writeToken(b, s.name)
		return
	}
	var digits [20]byte
	b.WriteByte('/')
	b.Write(strconv.AppendInt(digits[:0], int64(s.item), 10))
}

// A Mark is a position in the list of findings; see [Found.Under].
type Mark struct{ broken, faults int }

// Mark returns the current position.
func (f *Found) Mark() Mark { return Mark{len(f.broken), len(f.faults)} }

// since reports whether there are findings after m.
func (f *Found) since(m Mark) bool { return len(f.broken)+len(f.faults) != m.broken+m.faults }

// Under moves all findings after m below the named field. Pointers are built this way,
// from the inside out, so that valid documents incur no cost for them.
func (f *Found) Under(m Mark, name string) {
	if f.since(m) {
		f.underName(m, name)
	}
}

// UnderKey is like Under for a field given by its key; the empty key is not a field.
func (f *Found) UnderKey(m Mark, key Key) {
	if f.since(m) && key != "" {
		f.underName(m, key.Name())
	}
}

// UnderItem is like Under for an array's element.
func (f *Found) UnderItem(m Mark, index int) {
	if f.since(m) {
		f.underItem(m, index)
	}
}

// Separate functions, so that Under and the like are inlined.
//
//go:noinline
func (f *Found) underName(m Mark, name string) { f.under(m, scope{name: name, item: -1}) }

//go:noinline
func (f *Found) underItem(m Mark, index int) { f.under(m, scope{item: index}) }

//go:noinline
func (f *Found) under(m Mark, new scope) {
	if n := len(f.scopes); n == cap(f.scopes) {
		// One allocation for several scopes. Those in use are not moved.
		f.scopes = make([]scope, 0, min(max(4, 2*n), 64))
	}
	f.scopes = append(f.scopes, new)
	s := &f.scopes[len(f.scopes)-1]
	for i := m.broken; i < len(f.broken); i++ {
		f.broken[i].under(s)
	}
	for i := m.faults; i < len(f.faults); i++ {
		f.faults[i].under(s)
	}
}

// OK reports whether nothing was found.
func (f *Found) OK() bool { return len(f.broken) == 0 && len(f.faults) == 0 }

// Faulty reports whether the document itself is malformed.
func (f *Found) Faulty() bool { return len(f.faults) > 0 }

// Violations returns the findings in the order of the document, and the number of
// violations beyond those kept ([MaxViolations]). If the document has faults, it returns
// only faults.
func (f *Found) Violations() (list []Violation, omitted int) {
	found, omitted := f.broken, f.omitted
	if len(f.faults) > 0 {
		found, omitted = f.faults, 0
	}
	return located(found), omitted
}

// located returns violations with their whole pointers, which share one buffer.
func located(found []placed) []Violation {
	if len(found) == 0 {
		return nil
	}
	size := 0
	for i := range found {
		size += found[i].pointerLen()
	}
	var pointers strings.Builder
	pointers.Grow(size)
	list := make([]Violation, len(found))
	for i := range found {
		start := pointers.Len()
		found[i].writePointer(&pointers)
		list[i] = found[i].Violation
		list[i].Pointer = pointers.String()[start:]
	}
	return list
}

// violate records a broken rule. Callers build the message only if there is room: see full.
func (f *Found) violate(name, rule, limit, message string) {
	f.broken = append(grown(f.broken), placed{Violation: Violation{Pointer: name, Rule: rule, Limit: limit, Message: message}})
}

// forgotten returns list without elements for reuse by the next document, or nil if it is
// too large to keep.
func forgotten(list []placed) []placed {
	if cap(list) > 128 {
		return nil
	}
	clear(list)
	return list[:0]
}

// grown returns list with room for one more. It doubles up to MaxViolations, where append
// would grow in many small steps and copy the list each time.
func grown(list []placed) []placed {
	if n := len(list); n == cap(list) && n > 0 {
		list = append(make([]placed, 0, max(n+1, min(2*n, MaxViolations))), list...)
	}
	return list
}

// full reports whether no more violations can be kept; if so, it counts one.
func (f *Found) full() bool {
	if len(f.broken) < MaxViolations {
		return false
	}
	f.omitted++
	return true
}

// faultsFull reports whether no more faults can be kept, so that no message is built.
func (f *Found) faultsFull() bool { return len(f.faults) >= MaxViolations }

func (f *Found) fault(name, rule, limit, message string) {
	if !f.faultsFull() {
		f.faults = append(grown(f.faults), placed{Violation: Violation{Pointer: name, Rule: rule, Limit: limit, Message: message}})
	}
}

// Require records each required field that is not in seen. Both seen and required are bit
// sets: bit n represents names[n].
func (f *Found) Require(seen, required uint64, names []string) {
	for n, name := range names {
		if bit := uint64(1) << n; required&bit != 0 && seen&bit == 0 && !f.full() {
			f.violate(name, RuleRequired, "", "is required")
		}
	}
}

// Mistaken records that a field's value has a Go type that cannot be encoded.
func (f *Found) Mistaken(name, message string) {
	if !f.full() {
		f.violate(name, RuleType, "", message)
	}
}

// Missing records that a required field is missing.
func (f *Found) Missing(name string) {
	if !f.full() {
		f.violate(name, RuleRequired, "", "is required")
	}
}

// Const records that a field does not have its constant value.
func (f *Found) Const(name, want string) {
	if !f.full() {
		f.violate(name, RuleConst, want, "must be "+strconv.Quote(want))
	}
}

// Major records that a version has a different major version than the reader's, such as
// "1".
func (f *Found) Major(name, major string) {
	if !f.full() {
		f.violate(name, RulePattern, major+".x.y", "must be of major version "+major+", such as "+major+".0.0")
	}
}

func (f *Found) mistyped(name, want, have string) {
	if !f.full() {
		f.violate(name, RuleType, want, mistypings[[2]string{want, have}])
	}
}

// mistypings are the messages for a value of the wrong type, built once: a document may
// have many of them.
var mistypings = func() map[[2]string]string {
	kinds := []string{"string", "object", "array", "boolean", "null", "number", "integer", withFraction}
	all := map[[2]string]string{}
	for _, want := range kinds {
		for _, have := range kinds {
			all[[2]string{want, have}] = "must be " + article(want) + ", not " + article(have)
		}
	}
	return all
}()

const withFraction = "number with a fraction"

func article(kind string) string {
	switch kind {
	case "null":
		return kind
	case "array", "integer", "object":
		return "an " + kind
	}
	return "a " + kind
}

// mostOfName is the length to which names chosen by the sender are truncated in pointers: a
// name may be as long as the document and be part of every pointer.
const mostOfName = 128

// tokenLen returns the maximum length of a name's token.
func tokenLen(name string) int {
	n := len("/") + len(name)
	if len(name) > mostOfName {
		n, name = len("/…")+mostOfName, name[:mostOfName]
	}
	return n + strings.Count(name, "~") + strings.Count(name, "/")
}

// writeToken writes a name, escaped as RFC 6901 requires.
func writeToken(b *strings.Builder, name string) {
	b.WriteByte('/')
	if len(name) <= mostOfName {
		_, _ = pointerEscapes.WriteString(b, name)
		return
	}
	_, _ = pointerEscapes.WriteString(b, strings.ToValidUTF8(name[:mostOfName], ""))
	b.WriteString("…")
}

var pointerEscapes = strings.NewReplacer("~", "~0", "/", "~1")
