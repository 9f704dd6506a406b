package registry_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/registry"
	"github.com/twmb/franz-go/pkg/sr"
	"github.com/twmb/franz-go/pkg/sr/srfake"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func fake(t *testing.T, options ...srfake.Option) *srfake.Registry {
	t.Helper()
	r := srfake.New(options...)
	t.Cleanup(r.Close)
	return r
}

func client(t *testing.T, config registry.Config) *registry.Client {
	t.Helper()
	transport := &http.Transport{}
	t.Cleanup(transport.CloseIdleConnections)
	config.HTTP = &http.Client{Transport: transport}
	c, err := registry.New(config)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestSchemaIDOfEachNaming(t *testing.T) {
	for _, c := range []struct {
		naming  registry.Naming
		subject string
	}{
		{"", "content.created"},
		{registry.ByRecord, "content.created"},
		{registry.ByTopic, "prod.content-value"},
		{registry.ByTopicRecord, "prod.content-content.created"},
	} {
		r := fake(t)
		r.SeedSchema(c.subject, 1, 5, sr.Schema{Schema: `{"type":"object"}`, Type: sr.TypeJSON}) // another version
		r.SeedSchema(c.subject, 2, 41, sr.Schema{Schema: content.Created{}.EventType().Schema(), Type: sr.TypeJSON})
		r.SeedSchema(c.subject, 3, 6, sr.Schema{Schema: `{"type":"array"}`, Type: sr.TypeJSON})
		id, err := client(t, registry.Config{URL: r.URL(), Subjects: c.naming}).SchemaID(t.Context(), content.Created{}.EventType(), "prod.content")
		if err != nil || id.ID != 41 || id.GUID == ([16]byte{}) {
			t.Errorf("%s: %v, %v", c.naming, id, err)
		}
	}
}

type transport func(*http.Request) (*http.Response, error)

func (f transport) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestClient_UsesConfiguredHTTPClient(t *testing.T) {
	var asked string
	c, err := registry.New(registry.Config{URL: "http://registry.invalid", HTTP: &http.Client{Transport: transport(func(r *http.Request) (*http.Response, error) {
		asked = r.URL.String()
		body := io.NopCloser(strings.NewReader(`{"subject":"content.created","version":1,"id":7,"schema":"{}"}`))
		return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: body, Request: r}, nil
	})}})
	if err != nil {
		t.Fatal(err)
	}
	id, err := c.SchemaID(t.Context(), content.Created{}.EventType(), "content.events")
	if err != nil || id != (kafka.SchemaID{ID: 7}) {
		t.Errorf("%v, %v, want ID 7", id, err)
	}
	if !strings.HasPrefix(asked, "http://registry.invalid/subjects/content.created") {
		t.Errorf("asked at %s, want the configured client to be asked", asked)
	}
}

// Without an HTTP client of its own, a client gives up on a registry that does not
// answer after 30 seconds.
func TestClient_GivesUpAfterThirtySeconds(t *testing.T) {
	usual := http.DefaultTransport
	t.Cleanup(func() { http.DefaultTransport = usual })
	http.DefaultTransport = transport(func(r *http.Request) (*http.Response, error) {
		<-r.Context().Done()
		return nil, r.Context().Err()
	})
	synctest.Test(t, func(t *testing.T) {
		c, err := registry.New(registry.Config{URL: "http://registry.invalid"})
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
		defer cancel()
		begun := time.Now()
		_, err = c.SchemaID(ctx, content.Created{}.EventType(), "content.events")
		if took := time.Since(begun); took != 30*time.Second || !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("failed after %v with %v, want a deadline that is exceeded after 30s", took, err)
		}
	})
}

// TestSchemaID_IsCached also reads the GUID as registries write it.
func TestSchemaID_IsCached(t *testing.T) {
	asked := 0
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked++
		if r.Method != http.MethodPost || r.URL.Path != "/subjects/content.created" {
			t.Errorf("%s %s", r.Method, r.URL)
		}
		if user, password, _ := r.BasicAuth(); user != "ada" || password != "hunter2" {
			t.Errorf("as %q, %q", user, password)
		}
		_, _ = w.Write([]byte(`{"subject":"content.created","version":1,"id":7,"guid":"11223344-5566-4788-89aa-bbccddeeff01","schema":"{}"}`))
	}))
	t.Cleanup(s.Close)
	c := client(t, registry.Config{URL: s.URL, User: "ada", Password: cluster.NewSecret("hunter2")})
	want := kafka.SchemaID{ID: 7, GUID: [16]byte{0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x47, 0x88, 0x89, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff, 1}}
	for range 3 {
		if id, err := c.SchemaID(t.Context(), content.Created{}.EventType(), "content.events"); err != nil || id != want {
			t.Errorf("%v, %v", id, err)
		}
	}
	if asked != 1 {
		t.Errorf("asked %d times", asked)
	}
}

