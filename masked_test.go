package events_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/catalog/auth"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/catalog/ingest"
	"github.com/mediamesh/events/catalog/search"
	"github.com/mediamesh/events/wire"
)

const planted = "planted"

// plant puts recognisable values into every personal field of an event's example, and
// unknown fields into every object. It returns how many.
func plant(t *testing.T, d events.Descriptor, document []byte) (string, int) {
	t.Helper()
	root, n := parse(document), 0
	text := func(v *value) {
		if n++; strings.Contains(v.text, "@") {
			v.text = fmt.Sprintf(`"%s-%d@example.com"`, planted, n)
		} else {
			v.text = fmt.Sprintf(`"%s-%d"`, planted, n)
		}
	}
	for _, pointer := range d.Personal() {
		list := found(root, strings.Split(pointer, "/")[1:])
		if len(list) == 0 {
			t.Fatalf("%s: the full example has no %s", d.Name(), pointer)
		}
		for _, v := range list {
			v.walk("", func(_ string, inner *value) {
				if isString(inner) {
					text(inner)
				}
			})
		}
	}
	for _, pointer := range root.pointers(isObject) {
		if free(pointer) {
			continue
		}
		n++
		root.add(pointer, fmt.Sprintf("unknown%d", n), fmt.Sprintf(`[{"x":"%s-%d"}]`, planted, n))
	}
	return root.String(), n
}

// free reports whether an object has names of the sender's own, or is any JSON.
func free(pointer string) bool {
	for _, name := range []string{"/filters", "/changes", "/errorDetails", "/old", "/new", "/oldValue", "/newValue"} {
		if strings.Contains(pointer, name) {
			return true
		}
	}
	return false
}

// found lists the values that a pointer of a descriptor leads to.
func found(v *value, tokens []string) (list []*value) {
	switch {
	case v == nil:
		return nil
	case len(tokens) == 0:
		return []*value{v}
	case tokens[0] != "*":
		return found(v.field(tokens[0]), tokens[1:])
	}
	for _, f := range v.fields {
		list = append(list, found(f.value, tokens[1:])...)
	}
	for _, item := range v.items {
		list = append(list, found(item, tokens[1:])...)
	}
	return list
}

// plantedEvents calls visit with the events of all types, typed and not, by value and by
// pointer, with payload and metadata alone, and how many values were planted in each.
func plantedEvents(t *testing.T, visit func(name string, v events.Maskable, n int)) {
	t.Helper()
	for _, d := range catalog.Types() {
		document, n := plant(t, d, example(t, d.Name()+" full"))
		dynamic, err := catalog.Decode([]byte(document))
		if err != nil {
			t.Fatalf("%s: %v", document, err)
		}
		typ, _ := typedOf(d.Name())
		event := typ.newEvent()
		if err := json.Unmarshal([]byte(document), event); err != nil {
			t.Fatal(err)
		}
		inside := strings.Count(parse([]byte(document)).field("payload").String(), planted)
		visit(d.Name()+", Any", dynamic, n)
		visit(d.Name()+", *Any", &dynamic, n)
		visit(d.Name()+", *Event", event.(events.Maskable), n)
		visit(d.Name()+", Event", elem(event).(events.Maskable), n)
		visit(d.Name()+", *payload", dynamic.Payload.(events.Maskable), inside)
		visit(d.Name()+", payload", elem(dynamic.Payload).(events.Maskable), inside)
		visit(d.Name()+", Metadata", dynamic.Metadata, 1)
	}
}

var verbs = []string{"%v", "%+v", "%#v", "%s", "%q", "%+q", "%d", "%t", "%g", "%c", "%U", "%b", "%o", "%e", "%z", "%5.3v", "%-2000v", "%!", ""} // and more arguments than verbs

