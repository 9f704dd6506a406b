package gen

import (
	"fmt"
	"strings"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/jsontree"
)

func asyncMessages(c *contract.Contract) (*jsontree.Value, error) {
	messages := object()
	for _, e := range c.Events() {
		m, err := asyncMessage(e)
		if err != nil {
			return nil, fmt.Errorf("AsyncAPI of %s: %w", e.Type, err)
		}
		messages.Add(asyncMessageID(e), m)
	}
	return messages, nil
}

func asyncMessage(e *contract.Event) (*jsontree.Value, error) {
	published, err := Schema(e)
	if err != nil {
		return nil, err
	}
	schema := jsontree.New(string(published))
	m := object().
		Add("name", e.Type).
		Add("title", asyncTitle(e)).
		AddText("summary", e.Summary).
		AddText("description", asyncDescription(e)).
		Add("contentType", "application/json").
		Add("headers", asyncMessageHeaders(e, schema)).
		Add("correlationId", reference("components", "correlationIds", correlationID)).
		Add("payload", object().Add("schemaFormat", schemaFormat).Add("schema", schema)).
		Add("bindings", object().Add("kafka", asyncBinding(e, schema)))
	if len(e.Examples) > 0 {
		m.Add("examples", asyncExamples(e))
	}
	addExtensions(m, e)
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

// addExtensions adds what AsyncAPI has no word for.
func addExtensions(m *jsontree.Value, e *contract.Event) {
	m.Add("x-event-version", e.Version).AddText("x-owner", e.Owner)
	if d := e.Deprecated; d != nil {
		m.Add("x-deprecated", asyncDeprecation(d))
	}
	fields, personal := object(), jsontree.Array()
	for _, f := range contract.DeprecatedFields(e) {
		fields.Add(f.Pointer, asyncDeprecation(f.Field.Deprecated))
	}
	if len(fields.Members()) > 0 {
		m.Add("x-deprecated-fields", fields)
	}
	for _, pointer := range e.PersonalPointers() {
		personal.Add("", pointer)
	}
	if len(personal.Members()) > 0 {
		m.Add("x-personal-data", personal)
	}
}

func asyncDeprecation(d *contract.Deprecation) *jsontree.Value {
	return object().Add("since", d.Since).AddText("sunset", d.Sunset).AddText("use", d.Use).AddText("reason", d.Reason)
}

// asyncBinding says what the record's key is: the value of the first of the key
// fields that is there, as it stands.
func asyncBinding(e *contract.Event, schema *jsontree.Value) *jsontree.Value {
	keys := jsontree.Array()
	for _, f := range e.Key {
		keys.Add("", addNotNull(object().Add("title", "/payload/"+f.Name), schema.At("properties", "payload", "properties", f.Name)))
	}
	if len(e.Key) == 0 || !e.Key[len(e.Key)-1].Required {
		keys.Add("", object().Add("title", "no key").Add("type", "null"))
	}
	key := object().Add("anyOf", keys)
	if all := keys.Members(); len(all) == 1 {
		key = all[0].Value
	}
	return object().Add("key", key).Add("bindingVersion", kafkaBinding)
}

// addNotNull adds what a field's schema says of a value that is there, which null
// is not.
func addNotNull(o, field *jsontree.Value) *jsontree.Value {
	for _, m := range field.Members() {
		value := m.Value
		if value.Kind() == '[' && (m.Name == "type" || m.Name == "enum") {
			rest := jsontree.Array()
			for _, item := range value.Members() {
				if item.Value.Kind() != 'n' && !(m.Name == "type" && item.Value.Text() == "null") {
					rest.Add("", item.Value)
				}
			}
			if value = rest; m.Name == "type" {
				value = rest.Members()[0].Value
			}
		}
		o.Add(m.Name, value)
	}
	return o
}

// asyncExamples are the contract's, with the headers that a publisher writes.
func asyncExamples(e *contract.Event) *jsontree.Value {
	list := jsontree.Array()
	for _, x := range e.Examples {
		payload := jsontree.New(string(x.JSON))
		headers := object()
		for _, h := range recordHeaders {
			if value := payload.At("metadata", h.field); h.field != "" && value != nil && value.Kind() != 'n' {
				headers.Add(h.name, value)
			}
		}
		list.Add("", object().Add("name", x.Name).Add("headers", headers).Add("payload", payload))
	}
	return list
}
