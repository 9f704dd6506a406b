package events_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/wire"
)

// All that is wrong is said at once, in the order of the document; what is
// missing from an object comes at its end.
func TestAllViolationsInDocumentOrder(t *testing.T) {
	document := parse(example(t, "content.created full"))
	document.with("/metadata/eventId", `""`).with("/metadata/timestamp", `"yesterday"`).without("/metadata/source")
	document.with("/payload/title", `1`).without("/payload/contentId").without("/payload/createdBy")
	document.with("/payload/program/status", `"NONE"`).with("/payload/program/genres", `["a","",3]`).with("/payload/program/duration", `-1.5`)
	document.without("/payload/program/id").without("/payload/program/updatedAt")
	text := document.String()
	want(t, here(), invalid(t, text),
		"/metadata/eventId minLength(1): must not be empty",
		"/metadata/timestamp pattern(date-time): must be an RFC 3339 date-time such as 2026-01-31T12:00:00.000Z",
		"/metadata/source required: is required",
		"/payload/title type(string): must be a string, not a number",
		"/payload/program/status enum(DRAFT, PUBLISHED, ARCHIVED): must be one of DRAFT, PUBLISHED, ARCHIVED",
		"/payload/program/genres/1 minLength(1): must not be empty",
		"/payload/program/genres/2 type(string): must be a string, not a number",
		"/payload/program/duration type(integer): must be an integer, not a number with a fraction",
		"/payload/program/id required: is required",
		"/payload/program/updatedAt required: is required",
		"/payload/contentId required: is required",
		"/payload/createdBy required: is required",
	)
	_, err := catalog.Decode([]byte(text))
	const message = "content.created is invalid: /metadata/eventId must not be empty" +
		"; /metadata/timestamp must be an RFC 3339 date-time such as 2026-01-31T12:00:00.000Z" +
		"; /metadata/source is required; /payload/title must be a string, not a number" +
		"; /payload/program/status must be one of DRAFT, PUBLISHED, ARCHIVED; and 7 more"
	if err.Error() != message {
		t.Errorf("the error is\n%v\nwant\n%s", err, message)
	}
}

// Where fields come in another order, so do their violations.
func TestViolationsFollowTheDocumentNotTheContract(t *testing.T) {
	want(t, here(), invalid(t, `{"payload":{"title":"","contentId":""},"metadata":{"source":"","eventType":"content.created","eventVersion":"1.0.0"}}`),
		"/payload/title minLength(1): must not be empty",
		"/payload/contentId minLength(1): must not be empty",
		"/payload/contentType required: is required",
		"/payload/createdBy required: is required",
		"/metadata/source minLength(1): must not be empty",
		"/metadata/eventId required: is required",
		"/metadata/timestamp required: is required",
	)
}

// What the metadata says of the event's identity comes with the metadata.
func TestIdentityViolations(t *testing.T) {
	document := parse(example(t, "content.created minimal"))
	document.with("/metadata/eventType", `"content.updated"`).with("/payload/title", `""`)
	_, err := events.UnmarshalString[content.Created](document.String())
	bad := new(events.InvalidError)
	if !errors.As(err, &bad) {
		t.Fatalf("the error is %v", err)
	}
	want(t, here(), bad.Violations,
		`/metadata/eventType const(content.created): must be "content.created"`,
		"/payload/title minLength(1): must not be empty",
	)
	document.with("/metadata/eventVersion", `"2.0.0"`)
	_, err = events.UnmarshalString[content.Created](document.String())
	if !errors.As(err, &bad) {
		t.Fatalf("the error is %v", err)
	}
	want(t, here(), bad.Violations,
		`/metadata/eventType const(content.created): must be "content.created"`,
		`/metadata/eventVersion pattern(1.x.y): must be of major version 1, such as 1.0.0`,
		"/payload/title minLength(1): must not be empty",
	)
}

// Events from before the contract are named, with all that they lack.
func TestEventsFromBeforeTheContract(t *testing.T) {
	const document = `{"metadata":{"eventId":"ingest-1700000000000","eventType":"ingest.started","eventVersion":"1.0","timestamp":"2023-11-14T22:13:20.000Z","source":"ingest-service"},` +
		`"payload":{"jobId":"job-1","contentId":"program-123","startedBy":"","startedAt":"2023-11-14T22:13:20Z"}}`
	want(t, here(), invalid(t, document),
		"/metadata/eventVersion pattern(semver): must be MAJOR.MINOR.PATCH such as 1.0.0",
		"/payload/startedBy minLength(1): must not be empty",
		"/payload/ingestId required: is required",
		"/payload/filename required: is required",
		"/payload/fileSize required: is required",
		"/payload/mimeType required: is required",
	)
}

// A hostile document may be wrong in more places than are worth keeping.
func TestManyViolations(t *testing.T) {
	document := parse(example(t, "search.index.updated full"))
	document.with("/payload/changes", "["+strings.Repeat(`"",`, 1999)+`""]`)
	_, err := catalog.Decode([]byte(document.String()))
	bad := new(events.InvalidError)
	if !errors.As(err, &bad) {
		t.Fatalf("the error is %v", err)
	}
	if len(bad.Violations) != wire.MaxViolations || bad.Omitted != 2000-wire.MaxViolations {
		t.Errorf("%d violations are kept and %d not of 2,000", len(bad.Violations), bad.Omitted)
	}
	if v := bad.Violations[255]; v.String() != "/payload/changes/255 must not be empty" {
		t.Errorf("the last one kept is %v", v)
	}
	if want := "/payload/changes/4 must not be empty; and 1995 more"; !strings.HasSuffix(err.Error(), want) {
		t.Errorf("the error is %v, want ... %s", err, want)
	}
	document.with("/payload/changes", "["+strings.Repeat(`"\ud800",`, 1999)+`""]`)
	_, err = catalog.Decode([]byte(document.String()))
	if !errors.As(err, &bad) || len(bad.Violations) != wire.MaxViolations || bad.Violations[0].Rule != "utf8" {
		t.Errorf("%d faults are kept: %v", len(bad.Violations), err)
	}
}

