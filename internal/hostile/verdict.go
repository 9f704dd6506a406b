package hostile

import (
	"errors"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/wire"
)

// Verdict is the result of decoding a document.
type Verdict string

// The verdicts.
const (
	Valid       Verdict = "valid"
	Invalid     Verdict = "invalid"     // it breaks rules
	Unsound     Verdict = "unsound"     // it is not the JSON that an event must be
	Unknown     Verdict = "unknown"     // type
	Unsupported Verdict = "unsupported" // version
)

// Of returns the verdict for decoding's error.
func Of(err error) Verdict {
	if err == nil {
		return Valid
	}
	if _, ok := errors.AsType[*events.UnknownTypeError](err); ok {
		return Unknown
	}
	if _, ok := errors.AsType[*events.UnsupportedVersionError](err); ok {
		return Unsupported
	}
	bad, ok := errors.AsType[*events.InvalidError](err)
	if !ok || len(bad.Violations) == 0 {
		return ""
	}
	switch bad.Violations[0].Rule {
	case wire.RuleSyntax, wire.RuleUTF8, wire.RuleDuplicateKey, wire.RuleDepth, wire.RuleSize:
		return Unsound
	}
	return Invalid
}
