package events_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/catalog/content"
)

func TestErrorTexts(t *testing.T) {
	v := func(n int) (list []events.Violation) {
		for i := range n {
			list = append(list, events.Violation{Pointer: fmt.Sprint("/payload/f", i), Rule: "required", Message: "is required"})
		}
		return list
	}
	long := strings.Repeat("x", 100)
	for _, c := range []struct {
		where string
		err   error
		want  string
	}{
		{here(), &events.InvalidError{Violations: v(1)}, "event is invalid: /payload/f0 is required"},
		{here(), &events.InvalidError{EventType: "content.created", EventID: "e-1", Violations: v(2)}, "content.created is invalid: /payload/f0 is required; /payload/f1 is required"},
		{here(), &events.InvalidError{EventType: "a.b", Violations: v(5)}, "a.b is invalid: /payload/f0 is required; /payload/f1 is required; /payload/f2 is required; /payload/f3 is required; /payload/f4 is required"},
		{here(), &events.InvalidError{EventType: "a.b", Violations: v(6)}, "a.b is invalid: /payload/f0 is required; /payload/f1 is required; /payload/f2 is required; /payload/f3 is required; /payload/f4 is required; and 1 more"},
		{here(), &events.InvalidError{EventType: "a.b", Violations: v(6), Omitted: 10}, "a.b is invalid: /payload/f0 is required; /payload/f1 is required; /payload/f2 is required; /payload/f3 is required; /payload/f4 is required; and 11 more"},
		{here(), &events.InvalidError{EventType: long, Violations: v(1)}, strings.Repeat("x", 64) + "… is invalid: /payload/f0 is required"},
		{here(), &events.InvalidError{EventType: strings.Repeat("x", 63) + "é", Violations: v(1)}, strings.Repeat("x", 63) + "… is invalid: /payload/f0 is required"},
		{here(), &events.InvalidError{EventType: "a\nERROR b", Violations: []events.Violation{{Pointer: "/payload/x\r\n\u2028\u202ey", Message: "is there more than once"}}}, `a\nERROR b is invalid: /payload/x\r\n\u2028\u202ey is there more than once`},
		{here(), &events.UnsupportedVersionError{EventType: "a\n.b", Version: "3.0.0", Supported: "1.0.0"}, `a\n.b 3.0.0 is not supported: this service knows 1.0.0; update its contract, or register a migration`},
		{here(), &events.UnknownTypeError{EventType: "a.b"}, `event type "a.b" is unknown: add it to the contract, or register its descriptor`},
		{here(), &events.UnknownTypeError{EventType: "a\nb"}, `event type "a\nb" is unknown: add it to the contract, or register its descriptor`},
		{here(), &events.UnsupportedVersionError{EventType: "a.b", Version: "3.0.0", Supported: "1.0.0, 2.1.0"}, "a.b 3.0.0 is not supported: this service knows 1.0.0, 2.1.0; update its contract, or register a migration"},
		{here(), &events.UnsupportedVersionError{EventType: "a.b", Version: "1.0.0", Supported: "1.0.0, 3.0.0", Missing: "1.0.0 to 2.0.0"}, "a.b 1.0.0 cannot be migrated: no migration from 1.0.0 to 2.0.0 is registered"},
		{here(), &events.VersionError{Text: "1.0"}, `"1.0" is not a version: want MAJOR.MINOR.PATCH, such as 1.0.0, in decimal without leading zeros`},
		{here(), &events.MigrationError{EventType: "a\nb", From: "1\n", To: "2\n", Err: io.EOF}, `migrating a\nb from 1\n to 2\n: EOF`},
		{here(), &events.VersionError{Text: "1\n\"0"}, `"1\n"0" is not a version: want MAJOR.MINOR.PATCH, such as 1.0.0, in decimal without leading zeros`},
		{here(), &events.MigrationError{EventType: "a.b", From: "1.0.0", To: "2.0.0", Err: io.EOF}, "migrating a.b from 1.0.0 to 2.0.0: EOF"},
	} {
		if c.err.Error() != c.want {
			t.Errorf("%s: the text is\n%s\nwant\n%s", c.where, c.err, c.want)
		}
	}
	if !errors.Is(&events.MigrationError{Err: io.EOF}, io.EOF) {
		t.Error("a MigrationError hides its cause")
	}
}

// Each error is found by its type, with what it knows of the event.
func TestErrorsOfDecoding(t *testing.T) {
	document := func(edit func(v *value)) []byte {
		v := parse(example(t, "content.created minimal"))
		edit(v)
		return []byte(v.String())
	}
	id := strings.Trim(parse(example(t, "content.created minimal")).at("/metadata/eventId").text, `"`)

	_, err := catalog.Decode(document(func(v *value) { v.with("/payload/title", `""`) }))
	invalid := new(events.InvalidError)
	if !errors.As(fmt.Errorf("wrapped: %w", err), &invalid) || invalid.EventType != "content.created" || invalid.EventID != id {
		t.Errorf("an invalid event: %#v", err)
	}

	_, err = catalog.Decode(document(func(v *value) { v.with("/metadata/eventType", `"of.nobody"`) }))
	unknown := new(events.UnknownTypeError)
	if !errors.As(fmt.Errorf("wrapped: %w", err), &unknown) || *unknown != (events.UnknownTypeError{EventType: "of.nobody", EventID: id}) {
		t.Errorf("an unknown type: %#v", err)
	}

	for _, version := range []string{"2.0.0", "0.9.0", "10.0.0", "99999999999999999999.0.0"} {
		newer := document(func(v *value) { v.with("/metadata/eventVersion", `"`+version+`"`) })
		_, typedErr := events.Unmarshal[content.Created](newer)
		_, dynamicErr := catalog.Decode(newer)
		_, asErr := events.DecodeAs[content.Created](catalog.Registry(), newer)
		want := events.UnsupportedVersionError{EventType: "content.created", EventID: id, Version: version, Supported: "1.0.0"}
		for _, err := range []error{typedErr, dynamicErr, asErr} {
			unsupported := new(events.UnsupportedVersionError)
			if !errors.As(err, &unsupported) || *unsupported != want {
				t.Errorf("version %s: %#v", version, err)
			}
		}
	}

	// What is broken and of another version is of another version.
	_, err = catalog.Decode(document(func(v *value) { v.with("/metadata/eventVersion", `"2.0.0"`).with("/payload/title", `7`) }))
	if want := "content.created 2.0.0 is not supported: this service knows 1.0.0; update its contract, or register a migration"; text(err) != want {
		t.Errorf("the error is %v, want %s", err, want)
	}
	// But an unsound document is nothing else.
	_, err = catalog.Decode(document(func(v *value) { v.with("/metadata/eventVersion", `"2.0.0"`).with("/payload/title", `07`) }))
	if !errors.As(err, &invalid) || invalid.Violations[0].Rule != "syntax" {
		t.Errorf("the error is %v, want a syntax fault", err)
	}
}

// Errors outlive the document, whose bytes the caller may use again.
func TestErrorsDoNotShareTheDocument(t *testing.T) {
	document := []byte(parse(example(t, "content.created minimal")).with("/payload/title", `""`).String())
	_, err := catalog.Decode(document)
	before := err.Error()
	for i := range document {
		document[i] = 'X'
	}
	if err.Error() != before {
		t.Errorf("the error becomes %v", err)
	}
}
