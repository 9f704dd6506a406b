package dynamic_test

import (
	"fmt"
	"strings"

	"github.com/mediamesh/events"
)

// opinion is all that a registry says of a document, as text: what it decodes
// to, by each way of decoding, with the key and the bytes that it is written as,
// or its error with every violation.
func opinion(reg *events.Registry, data []byte) string {
	var b strings.Builder
	for _, o := range []events.DecodeOptions{{}, {ZeroCopy: true}, {Lenient: true}} {
		e, err := reg.DecodeWith(data, o)
		fmt.Fprintf(&b, "%+v: %s\n", o, errorText(err))
		if e.Payload == nil {
			continue
		}
		key, hasKey := e.Key()
		again, err := events.Marshal(e)
		type metadata events.Metadata // without the methods that mask what is unknown
		fmt.Fprintf(&b, "key %q %v, %+v, beside it %q\nwritten as %s\n%s\n", key, hasKey, metadata(e.Metadata), e.Unknown, again, errorText(err))
		fmt.Fprintf(&b, "printed as %v\n", e)
		fmt.Fprintf(&b, "deprecated %v\n", e.DeprecatedFields())
		for _, t := range reg.Types() {
			if err == nil && t.Name() == e.Metadata.EventType && t.Version() != e.Metadata.EventVersion {
				led, err := reg.Migrate(e, t.Version())
				text := ""
				if err == nil {
					text, err = events.MarshalString(led)
				}
				fmt.Fprintf(&b, "led to %s\n%s\n%s\n", t.Version(), text, errorText(err))
			}
		}
	}
	return b.String()
}

func errorText(err error) string {
	invalid, ok := err.(*events.InvalidError)
	if !ok {
		return fmt.Sprintf("%T %v", err, err)
	}
	return fmt.Sprintf("%v\n%q and %d more", err, invalid.Violations, invalid.Omitted)
}
