package gen

import (
	"strings"

	"github.com/mediamesh/events/internal/contract"
)

func (p *page) types(c *contract.Contract) {
	p.heading(2, "types", "Types")
	if len(c.Types) == 0 {
		p.line("The events of this contract share no types.\n")
	}
	users := typeUsers(c)
	for _, t := range c.Types {
		p.heading(3, typeAnchor(t), t.Name)
		p.paragraph(t.Schema.Description)
		p.typeBody(t.Schema)
		if len(users[t]) > 0 {
			p.line("Used by %s.\n", strings.Join(users[t], ", "))
		}
	}
}

func (p *page) typeBody(s *contract.Schema) {
	if s.Personal {
		p.line("Personal data.\n")
	}
	if s.Kind == contract.KindObject {
		p.fields(s)
		return
	}
	p.line("- Type: %s", typeText(s))
	if l := limits(s); l != "" {
		p.line("- Limits: %s", l)
	}
	p.line("")
}

// typeUsers lists, as links, the events and types that name a type themselves.
func typeUsers(c *contract.Contract) map[*contract.Type][]string {
	users := map[*contract.Type][]string{}
	for _, e := range c.Events() {
		for _, t := range namedIn(nil, e.Payload, true) {
			users[t] = append(users[t], eventLink(e))
		}
	}
	for _, user := range c.Types {
		for _, t := range namedIn(nil, user.Schema, user.Schema.Type == nil) {
			users[t] = append(users[t], link(user.Name, typeAnchor(user)))
		}
	}
	return users
}

// namedIn lists the types that a schema names, each once. Inside is false where
// what stands in the schema is another type's.
func namedIn(list []*contract.Type, s *contract.Schema, inside bool) []*contract.Type {
	if !inside && s.Type != nil {
		for _, t := range list {
			if t == s.Type {
				return list
			}
		}
		return append(list, s.Type)
	}
	for _, f := range s.Fields {
		list = namedIn(list, f.Schema, false)
	}
	if s.Items != nil {
		list = namedIn(list, s.Items, false)
	}
	if s.Values != nil {
		list = namedIn(list, s.Values, false)
	}
	return list
}

// envelope is what all events have around their payload, and their records'
// headers.
func (p *page) envelope() {
	p.heading(2, envelopeAnchor, "The envelope")
	p.line("An event is `{\"metadata\": {…}, \"payload\": {…}}`. The payload depends on the event type. The metadata is the same for all events:\n")
	p.fields(contract.Envelope())
	p.line("Optional fields may be absent or `null`, and undeclared fields are allowed. The same holds for every payload.\n")
	p.line("The record's headers repeat some of it, for readers that do not decode the value:\n")
	p.table("header", "value")
	for _, h := range recordHeaders {
		p.row(code(h.name), text(h.description))
	}
}
