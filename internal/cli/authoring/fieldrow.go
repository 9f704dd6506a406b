package authoring

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/mediamesh/events/internal/contract"
)

// A fieldRow is what describe prints about a field.
type fieldRow struct {
	Pointer     string `json:"pointer"` // * stands for any element or name
	Type        string `json:"type"`
	Named       string `json:"named,omitempty"` // the shared type
	Required    bool   `json:"required"`
	Personal    bool   `json:"personal"`
	Limits      string `json:"limits,omitempty"`
	Description string `json:"description,omitempty"`

	Deprecated *deprecatedHead `json:"deprecated,omitempty"`
	note       string          // of the deprecation
}

// fieldRows appends a row for each field of the schema, including nested ones.
func fieldRows(rows []fieldRow, pointer string, s *contract.Schema) []fieldRow {
	for _, f := range s.Fields {
		at := len(rows)
		rows = fieldAndInside(rows, pointer+"/"+f.Name, f.Schema, f.Required)
		if f.Deprecated != nil {
			rows[at].Deprecated, rows[at].note = deprecatedOf(f.Deprecated), "[deprecated] "+f.Deprecated.Text()
		}
	}
	return rows
}

func fieldAndInside(rows []fieldRow, pointer string, s *contract.Schema, required bool) []fieldRow {
	row := fieldRow{
		Pointer: pointer, Type: typeOf(s), Required: required, Personal: s.Personal,
		Limits: limitsOf(s), Description: s.Description,
	}
	if s.Type != nil {
		row.Named = s.Type.Name
	}
	rows = append(rows, row)
	inside := s.Items
	if s.Kind == contract.KindMap {
		inside = s.Values
	}
	if inside != nil {
		return fieldAndInside(rows, pointer+"/*", inside, true)
	}
	return fieldRows(rows, pointer, s)
}

func (f fieldRow) name() string {
	name := strings.TrimPrefix(f.Pointer, "/payload/")
	depth := strings.Count(name, "/")
	name = strings.Repeat("  ", depth) + name[strings.LastIndexByte(name, '/')+1:]
	if !f.Required {
		name += "?"
	}
	return name
}

func (f fieldRow) typeName() string {
	if f.Named != "" {
		return f.Type + " " + f.Named
	}
	return f.Type
}

func (f fieldRow) meaning() string {
	text := f.Description
	if f.Personal {
		text = "[personal] " + text
	}
	if f.note != "" {
		text += " " + f.note
	}
	return strings.TrimSpace(text)
}

var kinds = map[contract.Kind]string{
	contract.KindString: "string", contract.KindInteger: "integer", contract.KindNumber: "number",
	contract.KindBoolean: "boolean", contract.KindObject: "object", contract.KindMap: "map",
	contract.KindArray: "array", contract.KindAny: "any", contract.KindAnyObject: "object of any",
}

func typeOf(s *contract.Schema) string {
	if s.Format != "" {
		return string(s.Format)
	}
	return kinds[s.Kind]
}

// limitsOf is "1–200 characters", "≥ 0", "A, B or C".
func limitsOf(s *contract.Schema) string {
	var all []string
	add := func(format string, args ...any) { all = append(all, fmt.Sprintf(format, args...)) }
	if len(s.Enum) > 0 {
		add("%s", strings.Join(s.Enum, ", "))
	}
	if text := spanOf(s.MinLength, s.MaxLength); text != "" {
		add("%s characters", text)
	}
	if text := spanOf(s.MinItems, s.MaxItems); text != "" {
		add("%s elements", text)
	}
	for _, limit := range []struct {
		sign  string
		value *float64
	}{{"≥", s.Minimum}, {">", s.ExclusiveMinimum}, {"≤", s.Maximum}, {"<", s.ExclusiveMaximum}} {
		if limit.value != nil {
			add("%s %s", limit.sign, strconv.FormatFloat(*limit.value, 'g', -1, 64))
		}
	}
	if s.Pattern != "" {
		add("matches %s", s.Pattern)
	}
	return strings.Join(all, ", ")
}

// spanOf is "1–200", "≥ 1" or "≤ 200".
func spanOf(least, most *int) string {
	switch {
	case least != nil && most != nil && *least == *most:
		return strconv.Itoa(*least)
	case least != nil && most != nil:
		return fmt.Sprintf("%d–%d", *least, *most)
	case least != nil:
		return fmt.Sprintf("≥ %d", *least)
	case most != nil:
		return fmt.Sprintf("≤ %d", *most)
	}
	return ""
}
