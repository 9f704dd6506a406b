package events

// Deprecation describes a deprecated event type or field: since when, until when, and what
// to use instead.
type Deprecation struct {
	Since  string // version of the type that deprecated it, "1.2.0"
	Sunset string // the last day on which it is guaranteed to exist, "2027-06-30"; "" if not decided
	Use    string // the replacement: a type's wire name, or a field of the same object; "" if there is none
	Reason string // "" if not given
}

// DeprecatedField is a deprecated field of an event type.
type DeprecatedField struct {
	Pointer string // "/payload/userId"; "*" matches any array element or field name
	Deprecation
}

// DeprecatedFields returns the deprecated fields that the event sets. It checks only
// optional top-level fields of the payload: required fields are always set, and nested
// objects are not inspected.
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
