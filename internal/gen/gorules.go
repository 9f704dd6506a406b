package gen

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/mediamesh/events/internal/contract"
)

// literal joins the parts of a rule's composite literal that are not empty.
func literal(typ string, parts ...string) string {
	var set []string
	for _, p := range parts {
		if p != "" {
			set = append(set, p)
		}
	}
	return typ + "{" + strings.Join(set, ", ") + "}"
}

func (v goValue) keyPart() string {
	if v.key == "" {
		return ""
	}
	return "Key: " + v.key
}

func (v goValue) optionalPart() string {
	if v.optional {
		return "Optional: true"
	}
	return ""
}

func (v goValue) value() string { return literal("wire.Value", v.keyPart(), v.optionalPart()) }

func (v goValue) listRule() string {
	return literal("wire.List", v.keyPart(), v.optionalPart(), minPart(v.schema.MinItems), maxPart(v.schema.MaxItems))
}

// goFormats are the formats' names in package wire.
var goFormats = map[contract.Format]string{
	contract.FormatDateTime:       "wire.DateTime",
	contract.FormatDate:           "wire.Date",
	contract.FormatDateOrDateTime: "wire.DateOrDateTime",
	contract.FormatEmail:          "wire.Email",
	contract.FormatURI:            "wire.URI",
	contract.FormatUUID:           "wire.UUID",
}

func (v goValue) textRule() string {
	s := v.schema
	var format, pattern, enum string
	if s.Format != "" {
		format = "Format: " + goFormats[s.Format]
	}
	if s.Pattern != "" {
		pattern = fmt.Sprintf("Pattern: &wire.Pattern{Source: %q}", s.Pattern)
	}
	if len(s.Enum) > 0 {
		enum = fmt.Sprintf("Enum: %#v", s.Enum)
	}
	longest := s.MaxLength
	if implied, ok := s.Format.MaxLength(); ok && (longest == nil || *longest > implied) {
		longest = &implied
	}
	return literal("wire.Text", v.keyPart(), v.optionalPart(), minPart(s.MinLength), maxPart(longest), format, pattern, enum)
}

func minPart(n *int) string {
	if n == nil || *n == 0 {
		return ""
	}
	return "Min: " + strconv.Itoa(*n)
}

func maxPart(n *int) string {
	if n == nil {
		return "Max: wire.NoLimit"
	}
	return "Max: " + strconv.Itoa(*n)
}

func (v goValue) limits(kind string) string {
	var set []string
	for _, l := range []struct {
		name  string
		limit *float64
	}{
		{"Min", v.schema.Minimum}, {"Max", v.schema.Maximum},
		{"Above", v.schema.ExclusiveMinimum}, {"Below", v.schema.ExclusiveMaximum},
	} {
		if l.limit != nil {
			set = append(set, fmt.Sprintf("%s: new(%s)", l.name, goFloat(*l.limit)))
		}
	}
	limits := ""
	if len(set) > 0 {
		limits = "Limits: wire.Limits{" + strings.Join(set, ", ") + "}"
	}
	return literal("wire."+kind, v.keyPart(), v.optionalPart(), limits)
}

// goFloat is a float64 constant.
func goFloat(f float64) string {
	text := strconv.FormatFloat(f, 'g', -1, 64)
	if !strings.ContainsAny(text, ".e") {
		text += ".0"
	}
	return text
}
