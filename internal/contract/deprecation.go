package contract

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/mediamesh/events/internal/jsonpointer"
)

// A Deprecation describes the deprecation of an event or a field.
type Deprecation struct {
	Pos    Pos
	Since  string // version of the event, "1.2.0"
	Sunset string // the last day on which it is guaranteed to exist, "2027-06-30"; "" if not decided
	Use    string // the replacement: a wire name, or a field of the same object; "" if there is none
	Reason string // "" for none

	usePos Pos
}

// Text is the deprecation as a sentence: "Deprecated since 1.2.0, until 2027-06-30: use
// viewerId. Reason."
func (d *Deprecation) Text() string {
	text := "since " + d.Since
	if d.Sunset != "" {
		text += ", until " + d.Sunset
	}
	if d.Use != "" {
		text += ": use " + d.Use
	}
	text += "."
	if d.Reason != "" {
		text += " " + d.Reason
		if !strings.HasSuffix(text, ".") {
			text += "."
		}
	}
	return text
}

// Deprecated is a deprecated event or field of a contract.
type Deprecated struct {
	*Deprecation
	Event   *Event
	Pointer string // of the field, "/payload/userId"; "" for the event itself
	Field   *Field // nil for the event itself
	// DaysLeft is the number of days until the sunset, negative if it has passed. It is
	// valid only if there is a sunset.
	DaysLeft int
}

// Deprecations lists everything that is deprecated, event by event, as of now.
func Deprecations(c *Contract, now time.Time) []Deprecated {
	var list []Deprecated
	for _, e := range c.Events() {
		if e.Deprecated != nil {
			list = append(list, Deprecated{Deprecation: e.Deprecated, Event: e})
		}
		for _, f := range DeprecatedFields(e) {
			list = append(list, Deprecated{Deprecation: f.Field.Deprecated, Event: e, Pointer: f.Pointer, Field: f.Field})
		}
	}
	today := now.UTC().Truncate(24 * time.Hour)
	for i, d := range list {
		if day, err := time.Parse(time.DateOnly, d.Sunset); err == nil {
			list[i].DaysLeft = int(day.Sub(today) / (24 * time.Hour))
		}
	}
	slices.SortStableFunc(list, func(a, b Deprecated) int {
		return cmp.Or(cmp.Compare(a.Pos.File, b.Pos.File), cmp.Compare(a.Pos.Line, b.Pos.Line))
	})
	return list
}

// A DeprecatedField is a deprecated field of an event, with its place.
type DeprecatedField struct {
	Pointer string // "/payload/userId"; * stands for any element or name
	Field   *Field
}

// DeprecatedFields lists the deprecated fields of an event, in order.
func DeprecatedFields(e *Event) []DeprecatedField {
	return deprecatedIn(nil, "/payload", e.Payload)
}

func deprecatedIn(list []DeprecatedField, pointer string, s *Schema) []DeprecatedField {
	for _, f := range s.Fields {
		at := jsonpointer.Join(pointer, f.Name)
		if f.Deprecated != nil {
			list = append(list, DeprecatedField{at, f})
		}
		list = deprecatedIn(list, at, f.Schema)
	}
	for _, inside := range []*Schema{s.Items, s.Values} {
		if inside != nil {
			list = deprecatedIn(list, pointer+"/*", inside)
		}
	}
	return list
}