func TestMask_PersonalDataReachesNoLog(t *testing.T) {
	total := 0
	plantedEvents(t, func(name string, v events.Maskable, n int) {
		if total += n; n == 0 {
			t.Errorf("%s: nothing was planted", name)
		}
		printed := map[string]string{"String": v.(fmt.Stringer).String()}
		for _, verb := range verbs {
			printed[verb] = fmt.Sprintf(verb, v)
			printed[verb+" in a struct"] = fmt.Sprintf(verb, struct{ E any }{v})
			printed[verb+" in a list"] = fmt.Sprintf(verb, []any{v, map[string]any{"e": v}})
		}
		printed["%x"], printed["Println"] = fmt.Sprintf("%x", v), fmt.Sprintln(v)
		printed["slog.TextHandler"] = logged(v, func(b *bytes.Buffer) slog.Handler { return slog.NewTextHandler(b, nil) })
		printed["slog.JSONHandler"] = logged(v, func(b *bytes.Buffer) slog.Handler { return slog.NewJSONHandler(b, nil) })
		masked := events.Masked(v)
		printed["Masked, json"] = unescaped(t, masked)
		printed["Masked, json, nested"] = unescaped(t, map[string]any{"list": []any{masked}})
		printed["Masked, %+v"] = fmt.Sprintf("%+v", masked)
		printed["Masked, unexported"] = fmt.Sprintf("%+v %#v", struct{ e any }{masked}, struct{ e events.MaskedValue }{masked})
		printed["Masked, slog"] = logged(masked, func(b *bytes.Buffer) slog.Handler { return slog.NewJSONHandler(b, nil) })
		for how, text := range printed {
			if strings.Contains(text, planted) || strings.Contains(text, fmt.Sprintf("%x", planted)) {
				t.Errorf("%s, %s: personal data in\n%s", name, how, text)
			}
		}
		for _, how := range []string{"String", "%v", "%#v", "slog.TextHandler", "slog.JSONHandler", "Masked, json"} {
			if got := strings.Count(printed[how], "***"); got < 1 {
				t.Errorf("%s, %s: nothing is masked in\n%s", name, how, printed[how])
			}
		}
		if !json.Valid([]byte(printed["String"])) || printed["String"] != printed["Masked, json"] || printed["%v"] != printed["String"] {
			t.Errorf("%s: String is %s, json of Masked is %s, %%v is %s", name, printed["String"], printed["Masked, json"], printed["%v"])
		}
	})
	if total < 400 {
		t.Errorf("%d values were planted, want hundreds", total)
	}
}

// logged is the line of a log with v as an attribute's value.
func logged(v any, handler func(*bytes.Buffer) slog.Handler) string {
	var b bytes.Buffer
	slog.New(handler(&b)).Info("x", "event", v)
	return b.String()
}

// What is masked is just what is personal or unknown.
func TestMask_ShowsTheRest(t *testing.T) {
	for _, d := range catalog.Types() {
		document, _ := plant(t, d, example(t, d.Name()+" full"))
		e, err := catalog.Decode([]byte(document))
		if err != nil {
			t.Fatal(err)
		}
		want := parse([]byte(document))
		for _, pointer := range d.Personal() {
			for _, v := range found(want, strings.Split(pointer, "/")[1:]) {
				*v = value{text: `"***"`}
			}
		}
		want.walk("", func(_ string, v *value) {
			for i, f := range v.fields {
				if strings.HasPrefix(f.name, "unknown") {
					v.fields[i].value = &value{text: `"***"`}
				}
			}
		})
		if got := e.String(); got != want.String() {
			t.Errorf("%s:\n%s, want\n%s", d.Name(), got, want)
		}
	}
}

