package gen

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/mediamesh/events/internal/contract"
)

func (p *page) fields(s *contract.Schema) {
	if len(s.Fields) == 0 {
		p.line("No fields are declared; any field is allowed.\n")
		return
	}
	p.table("field", "type", "required", "limits", "personal", "description")
	for _, f := range s.Fields {
		required := "no"
		if f.Required {
			required = "yes"
		}
		description := text(f.Schema.Description)
		if f.Deprecated != nil {
			description = strings.TrimSpace(description + " **Deprecated** " + text(f.Deprecated.Text()))
		}
		p.row(code(f.Name), typeText(f.Schema), required, limits(f.Schema), personal(f.Schema), description)
	}
	p.line("")
}

// personal says whether all of a value is personal data, or something in it.
func personal(s *contract.Schema) string {
	if s.Personal {
		return "personal"
	}
	inside := []*contract.Schema{}
	for _, f := range s.Fields {
		inside = append(inside, f.Schema)
	}
	for _, each := range []*contract.Schema{s.Items, s.Values} {
		if each != nil {
			inside = append(inside, each)
		}
	}
	for _, part := range inside {
		if personal(part) != "" {
			return "in part"
		}
	}
	return ""
}

// example shows the least that the event may say, as the contract does.
func (p *page) example(e *contract.Event) {
	if len(e.Examples) == 0 {
		return
	}
	x := e.Examples[max(0, slices.IndexFunc(e.Examples, func(x *contract.Example) bool { return x.Name == "minimal" }))]
	var pretty bytes.Buffer
	if json.Indent(&pretty, x.JSON, "", "  ") != nil {
		return // it was read from YAML, and is sound
	}
	p.line("```json\n%s\n```\n", pretty.String())
}

var kindTexts = map[contract.Kind]string{
	contract.KindString: "string", contract.KindInteger: "integer", contract.KindNumber: "number",
	contract.KindBoolean: "boolean", contract.KindObject: "object",
	contract.KindAny: "any JSON", contract.KindAnyObject: "any object",
}

// typeText is what a value is: a shared type by its name, with a link.
func typeText(s *contract.Schema) string {
	switch {
	case s.Type != nil:
		return link(s.Type.Name, typeAnchor(s.Type))
	case s.Kind == contract.KindArray:
		return "list of " + typeText(s.Items)
	case s.Kind == contract.KindMap:
		return "map of " + typeText(s.Values)
	case s.Format != "":
		return "string, " + string(s.Format)
	}
	return kindTexts[s.Kind]
}

// limits are "1–200 characters", "≥ 0", "`A`, `B`"; of a shared type too, which
// saves a click.
func limits(s *contract.Schema) string {
	var all []string
	add := func(limit string) {
		if limit != "" {
			all = append(all, limit)
		}
	}
	var values []string
	for _, v := range s.Enum {
		values = append(values, code(v))
	}
	add(strings.Join(values, ", "))
	if s.Type != nil {
		add(string(s.Format))
	}
	add(span(s.MinLength, maxLength(s), "character"))
	add(span(s.MinItems, s.MaxItems, "element"))
	for _, limit := range []struct {
		sign  string
		value *float64
	}{{"≥", s.Minimum}, {"&gt;", s.ExclusiveMinimum}, {"≤", s.Maximum}, {"&lt;", s.ExclusiveMaximum}} {
		if limit.value != nil {
			add(limit.sign + " " + strconv.FormatFloat(*limit.value, 'f', -1, 64))
		}
	}
	if s.Pattern != "" {
		add("matches " + code(s.Pattern))
	}
	if s.Items != nil && s.Items.Type == nil {
		each := limits(s.Items)
		if each != "" && s.Items.Kind == contract.KindArray {
			each = "(" + each + ")"
		}
		if each != "" {
			add("each " + each)
		}
	}
	return strings.Join(all, "; ")
}

// maxLength is what is declared, or what the format implies.
func maxLength(s *contract.Schema) *int {
	if implied, ok := s.Format.MaxLength(); ok && s.MaxLength == nil {
		return &implied
	}
	return s.MaxLength
}

// span is "1–200 characters", "at least 1 character" or "at most 200
// characters".
func span(least, most *int, what string) string {
	count := func(n int) string {
		if n == 1 {
			return "1 " + what
		}
		return fmt.Sprintf("%d %ss", n, what)
	}
	switch {
	case least != nil && most != nil && *least == *most:
		return count(*most)
	case least != nil && most != nil:
		return fmt.Sprintf("%d–%s", *least, count(*most))
	case least != nil:
		return "at least " + count(*least)
	case most != nil:
		return "at most " + count(*most)
	}
	return ""
}
