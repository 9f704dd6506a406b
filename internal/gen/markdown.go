package gen

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/mediamesh/events/internal/contract"
)

// Markdown is a contract as a page for people, as GitHub renders it.
func Markdown(c *contract.Contract) []byte {
	p := &page{contract: c}
	p.line("# %s\n", text(c.Title))
	p.paragraph(c.Description)
	p.contents(c)
	for _, d := range c.Domains {
		p.domain(d)
	}
	p.types(c)
	p.envelope()
	return append(bytes.TrimSpace(p.Bytes()), '\n')
}

// A page is Markdown that is being written.
type page struct {
	bytes.Buffer
	contract *contract.Contract
}

func (p *page) line(format string, args ...any) { fmt.Fprintf(p, format+"\n", args...) }

// paragraph writes a text, one paragraph or several, or nothing.
func (p *page) paragraph(s string) {
	for part := range strings.SplitSeq(s, "\n\n") {
		if part = text(part); part != "" {
			p.line("%s\n", part)
		}
	}
}

// heading has an anchor of its own: those that renderers make of headings drop
// dots, so that two events could share one.
func (p *page) heading(level int, anchor, title string) {
	p.line("%s <a id=\"%s\"></a>%s\n", strings.Repeat("#", level), anchor, title)
}

func (p *page) table(head ...string) {
	p.row(head...)
	p.line("|%s", strings.Repeat(" --- |", len(head)))
}

func (p *page) row(cells ...string) { p.line("| %s |", strings.Join(cells, " | ")) }

func domainAnchor(d *contract.Domain) string { return "domain-" + d.Name }
func eventAnchor(e *contract.Event) string   { return "event-" + asyncMessageID(e) }
func typeAnchor(t *contract.Type) string     { return "type-" + t.Name }

const envelopeAnchor = "envelope"

func link(label, anchor string) string { return "[" + label + "](#" + anchor + ")" }

func eventLink(e *contract.Event) string { return link(text(asyncTitle(e)), eventAnchor(e)) }

// contents lists all events.
func (p *page) contents(c *contract.Contract) {
	p.table("event", "version", "owner", "topic", "summary")
	for _, e := range c.Events() {
		summary := text(e.Summary)
		if e.Deprecated != nil {
			summary = "**Deprecated.** " + summary
		}
		p.row(eventLink(e), e.Version, orDash(text(e.Owner)), link(asyncTopic(e.Domain), domainAnchor(e.Domain)), summary)
	}
	p.line("")
	p.line("The sections after the domains describe %s that events share, and %s, which is the same for all events.\n", link("types", "types"), link("the envelope", envelopeAnchor))
}

func (p *page) domain(d *contract.Domain) {
	p.heading(2, domainAnchor(d), "Domain "+code(d.Name))
	p.paragraph(d.Description)
	p.line("Topic: %s, by default.\n", code(asyncTopic(d)))
	for _, e := range d.Events {
		p.event(e)
	}
}

func (p *page) event(e *contract.Event) {
	p.heading(3, eventAnchor(e), text(asyncTitle(e)))
	p.paragraph(e.Summary)
	p.deprecation(e)
	p.line("- Version: %s", e.Version)
	p.line("- Owner: %s", orDash(text(e.Owner)))
	p.line("- Key: %s", keyText(e))
	p.line("- Topic: %s", link(code(asyncTopic(e.Domain)), domainAnchor(e.Domain)))
	if others := otherMajors(e); others != "" {
		p.line("- Other versions: %s", others)
	}
	p.line("")
	p.migration(e)
	p.fields(e.Payload)
	p.example(e)
}

// keyText is "`sessionId`, else `userId`, else none".
func keyText(e *contract.Event) string {
	var names []string
	for _, f := range e.Key {
		names = append(names, code(f.Name))
	}
	if len(e.Key) == 0 || !e.Key[len(e.Key)-1].Required {
		names = append(names, "none")
	}
	return strings.Join(names, ", else ")
}

func otherMajors(e *contract.Event) string {
	var links []string
	for _, other := range e.Domain.Events {
		if other.Type == e.Type && other != e {
			links = append(links, link(other.Version, eventAnchor(other)))
		}
	}
	return strings.Join(links, ", ")
}

func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}
