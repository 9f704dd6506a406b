package gen

import (
	"strconv"
	"strings"

	"github.com/mediamesh/events/internal/contract"
)

// migration lists what happens to the fields of the previous major.
func (p *page) migration(e *contract.Event) {
	m := e.Migration
	if m == nil {
		return
	}
	back := ", and back"
	if m.NoWayBack != "" {
		back = ""
	}
	p.line("From version %s%s:\n", link(m.From.Version, eventAnchor(m.From)), back)
	for _, s := range m.Steps {
		line := "- " + stepText(s)
		if s.Loses != "" {
			line += "; loses " + text(s.Loses)
		}
		p.line("%s", line)
	}
	if m.NoWayBack != "" {
		p.line("- There is no migration back: %s", text(m.NoWayBack))
	}
	if m.NotAllBack != "" {
		p.line("- Some events cannot be migrated back: %s", text(m.NotAllBack))
	}
	p.line("")
}

// stepText describes what a step does on an upgrade; a downgrade does the opposite.
func stepText(s *contract.Step) string {
	line := string(s.Op) + " " + code(s.From)
	if s.From != s.To {
		line += " to " + code(s.To)
	}
	switch s.Op {
	case contract.StepConvert:
		line += ", times " + strconv.FormatFloat(s.Factor, 'g', -1, 64)
	case contract.StepDefault:
		line += " to " + code(string(s.Value)) + ", if it is absent"
	case contract.StepDrop:
		if s.Value != nil {
			line += "; back, it becomes " + code(string(s.Value))
		}
	case contract.StepMap:
		line += ": " + pairsText(s.Values)
		if len(s.Back) > 0 {
			line += "; back: " + pairsText(s.Back)
		}
	}
	return line
}

func pairsText(pairs [][2]string) string {
	var all []string
	for _, p := range pairs {
		all = append(all, code(p[0])+" becomes "+code(p[1]))
	}
	return strings.Join(all, ", ")
}

// deprecation says what to use instead, with a link where that is an event.
func (p *page) deprecation(e *contract.Event) {
	d := e.Deprecated
	if d == nil {
		return
	}
	p.line("> **Deprecated** %s\n", text(d.Text()))
	if other := p.instead(e); other != nil {
		p.line("Use %s.\n", eventLink(other))
	}
}

// instead is the newest major of the event that is to be used in place of one.
func (p *page) instead(e *contract.Event) (newest *contract.Event) {
	for _, other := range p.contract.Events() {
		if other.Type == e.Deprecated.Use && other != e && (newest == nil || other.Major > newest.Major) {
			newest = other
		}
	}
	return newest
}
