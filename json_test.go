package events_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/catalog/auth"
	"github.com/mediamesh/events/catalog/content"
)

// unescaped is json.Marshal without escaping of HTML.
func unescaped(t *testing.T, v any) string {
	t.Helper()
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		t.Fatalf("%T: %v", v, err)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// elem returns what a pointer points to.
func elem(pointer any) any { return reflect.ValueOf(pointer).Elem().Interface() }

func TestJSON_RoundTripsExamples(t *testing.T) {
	for _, ex := range examples(t) {
		document := string(ex.JSON)
		payload, metadata := parse(ex.JSON).field("payload").String(), parse(ex.JSON).field("metadata").String()
		typ, _ := typedOf(eventName(ex.JSON))
		dynamic, err := catalog.Decode(ex.JSON)
		if err != nil {
			t.Fatal(err)
		}
		event, alone, meta := typ.newEvent(), typ.newPayload(), new(events.Metadata)
		for _, c := range []struct {
			into any
			json string
		}{{event, document}, {alone, payload}, {meta, metadata}} {
			if err := json.Unmarshal([]byte(c.json), c.into); err != nil {
				t.Errorf("%s: %T: %v", ex.Pos, c.into, err)
				continue
			}
			for _, v := range []any{c.into, elem(c.into)} {
				if got := unescaped(t, v); got != c.json {
					t.Errorf("%s: %T was written as\n%s, want\n%s", ex.Pos, v, got, c.json)
				}
			}
			// What encoding/json escapes or indents is the same value.
			again := reflect.New(reflect.TypeOf(c.into).Elem()).Interface()
			if indented, err := json.MarshalIndent(c.into, "", "\t"); err != nil {
				t.Errorf("%s: %T: %v", ex.Pos, c.into, err)
			} else if err := json.Unmarshal(indented, again); err != nil || unescaped(t, again) != c.json {
				t.Errorf("%s: %v: %s was read as\n%s", ex.Pos, err, indented, unescaped(t, again))
			}
		}
		if got := unescaped(t, dynamic); got != document {
			t.Errorf("%s: an Any was written as\n%s, want\n%s", ex.Pos, got, document)
		}
		if !reflect.DeepEqual(dynamic.Payload, alone) || !reflect.DeepEqual(dynamic.Metadata, *meta) {
			t.Errorf("%s: metadata and payload alone are not those of the event", ex.Pos)
		}
		nested := map[string]any{"list": []any{dynamic, event}}
		if got, want := unescaped(t, nested), `{"list":[`+document+`,`+document+`]}`; got != want {
			t.Errorf("%s: nested in a map\n%s, want\n%s", ex.Pos, got, want)
		}
	}
}

// encoding/json has the codec's verdict, in the codec's words.
func TestJSON_AgreesWithUnmarshalOnVectors(t *testing.T) {
	valid, invalid := 0, 0
	for _, e := range theContract(t).Events() {
		typ, _ := typedOf(e.Type)
		data, err := os.ReadFile(vectorFile(e))
		if err != nil {
			t.Fatal(err)
		}
		for line := range bytes.Lines(data) {
			var v vector
			if err := json.Unmarshal(line, &v); err != nil {
				t.Fatal(err)
			}
			document := v.document()
			if !json.Valid(document) || string(document) == "null" {
				continue // encoding/json does not call the codec
			}
			_, _, want := typ.unmarshal(document)
			event := typ.newEvent()
			err := json.Unmarshal(document, event)
			if fmt.Sprintf("%T %v", err, err) != fmt.Sprintf("%T %v", want, want) {
				t.Errorf("%s: %s: error %v, want %v", e.Type, v.Name, err, want)
			}
			if err != nil {
				invalid++
				if !reflect.ValueOf(event).Elem().IsZero() {
					t.Errorf("%s: %s: the event was changed in spite of an error", e.Type, v.Name)
				}
				continue
			}
			valid++
		}
	}
	if valid < 500 || invalid < 1500 {
		t.Errorf("%d valid and %d invalid documents, want hundreds and thousands", valid, invalid)
	}
}

func TestJSON_RefusesWhatBreaksTheContract(t *testing.T) {
	user := auth.User{ID: "u-1", Email: "none", FirstName: "Ada", LastName: "L", Role: "KING"}
	created := content.Created{ContentID: "c-1", ContentType: "MOVIE", CreatedBy: "u-1"}
	for _, c := range []struct {
		where string
		do    func() error
		want  events.InvalidError // without messages
		text  string
	}{
		{here(), func() error { _, err := json.Marshal(events.New("s", created, events.WithID("e"))); return err },
			events.InvalidError{EventType: "content.created", EventID: "e", Violations: []events.Violation{{Pointer: "/payload/title", Rule: "minLength", Limit: "1"}}},
			"content.created is invalid: /payload/title must not be empty"},
		{here(), func() error { _, err := json.Marshal(events.New("s", created, events.WithID("e")).Any()); return err },
			events.InvalidError{EventType: "content.created", EventID: "e", Violations: []events.Violation{{Pointer: "/payload/title", Rule: "minLength", Limit: "1"}}},
			"content.created is invalid: /payload/title must not be empty"},
		{here(), func() error { _, err := json.Marshal(&created); return err },
			events.InvalidError{EventType: "content.created", Violations: []events.Violation{{Pointer: "/title", Rule: "minLength", Limit: "1"}}},
			"content.created is invalid: /title must not be empty"},
		{here(), func() error { _, err := json.Marshal(struct{ U auth.User }{user}); return err },
			events.InvalidError{SharedType: "User", Violations: []events.Violation{{Pointer: "/email", Rule: "pattern", Limit: "email"}, {Pointer: "/role", Rule: "enum", Limit: "ADMIN, EDITOR, USER"}}},
			"User is invalid: /email must be an e-mail address such as name@example.com; /role must be one of ADMIN, EDITOR, USER"},
		{here(), func() error { _, err := json.Marshal(events.Metadata{EventVersion: "1"}); return err },
			events.InvalidError{Violations: []events.Violation{{Pointer: "/eventId", Rule: "minLength", Limit: "1"}, {Pointer: "/eventType", Rule: "minLength", Limit: "1"}, {Pointer: "/eventVersion", Rule: "pattern", Limit: "semver"}, {Pointer: "/source", Rule: "minLength", Limit: "1"}}},
			"event is invalid: /eventId must not be empty; /eventType must not be empty; /eventVersion must be MAJOR.MINOR.PATCH such as 1.0.0; /source must not be empty"},
		{here(), func() error { return json.Unmarshal([]byte(`{}`), new(events.Event[content.Created])) },
			events.InvalidError{Violations: []events.Violation{{Pointer: "/metadata", Rule: "required"}, {Pointer: "/payload", Rule: "required"}}},
			"event is invalid: /metadata is required; /payload is required"},
		{here(), func() error {
			return json.Unmarshal([]byte(`{"contentId":"","x":1,"contentType":"MOVIE","deletedBy":"u"}`), new(content.Deleted))
		},
			events.InvalidError{EventType: "content.deleted", Violations: []events.Violation{{Pointer: "/contentId", Rule: "minLength", Limit: "1"}, {Pointer: "/title", Rule: "required"}, {Pointer: "/deletedAt", Rule: "required"}}},
			"content.deleted is invalid: /contentId must not be empty; /title is required; /deletedAt is required"},
		{here(), func() error { return json.Unmarshal([]byte(`[]`), new(content.Deleted)) },
			events.InvalidError{EventType: "content.deleted", Violations: []events.Violation{{Rule: "type", Limit: "object"}}},
			"content.deleted is invalid: the document must be an object, not an array"},
		{here(), func() error { return json.Unmarshal([]byte(`{"old":1,"old":2,"new":3}`), new(content.Change)) },
			events.InvalidError{SharedType: "Change", Violations: []events.Violation{{Pointer: "/old", Rule: "duplicateKey"}}},
			"Change is invalid: /old is there more than once"},
		{here(), func() error { return json.Unmarshal([]byte(`{"a":{"old":1}}`), new(content.Changes)) },
			events.InvalidError{SharedType: "Change", Violations: []events.Violation{{Pointer: "/new", Rule: "required"}}},
			"Change is invalid: /new is required"},
		{here(), func() error { return json.Unmarshal([]byte(`"x"`), new(events.Metadata)) },
			events.InvalidError{Violations: []events.Violation{{Rule: "type", Limit: "object"}}},
			"event is invalid: the document must be an object, not a string"},
		{here(), func() error { return json.Unmarshal([]byte(`{"Role":"KING"}`), &struct{ Role auth.UserRole }{}) },
			events.InvalidError{SharedType: "UserRole", Violations: []events.Violation{{Rule: "enum", Limit: "ADMIN, EDITOR, USER"}}},
			"UserRole is invalid: the document must be one of ADMIN, EDITOR, USER"},
	} {
		err := c.do()
		var got *events.InvalidError
		if !errors.As(err, &got) {
			t.Errorf("%s: error %v, want an InvalidError", c.where, err)
			continue
		}
		if got.Error() != c.text {
			t.Errorf("%s: error\n%v, want\n%s", c.where, got, c.text)
		}
		bare := *got
		bare.Violations = nil
		for _, v := range got.Violations {
			v.Message = ""
			bare.Violations = append(bare.Violations, v)
		}
		if diff := cmp.Diff(c.want, bare); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.where, diff)
		}
	}
}

