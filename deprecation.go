package events

// Deprecation says that an event type or a field is not to be used any more.
type Deprecation struct {
	Since  string // version of the type, "1.2.0"
	Sunset string // the day after which it may be gone, "2027-06-30"; "" if that is open
	Use    string // instead: a type's wire name, or a field of the same object; "" for nothing
	Reason string // "" for none
}

// DeprecatedField is a field of a type that is deprecated.
type DeprecatedField struct {
	Pointer string // "/payload/userId"; "*" stands for any element or name
	Deprecation
}

// DeprecatedFields returns the deprecated fields that the event has. It sees
// optional fields of the payload itself: one that is required has to be there,
// and what is inside of others is not looked at.
func (e Any) DeprecatedFields() []DeprecatedField {
	if e.descriptor == nil {
		return nil
	}
	return e.descriptor.deprecatedIn(e.Payload)
}

// Deprecation implements [Descriptor].
func (t *Type[P]) Deprecation() (Deprecation, bool) {
	if t.spec.Deprecated == nil {
		return Deprecation{}, false
	}
	return *t.spec.Deprecated, true
}

// DeprecatedFields implements [Descriptor].
func (t *Type[P]) DeprecatedFields() []DeprecatedField {
	return append([]DeprecatedField(nil), t.spec.DeprecatedFields...)
}

func (t *Type[P]) deprecatedIn(payload any) (list []DeprecatedField) {
	p, ok := payload.(*P)
	if !ok || p == nil || t.spec.UsesDeprecated == nil {
		return nil
	}
	used := t.spec.UsesDeprecated(p)
	for i, f := range t.spec.DeprecatedFields {
		if used&(1<<i) != 0 {
			list = append(list, f)
		}
	}
	return list
}
