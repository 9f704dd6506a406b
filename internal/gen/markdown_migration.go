package gen

import "github.com/mediamesh/events/internal/contract"

// migration lists what becomes of the fields of the major before.
func (p *page) migration(e *contract.Event) {
	m := e.Migration
	if m == nil {
		return
	}
	p.line("From version %s, and back:\n", link(m.From.Version, eventAnchor(m.From)))
	for _, s := range m.Steps {
		line := "- " + stepText(s)
		if s.Loses != "" {
			line += "; loses " + text(s.Loses)
		}
		p.line("%s", line)
	}
	if m.NoWayBack != "" {
		p.line("- There is no way back: %s", text(m.NoWayBack))
	}
	if m.NotAllBack != "" {
		p.line("- Not all events have a way back: %s", text(m.NotAllBack))
	}
	p.line("")
}

// stepText names a step and its fields, as the contract does.
func stepText(s *contract.Step) string {
	line := string(s.Op) + " " + code(s.From)
	if s.From != s.To {
		line += " to " + code(s.To)
	}
	return line
}
