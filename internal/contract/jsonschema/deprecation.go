package jsonschema

import (
	"regexp"

	"github.com/mediamesh/events/internal/contract"
)

// deprecationNote is Deprecation.Text after the word Deprecated, at the end of a
// description.
var deprecationNote = regexp.MustCompile(`(?:^| )Deprecated since ([0-9]+\.[0-9]+\.[0-9]+)(?:, until ([0-9]{4}-[0-9]{2}-[0-9]{2}))?` +
	`(?:: use (\w+(?:\.\w+)*))?\.(?: (.+))?$`)

// cutDeprecation splits a description that may contain a deprecation.
func cutDeprecation(description string, pos contract.Pos) (rest string, d *contract.Deprecation) {
	m := deprecationNote.FindStringSubmatchIndex(description)
	if m == nil {
		return description, nil
	}
	part := func(i int) string {
		if m[2*i] < 0 {
			return ""
		}
		return description[m[2*i]:m[2*i+1]]
	}
	return description[:m[0]], &contract.Deprecation{Pos: pos, Since: part(1), Sunset: part(2), Use: part(3), Reason: part(4)}
}
