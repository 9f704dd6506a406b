package contract

// An InlineEnum is an enumeration that is declared where it is used instead of as a shared
// type. The name of its Go type is Schema.GoEnum.
type InlineEnum struct {
	Schema      *Schema
	Field       *Field // that it is declared in; nil in a shared list or map
	Description string // its own, or else that of the list or map around it
}

// InlineEnums lists the enumerations that are declared within a payload or a shared type,
// in their order. Those of shared types that it refers to are not among them.
func (s *Schema) InlineEnums() []InlineEnum {
	var list []InlineEnum
	visitEnums("", s, InlineEnum{}, func(_ string, e InlineEnum) {
		if e.Schema != s {
			list = append(list, e)
		}
	})
	return list
}

// nameEnums gives the enumerations declared in s their Go names, if s is called name. Those
// of a type that is partial have the names that they have in the whole one.
func nameEnums(name string, s *Schema) {
	visitEnums(name, s, InlineEnum{}, func(name string, e InlineEnum) {
		if e.Schema.GoEnum == "" {
			e.Schema.GoEnum = name
		}
	})
}

// visitEnums calls visit for each enumeration declared in s, with the Go name that it has
// if s is called name: the object and the field, such as CreatedStatus; then Value for
// values of a map, and Item for elements of a list, once for lists of lists.
func visitEnums(name string, s *Schema, around InlineEnum, visit func(name string, e InlineEnum)) {
	if s == nil {
		return
	}
	e := InlineEnum{s, around.Field, s.Description}
	if e.Description == "" {
		e.Description = around.Description
	}
	if len(s.Enum) > 0 {
		visit(name, e)
	}
	within := func(name string, inside *Schema, around InlineEnum) {
		if inside != nil && inside.Type == nil {
			visitEnums(name, inside, around, visit)
		}
	}
	for _, f := range s.Fields {
		within(name+f.GoName, f.Schema, InlineEnum{Field: f})
	}
	within(name+"Value", s.Values, e)
	if around.Schema == nil || around.Schema.Kind != KindArray {
		name += "Item"
	}
	within(name, s.Items, e)
}
