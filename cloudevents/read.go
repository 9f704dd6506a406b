package cloudevents

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"strings"
	"unicode/utf8"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/wire"
)

// message is a CloudEvent as read from a record.
type message struct {
	list    []attribute        // without null ones
	at      map[string]int     // index of a name in list, once list is long
	data    []byte             // JSON; nil if absent
	found   []events.Violation // of attributes that are not in list
	odd     []events.Violation // of attributes in list
	omitted int                // number of violations beyond those kept
}

// read splits a record into its parts. The error reports what cannot be an event, whatever
// its attributes are; the message then has only the attributes read before.
func read(rec Record, set wire.Settings) (*message, error) {
	m := &message{list: make([]attribute, 0, 16)}
	var err error
	switch ModeOf(rec.Headers) {
	case Binary:
		err = m.binary(rec, set)
	case Structured:
		err = m.structured(rec, set)
	default:
		return m, refused("", wire.RuleRequired, HeaderSpecVersion, "is not a CloudEvent: its record has neither a header ce_specversion nor a content type of CloudEvents")
	}
	if err != nil {
		return m, err
	}
	if a := m.get(specVersion); a.literal != "" || a.value != version1 {
		return m, refused("", wire.RuleConst, version1, "is of another version of CloudEvents: specversion must be 1.0")
	}
	m.check()
	return m, nil
}

func (m *message) binary(rec Record, set wire.Settings) error {
	for _, h := range rec.Headers {
		name, ok := strings.CutPrefix(h.Key, HeaderPrefix)
		if h.Key == HeaderContentType {
			name, ok = contentTypeName, true
		}
		if ok && h.Value != nil {
			m.add(attribute{name: name, value: string(h.Value)})
		}
	}
	if !holdsJSON(m.get(contentTypeName).value) {
		return notJSON()
	}
	m.data = rec.Value
	if rec.Value == nil {
		return nil
	}
	return valueOf(rec.Value, set)
}

func (m *message) structured(rec Record, set wire.Settings) error {
	for _, h := range rec.Headers {
		if h.Key != HeaderContentType {
			continue
		}
		switch kind := mediaType(string(h.Value)); {
		case strings.HasPrefix(kind, family+"-batch"):
			return refused("", wire.RuleType, "one CloudEvent", "is a batch of CloudEvents, which a record cannot hold: each needs a record of its own")
		case kind != MediaType:
			return refused("", wire.RuleType, MediaType, "is a CloudEvent in a format that cannot be read: the content type must be "+MediaType)
		}
	}
	if first := bytes.TrimLeft(rec.Value, " \t\r\n"); len(first) > 0 && first[0] == '[' {
		return refused("", wire.RuleType, "object", "must be a CloudEvent, which is an object: it is an array, perhaps a batch")
	}
	// A CloudEvent has more names than its event, and unknownfields may use three bytes for
	// one.
	set.MaxSize = 4 * max(set.MaxSize, wire.MaxSize)
	members, err := membersOf(rec.Value, set)
	if err != nil {
		return err
	}
	var data, binary member
	for _, f := range members {
		switch f.name {
		case "data":
			data = f
		case "data_base64":
			binary = f
		default:
			if a, ok := f.attribute(); ok {
				m.add(a)
			}
		}
	}
	m.compare(rec.Headers)
	return m.dataOf(data.raw, binary.raw, set)
}

// dataOf reads the data of a structured CloudEvent.
func (m *message) dataOf(data, binary string, set wire.Settings) error {
	if !holdsJSON(m.get(contentTypeName).value) {
		return notJSON()
	}
	if binary == "" || binary == string(wire.Null) {
		if data != "" {
			m.data = []byte(data)
		}
		return nil
	}
	if data != "" {
		return refused("", wire.RuleType, "data", "has both data and data_base64, of which a CloudEvent has one")
	}
	var text string
	if json.Unmarshal([]byte(binary), &text) != nil {
		return refused("/data_base64", wire.RuleType, "string", "must be a string")
	}
	var err error
	if m.data, err = base64.StdEncoding.DecodeString(text); err != nil {
		return refused("/data_base64", wire.RulePattern, "base64", "must be Base64")
	}
	return valueOf(m.data, set)
}

// add appends an attribute. Only the first with each name is kept; repeating it with the
// same value is allowed, since some producers write a data content type both as
// content-type and as ce_datacontenttype.
func (m *message) add(a attribute) {
	switch i := m.find(a.name); {
	case i >= 0 && m.list[i] == a:
	case i >= 0:
		m.violate(a.name, wire.RuleDuplicateKey, "", "is there more than once, with different values")
	case !utf8.ValidString(a.value):
		m.violate(a.name, wire.RuleUTF8, "", "is not valid UTF-8")
	default:
		m.list = append(m.list, a)
		m.index()
	}
}

// few is the number of attributes up to which a linear search is as fast as a map.
const few = 32

// index records the position of the last attribute, if there are many.
func (m *message) index() {
	switch n := len(m.list); {
	case n < few:
		return
	case m.at == nil:
		m.at = make(map[string]int)
		for i := range m.list {
			m.at[m.list[i].name] = i
		}
	default:
		m.at[m.list[n-1].name] = n - 1
	}
}

// find returns the index in list of the attribute with a name, -1 if there is none.
func (m *message) find(name string) int {
	if i, ok := m.at[name]; ok {
		return i
	}
	if m.at == nil {
		for i := range m.list {
			if m.list[i].name == name {
				return i
			}
		}
	}
	return -1
}

// get returns the attribute with a name, the zero attribute if there is none.
func (m *message) get(name string) attribute {
	if i := m.find(name); i >= 0 {
		return m.list[i]
	}
	return attribute{}
}

// compare finds headers that contradict a structured CloudEvent.
func (m *message) compare(headers []Header) {
	for _, h := range headers {
		name, ok := strings.CutPrefix(h.Key, HeaderPrefix)
		if a := m.get(name); ok && a.name != "" && len(h.Value) > 0 && a.value != string(h.Value) {
			m.violate(name, wire.RuleConst, "", "is contradicted by the record's header "+wire.Printable(h.Key))
		}
	}
}

func notJSON() error {
	return refused("/payload", wire.RuleType, "object", "must be JSON, and the CloudEvent's datacontenttype is not")
}

func refused(pointer, rule, limit, message string) error {
	return &events.InvalidError{Violations: []events.Violation{{Pointer: pointer, Rule: rule, Limit: limit, Message: message}}}
}
