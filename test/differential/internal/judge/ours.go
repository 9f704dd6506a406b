package judge

import (
	"fmt"
	"slices"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/wire"
)

// Ours is what this module says of a document.
type Ours struct {
	Verdict Verdict
	// Faults are the rules that the document breaks as a document: syntax,
	// utf8, duplicateKey, depth, size. There is no Verdict then.
	Faults []string
	// Unsupported says that the event is of another major version. No more is
	// said of it.
	Unsupported bool
	// Unknown says that the catalog has no such type. The Verdict has no more
	// than the metadata.
	Unknown bool
	// Omitted says that not all violations were kept.
	Omitted bool
}

// Decode judges a document by the type that its envelope names.
func Decode(data []byte) (Ours, error) {
	_, err := catalog.Decode(data)
	return ours(err)
}

// Unmarshal judges a document by the named type, whatever its envelope says.
func Unmarshal(name string, data []byte, o events.DecodeOptions) (Ours, error) {
	return ours(typedOf[name].unmarshal(data, o))
}

func ours(err error) (Ours, error) {
	switch err := err.(type) {
	case nil:
		return Ours{}, nil
	case *events.UnknownTypeError:
		return Ours{Unknown: true, Verdict: Verdict{"/metadata/eventType"}}, nil
	case *events.UnsupportedVersionError:
		return Ours{Unsupported: true, Verdict: Verdict{"/metadata/eventVersion"}}, nil
	case *events.InvalidError:
		return invalid(err)
	}
	return Ours{}, fmt.Errorf("an error of the type %T: %w", err, err)
}

func invalid(err *events.InvalidError) (Ours, error) {
	o := Ours{Omitted: err.Omitted > 0}
	pointers := make([]string, 0, len(err.Violations))
	for _, v := range err.Violations {
		if isFault(v.Rule) {
			o.Faults = append(o.Faults, v.Rule)
		} else {
			pointers = append(pointers, v.Pointer)
		}
	}
	switch {
	case len(err.Violations) == 0:
		return o, fmt.Errorf("invalid without a violation: %w", err)
	case len(o.Faults) > 0 && len(pointers) > 0:
		return o, fmt.Errorf("faults and violations together: %w", err)
	}
	o.Verdict = verdict(pointers)
	return o, nil
}

func isFault(rule string) bool {
	switch rule {
	case wire.RuleSyntax, wire.RuleUTF8, wire.RuleDuplicateKey, wire.RuleDepth, wire.RuleSize:
		return true
	}
	return false
}

// Equal reports whether both say the same.
func (o Ours) Equal(p Ours) bool {
	return o.Verdict.Equal(p.Verdict) && slices.Equal(o.Faults, p.Faults) && o.Unsupported == p.Unsupported && o.Unknown == p.Unknown && o.Omitted == p.Omitted
}

func (o Ours) String() string {
	switch {
	case len(o.Faults) > 0:
		return fmt.Sprintf("unsound: %v", o.Faults)
	case o.Unsupported:
		return "another major version"
	case o.Unknown:
		return "an unknown type"
	}
	return o.Verdict.String()
}