func TestSchemaID_NamesMissingSchema(t *testing.T) {
	empty, other, closed := fake(t), fake(t), fake(t, srfake.WithAuth("Basic dTpw"))
	other.SeedSchema("content.created", 1, 1, sr.Schema{Schema: `{"type":"object"}`, Type: sr.TypeJSON})
	lacks := "the schema registry does not have content.created 1.0.0 under the subject content.created: run mediamesh registry register"
	for _, c := range []struct {
		name, url, want string
		missing         bool
	}{
		{"no subject", empty.URL(), lacks, true},
		{"another schema", other.URL(), lacks, true},
		{"not allowed", closed.URL(), "schema registry lookup failed: it answers 401: ", false},
	} {
		created, err := catalog.Registry().Lookup("content.created")
		if err != nil {
			t.Fatal(err)
		}
		_, err = client(t, registry.Config{URL: c.url}).SchemaID(t.Context(), created, "content.events")
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %s", c.name, err, c.want)
		}
		if _, missing := errors.AsType[*registry.NotRegisteredError](err); missing != c.missing {
			t.Errorf("%s: %T", c.name, err)
		}
	}
}

// answering is a registry that answers each request alike.
func answering(t *testing.T, status int, body string) string {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}))
	t.Cleanup(s.Close)
	return s.URL
}

func TestClient_ReportsAnswer(t *testing.T) {
	for _, c := range []struct {
		name   string
		status int
		body   string
		want   string
	}{
		{"with a message", http.StatusUnprocessableEntity, `{"error_code":42201,"message":"Invalid schema"}`, "it answers 422: Invalid schema"},
		{"without a message", http.StatusServiceUnavailable, `{"error_code":500}`, "it answers 503: Service Unavailable"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := client(t, registry.Config{URL: answering(t, c.status, c.body)}).SchemaID(t.Context(), content.Created{}.EventType(), "content.events")
			if want := "schema registry lookup failed: " + c.want; err == nil || err.Error() != want {
				t.Errorf("error %v, want %s", err, want)
			}
			if answer, ok := errors.AsType[*sr.ResponseError](err); !ok || answer.StatusCode != c.status {
				t.Errorf("%T of %v, want the registry's answer", err, answer)
			}
		})
	}
}

// What is not a GUID is left out, the ID stays.
func TestClient_ReadsGUID(t *testing.T) {
	want := [16]byte{0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x47, 0x88, 0x89, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff, 1}
	for _, c := range []struct {
		guid string
		want [16]byte
	}{
		{"11223344-5566-4788-89aa-bbccddeeff01", want},
		{"112233445566478889AABBCCDDEEFF01", want},
		{"", [16]byte{}},
		{"11223344-5566-4788-89aa-bbccddeeff", [16]byte{}},
		{"11223344-5566-4788-89aa-bbccddeeff0102", [16]byte{}},
		{"11223344-5566-4788-89aa-bbccddeeff01xx", [16]byte{}},
		{"11223344-5566-4788-89aa-bbccddeeff010", [16]byte{}},
		{"none", [16]byte{}},
	} {
		url := answering(t, http.StatusOK, `{"subject":"content.created","version":1,"id":7,"guid":"`+c.guid+`","schema":"{}"}`)
		id, err := client(t, registry.Config{URL: url}).SchemaID(t.Context(), content.Created{}.EventType(), "content.events")
		if want := (kafka.SchemaID{ID: 7, GUID: c.want}); err != nil || id != want {
			t.Errorf("%q: %v, %v, want %v", c.guid, id, err, want)
		}
	}
}

func TestNew_ConfigErrors(t *testing.T) {
	for _, c := range []struct {
		config registry.Config
		want   string
	}{
		{registry.Config{}, "registry: Config.URL must begin with https:// or http://"},
		{registry.Config{URL: "localhost:8081"}, "registry: Config.URL must begin with https:// or http://"},
		{registry.Config{URL: "http://localhost", Subjects: "records"}, `registry: Config.Subjects is "records": want ByRecord, ByTopic or ByTopicRecord`},
	} {
		_, err := registry.New(c.config)
		if wrong, ok := errors.AsType[*registry.ConfigError](err); !ok || wrong.Error() != c.want {
			t.Errorf("error %v, want %s", err, c.want)
		}
	}
}
