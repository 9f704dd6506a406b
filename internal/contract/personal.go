package contract

import "github.com/mediamesh/events/internal/jsonpointer"

// PersonalPointers lists the JSON Pointers of an event's personal data,
// "/payload/email", outermost first: what lies below one is not listed again.
// "*" stands for any element or name.
func (e *Event) PersonalPointers() []string { return personalIn(e.Payload, "/payload") }

// PersonalPointers lists the JSON Pointers of personal data in a value, as
// [Event.PersonalPointers] does: "" if it is personal as a whole.
func PersonalPointers(s *Schema) []string { return personalIn(s, "") }

func personalIn(s *Schema, at string) []string {
	if s.Personal {
		return []string{at}
	}
	var list []string
	for _, f := range s.Fields {
		list = append(list, personalIn(f.Schema, jsonpointer.Join(at, f.Name))...)
	}
	if s.Items != nil {
		list = append(list, personalIn(s.Items, at+"/*")...)
	}
	if s.Values != nil {
		list = append(list, personalIn(s.Values, at+"/*")...)
	}
	return list
}
