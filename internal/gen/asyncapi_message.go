package gen

import (
	"fmt"
	"strings"

	"github.com/mediamesh/events/internal/contract"
)

func asyncMessages(c *contract.Contract) (object, error) {
	messages := object{}
	for _, e := range c.Events() {
		m, err := asyncMessage(e)
		if err != nil {
			return nil, fmt.Errorf("AsyncAPI of %s: %w", e.Type, err)
		}
		messages.set(asyncMessageID(e), m)
	}
	return messages, nil
}

func asyncMessage(e *contract.Event) (object, error) {
	published, err := Schema(e)
	if err != nil {
		return nil, err
	}
	schema, err := parseTree(published)
	if err != nil {
		return nil, err
	}
	examples, err := asyncExamples(e)
	if err != nil {
		return nil, err
	}
	m := object{{"name", e.Type}, {"title", asyncTitle(e)}}
	m.setText("summary", e.Summary)
	m.setText("description", asyncDescription(e))
	m.set("contentType", "application/json")
	m.set("headers", asyncMessageHeaders(e, schema))
	m.set("correlationId", reference("components", "correlationIds", correlationID))
	m.set("payload", object{{"schemaFormat", schemaFormat}, {"schema", schema}})
	m.set("bindings", object{{"kafka", asyncBinding(e, schema)}})
	if len(examples) > 0 {
		m.set("examples", examples)
	}
	m = append(m, asyncExtensions(e)...)
	return m, nil
}

func asyncDescription(e *contract.Event) string {
	var text []string
	if e.Deprecated != nil {
		text = append(text, "Deprecated "+e.Deprecated.Text())
	}
	if m := e.Migration; m != nil {
		text = append(text, "The contract has a migration from version "+m.From.Version+".")
	}
	return strings.Join(text, " ")
}

// asyncExtensions are what AsyncAPI has no word for.
func asyncExtensions(e *contract.Event) object {
	o := object{{"x-event-version", e.Version}}
	o.setText("x-owner", e.Owner)
	if d := e.Deprecated; d != nil {
		o.set("x-deprecated", asyncDeprecation(d))
	}
	fields := object{}
	for _, f := range contract.DeprecatedFields(e) {
		fields.set(f.Pointer, asyncDeprecation(f.Field.Deprecated))
	}
	if len(fields) > 0 {
		o.set("x-deprecated-fields", fields)
	}
	var personal []any
	for _, pointer := range e.PersonalPointers() {
		personal = append(personal, pointer)
	}
	if len(personal) > 0 {
		o.set("x-personal-data", personal)
	}
	return o
}

func asyncDeprecation(d *contract.Deprecation) object {
	o := object{{"since", d.Since}}
	o.setText("sunset", d.Sunset)
	o.setText("use", d.Use)
	o.setText("reason", d.Reason)
	return o
}

// asyncBinding says what the record's key is: the value of the first of the key
// fields that is there, as it stands.
func asyncBinding(e *contract.Event, schema object) object {
	var keys []any
	for _, f := range e.Key {
		field, _ := schema.at("properties", "payload", "properties", f.Name).(object)
		keys = append(keys, append(object{{"title", "/payload/" + f.Name}}, notNull(field)...))
	}
	if len(e.Key) == 0 || !e.Key[len(e.Key)-1].Required {
		keys = append(keys, object{{"title", "no key"}, {"type", "null"}})
	}
	if len(keys) == 1 {
		return object{{"key", keys[0]}, {"bindingVersion", kafkaBinding}}
	}
	return object{{"key", object{{"anyOf", keys}}}, {"bindingVersion", kafkaBinding}}
}

// notNull is what a field's schema says of a value that is there, which null is
// not.
func notNull(field object) object {
	var o object
	for _, m := range field {
		if list, ok := m.value.([]any); ok && (m.name == "type" || m.name == "enum") {
			var rest []any
			for _, v := range list {
				if v != nil && !(m.name == "type" && v == "null") {
					rest = append(rest, v)
				}
			}
			m.value = rest
			if m.name == "type" {
				m.value = rest[0]
			}
		}
		o = append(o, m)
	}
	return o
}

// asyncExamples are the contract's, with the headers that a publisher writes.
func asyncExamples(e *contract.Event) ([]any, error) {
	var list []any
	for _, x := range e.Examples {
		payload, err := parseTree(x.JSON)
		if err != nil {
			return nil, err
		}
		headers := object{}
		for _, h := range recordHeaders {
			if value := payload.at("metadata", h.field); h.field != "" && value != nil {
				headers.set(h.name, value)
			}
		}
		list = append(list, object{{"name", x.Name}, {"headers", headers}, {"payload", payload}})
	}
	return list, nil
}
