package events_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
)

// fatal is what checks need of a test, a property or a fuzz target.
type fatal interface {
	Helper()
	Fatalf(format string, args ...any)
}

// checkDocument checks what holds of any bytes whatever: they are an event or
// an error that says why not, never both; encoding/json's judgement of their
// syntax is ours; typed and dynamic decoding agree.
func checkDocument(t fatal, document []byte) {
	t.Helper()
	e, err := catalog.Decode(document)
	if err != nil {
		if !reflect.DeepEqual(e, events.Any{}) {
			t.Fatalf("%q: an event besides the error %v", document, err)
		}
		checkError(t, document, err)
	} else {
		checkAccepted(t, document, e)
	}
	if structure := events.ValidateStructure(document); structure != nil && err == nil {
		t.Fatalf("%q: valid, but not in structure: %v", document, structure)
	}
	for _, typ := range allTyped {
		if name := eventType(e, err); typ.name != name && (name != "" || typ.name != "content.created") {
			continue
		}
		m, zero, typedErr := typ.unmarshal(document)
		if zero != (typedErr != nil) {
			t.Fatalf("%q: a typed event besides the error %v", document, typedErr)
		}
		if text(err) != text(typedErr) {
			t.Fatalf("%q: dynamic and typed decoding differ:\n%v\n%v", document, err, typedErr)
		}
		if err == nil {
			a, _ := events.Marshal(e)
			if b, err := events.Marshal(m); err != nil || !bytes.Equal(a, b) {
				t.Fatalf("%q: dynamic and typed encoding differ:\n%s\n%s, %v", document, a, b, err)
			}
		}
	}
}

// eventType is the name that an event or its error has; "" if that is unknown.
func eventType(e events.Any, err error) string {
	if invalid := new(events.InvalidError); errors.As(err, &invalid) {
		if _, known := typedOf(invalid.EventType); !known {
			return "none"
		}
		return invalid.EventType
	}
	if unsupported := new(events.UnsupportedVersionError); errors.As(err, &unsupported) {
		return unsupported.EventType
	}
	if err != nil {
		return "none"
	}
	return e.Metadata.EventType
}

func text(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func isFault(rule string) bool {
	switch rule {
	case "syntax", "utf8", "duplicateKey", "depth", "size":
		return true
	}
	return false
}

func checkError(t fatal, document []byte, err error) {
	t.Helper()
	sound := json.Valid(document)
	switch err := err.(type) {
	case *events.InvalidError:
		if len(err.Violations) == 0 {
			t.Fatalf("%q: invalid without a violation", document)
		}
		faults := 0
		for _, v := range err.Violations {
			if v.Rule == "" || v.Message == "" {
				t.Fatalf("%q: a violation that says nothing: %+v", document, v)
			}
			if isFault(v.Rule) {
				faults++
			}
			if v.Rule == "syntax" && sound {
				t.Fatalf("%q: encoding/json finds no fault, but we do: %v", document, v)
			}
		}
		if faults != 0 && faults != len(err.Violations) {
			t.Fatalf("%q: faults and violations together: %v", document, err.Violations)
		}
		if !sound && faults == 0 {
			t.Fatalf("%q: encoding/json finds a fault, but we do not: %v", document, err)
		}
	case *events.UnknownTypeError, *events.UnsupportedVersionError:
		if !sound {
			t.Fatalf("%q: no JSON, but the error is %v", document, err)
		}
	default:
		t.Fatalf("%q: an error of the type %T: %v", document, err, err)
	}
}

func checkAccepted(t fatal, document []byte, e events.Any) {
	t.Helper()
	if !json.Valid(document) {
		t.Fatalf("%q is not JSON, and accepted", document)
	}
	once, err := events.Marshal(e)
	if err != nil {
		t.Fatalf("%q is accepted, and cannot be written: %v", document, err)
	}
	again, err := catalog.Decode(once)
	if err != nil {
		t.Fatalf("%q is written as %q, and that refused: %v", document, once, err)
	}
	if twice, err := events.Marshal(again); err != nil || !bytes.Equal(once, twice) {
		t.Fatalf("%q is written as %q, and then as %q, %v", document, once, twice, err)
	}
}