func TestMask_Formats(t *testing.T) {
	e := events.New("auth-service", auth.UserCreated{
		UserID: "u-1", Email: "ada@example.com", FirstName: "Ada", LastName: "Lovelace", Role: auth.UserRoleAdmin,
		User:    &auth.User{ID: "u-1", Email: "ada@example.com", FirstName: "Ada", LastName: "Lovelace", Role: auth.UserRoleAdmin},
		Unknown: `"phone":"555"`,
	}, events.WithID("e-1"), events.WithTimestamp(noon.UTC().Truncate(time.Second)))
	const payload = `{"userId":"u-1","email":"***","firstName":"***","lastName":"***","role":"ADMIN","user":{"id":"u-1","email":"***","firstName":"***","lastName":"***","role":"ADMIN"},"phone":"***"}`
	const metadata = `{"eventId":"e-1","eventType":"auth.user.created","eventVersion":"1.0.0","timestamp":"2026-01-31T11:00:00.000Z","source":"auth-service"}`
	const document = `{"metadata":` + metadata + `,"payload":` + payload + `}`
	performed := search.Performed{SessionID: "s-1", Query: "me", ResultsCount: 3, SearchTime: 1.5, Filters: `{"year":[1999,2000],"score":0.5,"big":1e400,"none":null,"on":true,"empty":{"x":{}}}`}
	for _, c := range []struct{ where, got, want string }{
		{here(), fmt.Sprintf("%v", e), document},
		{here(), fmt.Sprintf("%+v", &e), document},
		{here(), fmt.Sprintf("%s", e.Any()), document},
		{here(), fmt.Sprintf("%#v", e), "events.Event[github.com/mediamesh/events/catalog/auth.UserCreated]" + document},
		{here(), fmt.Sprintf("%#v", e.Any()), "events.Any" + document},
		{here(), fmt.Sprintf("%v", e.Payload), payload},
		{here(), fmt.Sprintf("%#v", &e.Payload), "auth.UserCreated" + payload},
		{here(), fmt.Sprintf("%v", e.Metadata), metadata},
		{here(), fmt.Sprintf("%v", *e.Payload.User), `{"id":"u-1","email":"***","firstName":"***","lastName":"***","role":"ADMIN"}`},
		{here(), fmt.Sprintf("%.9s|%12.4q", e.Payload, e.Payload), `{"userId"|     "{\"us"`},
		{here(), fmt.Sprintf("%d", e.Metadata), "%!d(string=" + metadata + ")"},
		{here(), fmt.Sprint((*events.Event[auth.UserCreated])(nil)), "<nil>"},
		// A change of a user is personal where it stands, and so it is alone.
		{here(), fmt.Sprint(auth.Changes{{Name: "email", Value: auth.Change{Old: `"a@b.c"`, New: "null"}}}), `[{email "***"}]`},
		{here(), fmt.Sprint(content.Change{Old: `"a"`, New: "null"}), `{"old":"a","new":null}`},
		{here(), unescaped(t, map[string]any{"e": events.Masked(e), "n": events.Masked(nil), "p": events.Masked((*auth.User)(nil))}), `{"e":` + document + `,"n":null,"p":null}`},
		{here(), line(e, true), `event.metadata.eventId=e-1 event.metadata.eventType=auth.user.created event.metadata.eventVersion=1.0.0 event.metadata.timestamp=2026-01-31T11:00:00.000Z event.metadata.source=auth-service ` +
			`event.payload.userId=u-1 event.payload.email=*** event.payload.firstName=*** event.payload.lastName=*** event.payload.role=ADMIN ` +
			`event.payload.user.id=u-1 event.payload.user.email=*** event.payload.user.firstName=*** event.payload.user.lastName=*** event.payload.user.role=ADMIN event.payload.phone=***`},
		{here(), line(&e, false), `"event":` + document + `}`},
		{here(), line(performed, true), `event.query=*** event.filters.year=[1999,2000] event.filters.score=0.5 event.filters.big=1e400 event.filters.none=<nil> event.filters.on=true event.resultsCount=3 event.searchTime=1.5 event.sessionId=s-1`},
		{here(), line(performed, false), `"event":{"query":"***","filters":{"year":[1999,2000],"score":0.5,"big":1e400,"none":null,"on":true},"resultsCount":3,"searchTime":1.5,"sessionId":"s-1"}}`},
	} {
		if c.got != c.want {
			t.Errorf("%s:\n%s, want\n%s", c.where, c.got, c.want)
		}
	}
}

// line is what stands behind the message in a line of slog.
func line(v any, text bool) string {
	_, rest, _ := strings.Cut(logged(v, func(b *bytes.Buffer) slog.Handler {
		if text {
			return slog.NewTextHandler(b, nil)
		}
		return slog.NewJSONHandler(b, nil)
	}), map[bool]string{true: "msg=x ", false: `"msg":"x",`}[text])
	return strings.TrimSuffix(rest, "\n")
}