// No value of a document is in what is said of it, whatever is wrong: it may be
// personal. The event's type and version are named, which are not.
func TestNoValuesInErrors(t *testing.T) {
	const marker = "marker0123"
	unsound := []string{
		`"` + marker + `\ud800"`, `"` + marker + "\xff\"", `"` + marker + "\x00\"", `"` + marker + `\x"`, `"` + marker,
		marker, `"` + marker + `" ` + marker,
	}
	wrong := []string{
		`"` + marker + strings.Repeat("x", 3000) + `"`, `["` + marker + `"]`, `{"x":"` + marker + `"}`, `"` + marker + `"`,
	}
	tried := 0
	eachPlace(t, func(where string, example []byte, p place) {
		if p.schema.Kind != contract.KindString || p.pointer == "/metadata/eventType" || p.pointer == "/metadata/eventVersion" {
			return
		}
		for i, text := range append(unsound, wrong...) {
			document := []byte(parse(example).with(p.pointer, text).String())
			for _, err := range allErrors(document) {
				tried++
				if strings.Contains(fmt.Sprintf("%v %+v", err, violationsOf(err)), marker) {
					t.Errorf("%s: a value is in the error %v", where, err)
				}
			}
			if i < len(unsound) && len(allErrors(document)) == 0 {
				t.Errorf("%s: %s is accepted", where, text)
			}
		}
	})
	if tried < 1000 {
		t.Errorf("%d errors were looked at", tried)
	}
}

func violationsOf(err error) []events.Violation {
	bad := new(events.InvalidError)
	errors.As(err, &bad)
	return bad.Violations
}

// allErrors are those that reading the document in each way gives.
func allErrors(document []byte) []error {
	var all []error
	keep := func(err error) {
		if err != nil {
			all = append(all, err)
		}
	}
	_, err := catalog.Decode(document)
	keep(err)
	keep(events.ValidateStructure(document))
	if typ, ok := typedOf(strings.Trim(parsedType(document), `"`)); ok {
		_, _, err := typ.unmarshal(document)
		keep(err)
	}
	return all
}

// parsedType finds the event's type in a document that may be unsound.
func parsedType(document []byte) string {
	_, rest, _ := strings.Cut(string(document), `"eventType":"`)
	name, _, _ := strings.Cut(rest, `"`)
	return name
}

// The same when an event is written.
func TestNoValuesInErrorsOfEncoding(t *testing.T) {
	long := "marker0123" + strings.Repeat("x", 3000) + "\xff"
	e := events.New(long, content.Created{ContentID: long, ContentType: long, Title: long, CreatedBy: long, Program: &content.Program{
		ID: long, Title: long, ContentType: content.ContentType(long), Status: content.ContentStatus(long), ThumbnailURL: long, ReleaseDate: long,
	}}, events.CorrelationID(long), events.UserID(long), events.WithID(long))
	_, err := events.Marshal(e)
	if err == nil || strings.Contains(fmt.Sprintf("%v %+v", err, violationsOf(err)), "marker0123") {
		t.Errorf("a value is in the error %v", err)
	}
	if n := len(violationsOf(err)); n != 14 {
		t.Errorf("%d faults, want one for each string: %v", n, violationsOf(err))
	}
}

// What can be read wrongly can be built wrongly: the violations are the same.
func TestViolationsOfEncoding(t *testing.T) {
	e := events.New("", content.Created{Title: strings.Repeat("t", 213), Program: &content.Program{Status: "NONE", Genres: []string{"a", ""}}},
		events.WithVersion("1.0"), events.WithID("id"))
	e.Metadata.EventType = "content.deleted"
	_, err := events.Marshal(e)
	bad := new(events.InvalidError)
	if !errors.As(err, &bad) {
		t.Fatalf("the error is %v", err)
	}
	want(t, here(), bad.Violations,
		"/metadata/eventVersion pattern(semver): must be MAJOR.MINOR.PATCH such as 1.0.0",
		"/metadata/source minLength(1): must not be empty",
		`/metadata/eventType const(content.created): must be "content.created"`,
		"/payload/contentId minLength(1): must not be empty",
		"/payload/contentType minLength(1): must not be empty",
		"/payload/title maxLength(200): must have at most 200 characters, has 213",
		"/payload/createdBy minLength(1): must not be empty",
		"/payload/program/id minLength(1): must not be empty",
		"/payload/program/title minLength(1): must not be empty",
		"/payload/program/contentType enum(PROGRAM, EPISODE, MOVIE, SERIES): must be one of PROGRAM, EPISODE, MOVIE, SERIES",
		"/payload/program/status enum(DRAFT, PUBLISHED, ARCHIVED): must be one of DRAFT, PUBLISHED, ARCHIVED",
		"/payload/program/genres/1 minLength(1): must not be empty",
	)
}