func TestJSON_NullAndPointersAreAsUsual(t *testing.T) {
	type holder struct {
		Value   events.Event[content.Deleted]
		Pointer *events.Event[content.Deleted]
		Any     events.Any
		Payload content.Deleted
		Meta    *events.Metadata
	}
	e := events.New("s", content.Deleted{ContentID: "c", DeletedBy: "u"})
	full := holder{Value: e, Pointer: &e, Any: e.Any(), Payload: e.Payload, Meta: &e.Metadata}
	h := full
	if err := json.Unmarshal([]byte(`{"Value":null,"Pointer":null,"Any":null,"Payload":null,"Meta":null}`), &h); err != nil {
		t.Fatal(err)
	}
	want := full // null leaves values alone and sets pointers to nil
	want.Pointer, want.Meta = nil, nil
	if !reflect.DeepEqual(h, want) {
		t.Errorf("null made\n%#v, want\n%#v", h, want)
	}
	got, err := json.Marshal((*events.Event[content.Deleted])(nil))
	if string(got) != "null" || err != nil {
		t.Errorf("a nil pointer is %s, %v", got, err)
	}
}

func TestJSON_KeepsUnknownFields(t *testing.T) {
	document := parse(example(t, "auth.user.created full")).
		add("", "a", `[1e400]`).add("/metadata", "b", `{"x":"<&>"}`).add("/payload", "c", `null`).add("/payload/user", "d", `""`).String()
	var e events.Event[auth.UserCreated]
	dec := json.NewDecoder(strings.NewReader(document + document))
	dec.DisallowUnknownFields()
	for range 2 { // the decoder uses its buffer again
		if err := dec.Decode(&e); err != nil {
			t.Fatal(err)
		}
	}
	if got := unescaped(t, e); got != document {
		t.Errorf("written as\n%s, want\n%s", got, document)
	}
}