// Events that break their contract are shown masked, and those that cannot be encoded at all
// are masked as a whole, but for the metadata.
func TestMask_InvalidEvents(t *testing.T) {
	meta := events.Metadata{EventID: "e-1", EventType: "auth.user.login"}
	const shown = `{"eventId":"e-1","eventType":"auth.user.login","eventVersion":"","timestamp":"0001-01-01T00:00:00.000Z","source":""}`
	const unsound = `{"metadata":` + shown + `,"payload":"***"}`
	for _, c := range []struct {
		where string
		v     events.Maskable
		want  string
	}{
		{here(), events.Event[auth.UserLogin]{Metadata: meta, Payload: auth.UserLogin{Email: planted}},
			`{"metadata":` + shown + `,"payload":{"userId":"","email":"***","loginAt":"0001-01-01T00:00:00.000Z","success":false}}`},
		{here(), events.Event[auth.UserLogin]{Metadata: meta, Payload: auth.UserLogin{Email: planted + "\xff"}}, unsound},
		{here(), events.Event[auth.UserLogin]{Metadata: meta, Payload: auth.UserLogin{Unknown: `"x":"` + planted}}, unsound},
		{here(), events.Event[auth.UserLogin]{Metadata: meta, Payload: auth.UserLogin{Unknown: `"userId":"` + planted + `"`}}, unsound},
		{here(), events.Event[auth.UserLogin]{Metadata: meta, Payload: auth.UserLogin{Unknown: `"x":1},"payload":{"userId":"` + planted + `"`}}, unsound},
		{here(), events.Event[auth.UserLogin]{Metadata: meta, Payload: auth.UserLogin{Email: planted}, Unknown: `"a":` + planted}, unsound},
		{here(), events.Event[auth.UserLogin]{Metadata: meta, Payload: auth.UserLogin{Email: strings.Repeat(planted, 1<<20)}}, unsound},
		{here(), events.Event[auth.UserLogin]{}, `{"metadata":{"eventId":"","eventType":"","eventVersion":"","timestamp":"0001-01-01T00:00:00.000Z","source":""},"payload":{"userId":"","email":"***","loginAt":"0001-01-01T00:00:00.000Z","success":false}}`},
		{here(), events.Any{Metadata: meta, Payload: &auth.UserLogin{Email: planted}, Unknown: `"x":"` + planted + `"`}, unsound},
		{here(), withPayload(events.New("s", auth.UserLogin{}).Any(), meta, &auth.UserLogout{UserID: planted}), unsound},
		{here(), withPayload(events.New("s", auth.UserLogin{}).Any(), meta, (*auth.UserLogin)(nil)), unsound},
		{here(), withPayload(events.New("s", auth.UserLogin{}).Any(), meta, planted), unsound},
		{here(), ingest.Progress{IngestID: "i", Progress: math.NaN(), Unknown: `"x":"` + planted + `"`}, `{"ingestId":"i","contentId":"","stage":"","x":"***"}`},
		{here(), auth.User{Unknown: wire.Unknown(`"x"` + planted)}, `"***"`},
		{here(), auth.User{ID: "\xff" + planted}, `"***"`},
		{here(), events.Metadata{EventID: "e\xff", Source: "s\n\u2028"}, `{"eventId":"e` + "\ufffd" + `","eventType":"","eventVersion":"","timestamp":"0001-01-01T00:00:00.000Z","source":"s\n` + "\u2028" + `"}`},
		{here(), events.Metadata{Unknown: wire.Unknown(`"eventId":"` + planted + `"`)}, `{"eventId":"","eventType":"","eventVersion":"","timestamp":"0001-01-01T00:00:00.000Z","source":""}`},
		{here(), events.Metadata{Timestamp: time.Date(12345, 1, 1, 0, 0, 0, 0, time.UTC), UserID: "u"}, ``},
	} {
		got := c.v.(fmt.Stringer).String()
		if got != c.want && c.want != "" {
			t.Errorf("%s:\n%.2000s, want\n%s", c.where, got, c.want)
		}
		if !json.Valid([]byte(got)) {
			t.Errorf("%s: no JSON: %.2000s", c.where, got)
		}
		all := fmt.Sprintf("%v %+v %#v", c.v, []any{c.v}, c.v) + line(c.v, true) + line(c.v, false) + unescaped(t, events.Masked(c.v))
		if strings.Contains(all, planted) || strings.Contains(all, "PANIC") || strings.Contains(all, "panicked") {
			t.Errorf("%s: printed %.3000s", c.where, all)
		}
	}
}

func withPayload(e events.Any, m events.Metadata, payload any) events.Any {
	e.Metadata, e.Payload = m, payload
	return e
}

func BenchmarkMasked(b *testing.B) {
	e, err := events.Unmarshal[content.Created](example(b, "content.created full"))
	if err != nil {
		b.Fatal(err)
	}
	for _, c := range []struct {
		name string
		do   func()
	}{
		{"String", func() { _ = e.String() }},
		{"LogValue", func() { _ = e.LogValue() }},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				c.do()
			}
		})
	}
}
