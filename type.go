package events

import (
	"cmp"
	"strconv"
	"strings"
	"sync"

	"github.com/mediamesh/events/internal/mask"
	"github.com/mediamesh/events/wire"
)

// Generated1 is referenced by generated code, so that it does not compile against a
// version of this package that is too old.
const Generated1 = true

// Generated2 is referenced by generated code of a contract that has deprecations.
const Generated2 = true

// Generated3 is referenced by generated code whose types implement the encoding/json
// interfaces and mask personal data when printed, and whose migrations are built with
// package migrate.
const Generated3 = true

// Type describes one event type at one major version. Generated code makes one for each
// payload type.
type Type[P any] struct {
	spec     Spec[P]
	identity identity
	major    string // of Version, "1"
	payload  Object[P]
	masks    func() *mask.Mask
	boxes    sync.Pool
}

// Spec describes a [Type]. Generated code fills it in.
type Spec[P any] struct {
	Name     string   // wire name, "content.created"
	Version  string   // of the contract, "1.0.0"
	Domain   string   // "content", which determines the topic
	Summary  string   // one sentence
	Owner    string   // team or service that owns the type
	Keys     []string // payload fields that can be the key; the first one that is set is used
	Personal []string // JSON Pointers of personal data, "/payload/email"; "*" matches any array element
	Schema   string   // JSON Schema, draft-07

	Deprecated       *Deprecation      // nil if it is not
	DeprecatedFields []DeprecatedField // in the contract's order

	// UsesDeprecated returns a bit set with one bit for each of DeprecatedFields that p
	// sets; the function is nil if none of them can be detected.
	UsesDeprecated func(p *P) uint64

	KeyOf  func(p *P) string
	Decode func(p *P, r *wire.Reader, i int, rule *wire.Value) int
	Encode func(w *wire.Writer, p P, rule *wire.Value)
}

// NewType returns the descriptor of a payload type. Generated code calls it.
func NewType[P any](spec Spec[P]) *Type[P] {
	major, _, _ := strings.Cut(spec.Version, ".")
	t := &Type[P]{spec: spec, identity: newIdentity(spec.Name, spec.Version), major: major}
	t.masks = sync.OnceValue(func() *mask.Mask { return cmp.Or(mask.New(spec.Schema, spec.Personal), unknownMask) })
	t.payload = payloadOf(&t.spec, t.masks)
	return t
}

// A box is what an event is decoded into. It must be on the heap, since the decoder is
// called through a pointer; pooling boxes saves an allocation for each event.
type box[P any] struct {
	reader wire.Reader
	event  contents[P]
}

// contents is an [Event] whose payload type need not implement [Payload].
type contents[P any] struct {
	Metadata Metadata
	Payload  P
	Unknown  wire.Unknown
}

func (t *Type[P]) box() *box[P] {
	if b, ok := t.boxes.Get().(*box[P]); ok {
		return b
	}
	return new(box[P])
}

// putBack clears the box, so that it does not retain an event, and returns it to the pool.
func (t *Type[P]) putBack(b *box[P]) {
	b.reader.Close()
	b.event = contents[P]{}
	t.boxes.Put(b)
}

// Descriptor is a [Type] whose payload type is not known at compile time. Only Type
// implements it.
type Descriptor interface {
	// Name returns the wire name, "content.created".
	Name() string
	// Version returns the contract's version of the type, "1.0.0".
	Version() string
	// Domain returns the name of the type's domain, "content".
	Domain() string
	// Summary describes in one sentence what the event means.
	Summary() string
	// Owner returns the team or service that owns the type.
	Owner() string
	// KeyFields returns the payload fields that can be the record's key; the first one
	// that is set is used.
	KeyFields() []string
	// Personal returns the JSON Pointers of personal data, "/payload/email", to be masked
	// in logs and listings. "*" matches any array element or field name.
	Personal() []string
	// Schema returns the type's JSON Schema, draft-07.
	Schema() string
	// Deprecation returns the type's deprecation, or false if the type is not deprecated.
	Deprecation() (Deprecation, bool)
	// DeprecatedFields returns the deprecated fields of the type.
	DeprecatedFields() []DeprecatedField

	id() *identity
	mask() *mask.Mask
	keyOf(payload any) (string, bool)
	deprecatedIn(payload any) []DeprecatedField
	nilPayload() any // type of the type's payloads
	decodeAny(data []byte, set wire.Settings) (Any, error)
	encodeAny(w *wire.Writer, payload any, m Metadata) bool
}

