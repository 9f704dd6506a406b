package events_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/catalog/search"
)

// A lenient registry returns what breaks the contract beside the violations.
func TestLenient(t *testing.T) {
	document := parse(example(t, "content.created full"))
	document.with("/metadata/eventVersion", `"1.0"`).with("/payload/title", `""`).with("/payload/createdBy", `7`).with("/payload/program/genres", `["a","",3,"d"]`)
	e, err := catalog.Registry().DecodeWith([]byte(document.String()), events.DecodeOptions{Lenient: true})
	want(t, here(), violationsOf(err),
		"/metadata/eventVersion pattern(semver): must be MAJOR.MINOR.PATCH such as 1.0.0",
		"/payload/title minLength(1): must not be empty",
		"/payload/createdBy type(string): must be a string, not a number",
		"/payload/program/genres/1 minLength(1): must not be empty",
		"/payload/program/genres/2 type(string): must be a string, not a number",
	)
	p, ok := e.Payload.(*content.Created)
	if !ok || e.Descriptor() == nil {
		t.Fatalf("the payload is %T", e.Payload)
	}
	if p.ContentID == "" || p.Title != "" || p.CreatedBy != "" || strings.Join(p.Program.Genres, ",") != "a,,,d" {
		t.Errorf("%+v", p)
	}
	if _, err := events.Marshal(e); !errors.As(err, new(*events.InvalidError)) {
		t.Errorf("encoding it gives %v", err)
	}
}

// Long lists are complete too.
func TestLenientList(t *testing.T) {
	document := parse(example(t, "search.index.updated full"))
	document.with("/payload/changes", `["`+strings.Repeat(`","`, 299)+`"]`)
	e, err := catalog.Registry().DecodeWith([]byte(document.String()), events.DecodeOptions{Lenient: true})
	bad := new(events.InvalidError)
	if !errors.As(err, &bad) || len(bad.Violations) != 256 || bad.Omitted != 44 {
		t.Fatalf("the error is %v", err)
	}
	if p, ok := e.Payload.(*search.IndexUpdated); !ok || len(p.Changes) != 300 {
		t.Errorf("the payload is %+v", e.Payload)
	}
}

func TestLenientHasLimits(t *testing.T) {
	whole := string(example(t, "content.created full"))
	for name, document := range map[string]string{
		"unsound":             whole + "}",
		"unknown type":        strings.Replace(whole, "content.created", "content.invented", 1),
		"unsupported version": strings.Replace(whole, "1.0.0", "9.0.0", 1),
		"no event":            `[]`,
	} {
		if e, err := catalog.Registry().DecodeWith([]byte(document), events.DecodeOptions{Lenient: true}); err == nil || e.Payload != nil {
			t.Errorf("%s: %v, %v", name, e.Payload, err)
		}
	}
}