func TestAny_UnmarshalJSONNamesTheRegistry(t *testing.T) {
	for _, c := range []struct{ document, eventType, id, text string }{
		{string(example(t, "content.deleted full")), "content.deleted", parse(example(t, "content.deleted full")).at("/metadata/eventId").text,
			`event type "content.deleted" cannot be decoded by encoding/json into an events.Any: use Registry.Decode, or an events.Event of its payload type`},
		{`{}`, "", `""`, `event type "" cannot be decoded by encoding/json into an events.Any: use Registry.Decode, or an events.Event of its payload type`},
	} {
		e := events.Any{Metadata: events.Metadata{EventID: "before"}}
		err := json.Unmarshal([]byte(c.document), &e)
		var got *events.NoRegistryError
		if !errors.As(err, &got) || err.Error() != c.text || got.EventType != c.eventType || quoted(got.EventID) != c.id {
			t.Errorf("error %#v, want %s", err, c.text)
		}
		if e.Metadata.EventID != "before" {
			t.Errorf("the event was changed: %v", e)
		}
	}
}

func TestAny_MarshalJSONOfTheZeroAnyFails(t *testing.T) {
	_, err := json.Marshal(events.Any{Metadata: events.Metadata{EventType: "a.b"}})
	var unknown *events.UnknownTypeError
	if !errors.As(err, &unknown) || unknown.EventType != "a.b" {
		t.Errorf("error %v, want an UnknownTypeError", err)
	}
}

func TestVersion_Text(t *testing.T) {
	type holder struct {
		V    events.Version
		Each map[events.Version]int
	}
	h := holder{events.Version{Major: 1, Minor: 2, Patch: 3}, map[events.Version]int{{Major: 4}: 1}}
	const document = `{"V":"1.2.3","Each":{"4.0.0":1}}`
	if got := unescaped(t, h); got != document {
		t.Errorf("written as %s, want %s", got, document)
	}
	var back holder
	if err := json.Unmarshal([]byte(document), &back); err != nil || !reflect.DeepEqual(back, h) {
		t.Errorf("read as %v, %v", back, err)
	}
	for _, c := range malformedVersions {
		v := events.Version{Major: 7}
		err := v.UnmarshalText([]byte(c.text))
		if bad := new(events.VersionError); !errors.As(err, &bad) || err.Error() != c.want || v.Major != 7 {
			t.Errorf("%s: UnmarshalText = %v, %v; want %s", c.where, v, err, c.want)
		}
	}
}

func TestEnum_Text(t *testing.T) {
	for _, text := range []string{"DRAFT", "PUBLISHED", "ARCHIVED", ""} {
		var s content.ContentStatus
		if err := s.UnmarshalText([]byte(text)); err != nil || string(s) != text {
			t.Errorf("%q was read as %q, %v", text, s, err)
		}
		if got, err := s.MarshalText(); string(got) != text || err != nil {
			t.Errorf("%q was written as %q, %v", text, got, err)
		}
	}
	s := content.ContentStatusDraft
	if err := s.UnmarshalText([]byte("draft")); err == nil || s != content.ContentStatusDraft {
		t.Errorf("draft was read as %q, %v", s, err)
	}
}

func BenchmarkJSON(b *testing.B) {
	document := example(b, "content.created full")
	e, err := events.Unmarshal[content.Created](document)
	if err != nil {
		b.Fatal(err)
	}
	for _, c := range []struct {
		name string
		do   func() error
	}{
		{"events.Marshal", func() error { _, err := events.Marshal(e); return err }},
		{"json.Marshal", func() error { _, err := json.Marshal(e); return err }},
		{"events.Unmarshal", func() error { _, err := events.Unmarshal[content.Created](document); return err }},
		{"json.Unmarshal", func() error { return json.Unmarshal(document, new(events.Event[content.Created])) }},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(document)))
			b.ReportAllocs()
			for b.Loop() {
				if err := c.do(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
