package eventstest_test

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/catalog/ingest"
	"github.com/mediamesh/events/eventstest"
	playback "github.com/mediamesh/events/examples/playback/catalog"
	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/dynamic"
)

func marshal(t testing.TB, e events.Message) string {
	t.Helper()
	data, err := e.AppendTo(nil)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestExample(t *testing.T) {
	for _, test := range []struct {
		name string
		got  events.Message
		want string
	}{
		{"full", eventstest.Example[ingest.Failed](t),
			`{"metadata":{"eventId":"019bc0fd-89c0-7454-bb08-c21003f95048","eventType":"ingest.failed","eventVersion":"1.0.0","timestamp":"2026-01-15T09:30:00.000Z","source":"example-service","correlationId":"correlation-1","userId":"user-1"},` +
				`"payload":{"ingestId":"ingest-1","contentId":"content-1","filename":"clip.mxf","error":"error-1","errorCode":"TRANSCODE_FAILED","errorDetails":"errorDetails","failedAt":"2026-01-15T09:30:00.000Z","retryable":true}}`},
		{"minimal", eventstest.Example[ingest.Failed](t, eventstest.Minimal()),
			`{"metadata":{"eventId":"019bc0fd-89c0-7454-bb08-c21003f95048","eventType":"ingest.failed","eventVersion":"1.0.0","timestamp":"2026-01-15T09:30:00.000Z","source":"example-service"},` +
				`"payload":{"ingestId":"ingest-1","contentId":"content-1","filename":"clip.mxf","error":"error-1","failedAt":"2026-01-15T09:30:00.000Z","retryable":true}}`},
		{"by its name", eventstest.ExampleNamed(t, catalog.Registry(), "content.deleted"),
			`{"metadata":{"eventId":"019bc0fd-89c0-7e21-b4a6-299ff9ff09e9","eventType":"content.deleted","eventVersion":"1.0.0","timestamp":"2026-01-15T09:30:00.000Z","source":"example-service","correlationId":"correlation-1","userId":"user-1"},` +
				`"payload":{"contentId":"content-1","contentType":"PROGRAM","title":"Evening News","deletedBy":"user-1","deletedAt":"2026-01-15T09:30:00.000Z"}}`},
	} {
		if got := marshal(t, test.got); got != test.want {
			t.Errorf("%s is\n%s\nwant\n%s", test.name, got, test.want)
		}
	}
}

// registries are of this catalog, of another one, and of one that nobody
// compiled.
func registries(t testing.TB) map[string]*events.Registry {
	t.Helper()
	c, err := contract.Read("../internal/gen/testdata/golden/kinds/contract")
	if err != nil {
		t.Fatal(err)
	}
	kinds, err := dynamic.Registry(c)
	if err != nil {
		t.Fatal(err)
	}
	return map[string]*events.Registry{"catalog": catalog.Registry(), "playback": playback.Registry(), "kinds": kinds}
}

// Whatever the catalog: examples are valid, each seed has its own, and they are
// the same in each run. The sum is that of examples of some types of this catalog, on
// any machine and under any version of Go.
func TestExamplesOfAnyCatalog(t *testing.T) {
	const want = "d82ab31bf49cb940"
	summed := map[string]bool{"content.created": true, "ingest.completed": true, "auth.user.login": true, "search.performed": true}
	for name, reg := range registries(t) {
		sum := sha256.New()
		ids := map[string]bool{}
		for _, d := range reg.Types() {
			newest, err := reg.Lookup(d.Name())
			if err != nil {
				t.Fatal(err)
			}
			if newest != d {
				continue
			}
			choices := [][]eventstest.Option{{eventstest.Minimal()}, {}}
			for n := range uint64(20) {
				choices = append(choices, []eventstest.Option{eventstest.Seed(n + 1)})
			}
			for i, opts := range choices {
				e := eventstest.ExampleNamed(t, reg, d.Name(), opts...)
				text := marshal(t, e)
				if again := marshal(t, eventstest.ExampleNamed(t, reg, d.Name(), opts...)); again != text {
					t.Errorf("%s once more is\n%s\nwas\n%s", d.Name(), again, text)
				}
				if i > 1 && ids[e.Metadata.EventID] {
					t.Errorf("%s: the id %s is there already", d.Name(), e.Metadata.EventID)
				}
				ids[e.Metadata.EventID] = true
				if summed[d.Name()] {
					fmt.Fprintln(sum, text)
				}
			}
		}
		if got := fmt.Sprintf("%x", sum.Sum(nil)[:8]); name == "catalog" && got != want {
			t.Errorf("the sum is %s, want %s", got, want)
		}
	}
}

func TestExampleFails(t *testing.T) {
	wantText(t, failing(t, func(t testing.TB) { eventstest.ExampleNamed(t, catalog.Registry(), "no.such") }),
		`eventstest: event type "no.such" is unknown: add it to the contract, or register its descriptor`)
	foreign := events.NewType(events.Spec[content.Created]{Name: "content.created", Version: "1.0.0", Schema: `{"oneOf": []}`})
	reg, err := events.NewRegistry(foreign)
	if err != nil {
		t.Fatal(err)
	}
	wantText(t, failing(t, func(t testing.TB) { eventstest.ExampleNamed(t, reg, "content.created") }),
		`eventstest: the JSON Schema of content.created 1.0.0 cannot be read: content.created.json:1: /oneOf: a contract has no keyword for "oneOf"; a field has one type; make it several fields`)
}

func TestBroken(t *testing.T) {
	for name, reg := range registries(t) {
		for _, d := range reg.Types() {
			names, rules := map[string]bool{}, map[string]bool{}
			for _, broken := range eventstest.Broken(t, d) { // the decoder is asked there
				if names[broken.Name] {
					t.Errorf("%s: two documents of the name %s", d.Name(), broken.Name)
				}
				names[broken.Name], rules[broken.Rule] = true, true
			}
			if len(names) < 20 {
				t.Errorf("%s has only %d broken documents of %s", name, len(names), d.Name())
			}
			if name == "kinds" && d.Version() == "1.2.0" && len(rules) < 10 {
				t.Errorf("only the rules %v are broken", rules)
			}
		}
	}
}

func TestBrokenNames(t *testing.T) {
	var got []string
	for _, broken := range eventstest.Broken(t, content.Created{}.EventType()) {
		if broken.Pointer == "/payload/title" {
			got = append(got, broken.Name)
		}
	}
	want := []string{
		"payload.title required, missing", "payload.title type, null", "payload.title type, a boolean",
		"payload.title minLength, one character too few", "payload.title maxLength, one character too many",
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// otherSchema is a type with the schema of another.
type otherSchema struct {
	events.Descriptor
	schema string
}

func (o otherSchema) Schema() string { return o.schema }

// Broken fails for a type whose decoder does not judge as its schema says.
func TestBroken_NeedsDecoderThatAgreesWithSchema(t *testing.T) {
	schemaOf := func(d events.Descriptor, old, new string) string {
		if !strings.Contains(d.Schema(), old) {
			t.Fatalf("the schema of %s has no %s", d.Name(), old)
		}
		return strings.ReplaceAll(d.Schema(), old, new)
	}
	created, deleted := content.Created{}.EventType(), content.Deleted{}.EventType()
	for _, c := range []struct{ name, schema, want string }{
		{"decoder finds more", schemaOf(deleted, `"content.deleted"`, `"content.created"`),
			"eventstest: metadata.eventId required, missing: the decoder does not report exactly this violation: content.created is invalid: /metadata/eventId is required; /payload/createdBy is required"},
		{"decoder finds nothing", schemaOf(created, `"maxLength": 200`, `"maxLength": 100`),
			"eventstest: payload.title maxLength, one character too many: the decoder does not report exactly this violation: <nil>"},
		{"decoder finds another rule", schemaOf(created, `"description": "What kind of content it is, such as PROGRAM.",
          "type": "string",
          "minLength": 1`, `"type": "string", "pattern": "^[A-Z]+$"`),
			"eventstest: payload.contentType pattern, a text that does not match: the decoder does not report exactly this violation: content.created is invalid: /payload/contentType must not be empty"},
	} {
		t.Run(c.name, func(t *testing.T) {
			wantText(t, failing(t, func(t testing.TB) { eventstest.Broken(t, otherSchema{created, c.schema}) }), c.want)
		})
	}
}