func (t *Type[P]) Name() string        { return t.spec.Name }
func (t *Type[P]) Version() string     { return t.spec.Version }
func (t *Type[P]) Domain() string      { return t.spec.Domain }
func (t *Type[P]) Summary() string     { return t.spec.Summary }
func (t *Type[P]) Owner() string       { return t.spec.Owner }
func (t *Type[P]) KeyFields() []string { return append([]string(nil), t.spec.Keys...) }
func (t *Type[P]) Personal() []string  { return append([]string(nil), t.spec.Personal...) }
func (t *Type[P]) Schema() string      { return t.spec.Schema }

func (t *Type[P]) id() *identity { return &t.identity }

// mask returns the mask that hides the personal data of events.
func (t *Type[P]) mask() *mask.Mask { return t.masks() }

// sameMajor reports whether a well-formed version has the type's major.
func (t *Type[P]) sameMajor(version string) bool {
	n := len(t.major)
	return len(version) > n && version[n] == '.' && version[:n] == t.major
}

func (t *Type[P]) key(p *P) (string, bool) {
	if t.spec.KeyOf == nil {
		return "", false
	}
	key := t.spec.KeyOf(p)
	return key, key != ""
}

// keyOfCopy is key for a payload by value. It does not force the payload onto the heap, as
// a call of KeyOf through a pointer would.
func (t *Type[P]) keyOfCopy(payload P) (string, bool) {
	b := t.box()
	b.event.Payload = payload
	key, ok := t.key(&b.event.Payload)
	b.event.Payload = *new(P)
	t.boxes.Put(b)
	return key, ok
}

func (t *Type[P]) keyOf(payload any) (string, bool) {
	p, ok := payload.(*P)
	if !ok || p == nil {
		return "", false
	}
	return t.key(p)
}

func (t *Type[P]) nilPayload() any { return (*P)(nil) }

func (t *Type[P]) decodeAny(data []byte, set wire.Settings) (Any, error) {
	b := t.box()
	defer t.putBack(b)
	e := Any{descriptor: t}
	p := new(P)
	e.Payload = p
	if i := b.reader.Open(data, set); i != wire.Fault {
		decodeEnvelope(t, &b.reader, i, &e.Metadata, p, &e.Unknown)
	}
	err := t.verdict(&b.reader, &e.Metadata)
	if err == nil || t.worthwhile(b, err) {
		return e, err
	}
	return Any{}, err
}

// worthwhile reports whether an event is to be returned despite an error.
func (t *Type[P]) worthwhile(b *box[P], err error) bool {
	_, invalid := err.(*InvalidError)
	return invalid && b.reader.Lenient() && !b.reader.Faulty()
}

// encodeAny writes the payload; it returns false if the payload has another type.
func (t *Type[P]) encodeAny(w *wire.Writer, payload any, m Metadata) bool {
	p, ok := payload.(*P)
	if !ok || p == nil {
		return false
	}
	t.checkIdentity(&w.Found, &m)
	t.spec.Encode(w, *p, &rulePayload)
	return true
}

// majorOf returns the number before the first dot, -1 if there is none.
func majorOf(version string) int {
	text, _, _ := strings.Cut(version, ".")
	n, err := strconv.Atoi(text)
	if err != nil {
		return -1
	}
	return n
}
