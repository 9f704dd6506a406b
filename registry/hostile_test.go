package registry_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/registry"
	"github.com/twmb/franz-go/pkg/sr"
)

const secret = "Zzyzx-hunter2"

// endless is a registry whose answers do not end, and how many bytes it could write.
func endless(t *testing.T, status int) (*httptest.Server, *atomic.Int64) {
	t.Helper()
	var written atomic.Int64
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		for chunk := []byte(strings.Repeat(" ", 64<<10)); ; {
			n, err := w.Write(chunk)
			if written.Add(int64(n)); err != nil {
				return
			}
		}
	}))
	t.Cleanup(s.Close)
	return s, &written
}

// buffered is more than what lies unread in the buffers of a connection.
const buffered = 64 << 20

func TestClient_LimitsAnswers(t *testing.T) {
	s, written := endless(t, http.StatusOK)
	_, err := client(t, registry.Config{URL: s.URL}).SchemaID(t.Context(), content.Created{}.EventType(), "content.events")
	large, ok := errors.AsType[*registry.AnswerTooLargeError](err)
	want := "schema registry lookup failed: " + s.URL + " answers with more than 8 MiB, the most that is read"
	if !ok || large.Limit != registry.MaxAnswer || large.URL != s.URL || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
	s.Close() // waits for the handler
	if n := written.Load(); n > registry.MaxAnswer+buffered {
		t.Errorf("the registry could write %d bytes", n)
	}
}

func TestClient_LimitsFailures(t *testing.T) {
	s, written := endless(t, http.StatusInternalServerError)
	_, err := client(t, registry.Config{URL: s.URL}).SchemaID(t.Context(), content.Created{}.EventType(), "content.events")
	if want := "schema registry lookup failed: it answers 500: "; err == nil || !strings.HasPrefix(err.Error(), want) || len(err.Error()) > 1200 {
		t.Errorf("error %.200v, want %s…", err, want)
	}
	s.Close()
	if n := written.Load(); n > buffered {
		t.Errorf("the registry could write %d bytes", n)
	}
}

// The message of a registry is on one line, is cut, and has no credentials.
func TestClient_EscapesMessages(t *testing.T) {
	url := answering(t, http.StatusConflict, `{"message":"\u001b[2J no `+secret+`\nmediamesh: all is well `+strings.Repeat("x", 5000)+`"}`)
	_, err := client(t, registry.Config{URL: url, User: "ada", Password: cluster.NewSecret(secret)}).SchemaID(t.Context(), content.Created{}.EventType(), "content.events")
	want := `schema registry lookup failed: it answers 409: \x1b[2J no [redacted]\nmediamesh: all is well xxx`
	if err == nil || !strings.HasPrefix(err.Error(), want) || len(err.Error()) > 1200 {
		t.Errorf("error %.200v, want %s…", err, want)
	}
	if answer, ok := errors.AsType[*sr.ResponseError](err); !ok || strings.ContainsAny(answer.Error(), "\x1b\n") || strings.Contains(answer.Error(), secret) {
		t.Errorf("the answer prints %.200v", answer)
	}
}

// A redirect is not followed, not even on the same host, where Go would send the
// password along, and not by a client that follows redirects.
func TestClient_FollowsNoRedirects(t *testing.T) {
	var reached atomic.Int32
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached.Add(1) }))
	t.Cleanup(other.Close)
	for _, to := range []string{other.URL + "/x?token=" + secret, "/elsewhere?token=" + secret} {
		var asked []string
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			asked = append(asked, r.URL.Path)
			http.Redirect(w, r, to, http.StatusTemporaryRedirect)
		}))
		t.Cleanup(s.Close)
		mine := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}, CheckRedirect: func(*http.Request, []*http.Request) error { return nil }}
		c, err := registry.New(registry.Config{URL: s.URL, User: "ada", Password: cluster.NewSecret(secret), HTTP: mine})
		if err != nil {
			t.Fatal(err)
		}
		_, err = c.SchemaID(t.Context(), content.Created{}.EventType(), "content.events")
		redirect, ok := errors.AsType[*registry.RedirectError](err)
		if !ok || redirect.Status != http.StatusTemporaryRedirect || redirect.URL != s.URL || !strings.HasSuffix(redirect.Location, "?[redacted]") ||
			!strings.HasSuffix(err.Error(), ": redirects are not followed; set the final URL") || strings.Contains(err.Error(), secret) {
			t.Errorf("error %v", err)
		}
		s.Close()
		if len(asked) != 1 || reached.Load() != 0 {
			t.Errorf("asked %v, and the other server %d times", asked, reached.Load())
		}
	}
}

func TestNew_RefusesCredentialsAsPlainText(t *testing.T) {
	for _, c := range []struct {
		config  registry.Config
		refused bool
	}{
		{registry.Config{URL: "http://registry.test:8081", User: "ada", Password: cluster.NewSecret(secret)}, true},
		{registry.Config{URL: "http://ada:" + secret + "@registry.test:8081"}, true},
		{registry.Config{URL: "http://registry.test:8081?token=" + secret}, true},
		{registry.Config{URL: "http://registry.test:8081", User: "ada", Password: cluster.NewSecret(secret), InsecureHTTP: true}, false},
		{registry.Config{URL: "http://registry.test:8081"}, false},
		{registry.Config{URL: "http://127.0.0.1:8081", User: "ada", Password: cluster.NewSecret(secret)}, false},
		{registry.Config{URL: "http://localhost:8081", User: "ada", Password: cluster.NewSecret(secret)}, false},
		{registry.Config{URL: "https://ada:" + secret + "@registry.test:8081"}, false},
	} {
		_, err := registry.New(c.config)
		const want = "registry: Config.URL begins with http: credentials would be sent to http://registry.test:8081 as plain text; use https, or set InsecureHTTP"
		if refused := err != nil; refused != c.refused || refused && err.Error() != want {
			t.Errorf("%+v: %v", c.config, err)
		}
	}
}

// Neither errors nor a printed configuration have the URL's secrets.
func TestURL_DoesNotPrint(t *testing.T) {
	closed := httptest.NewServer(nil)
	closed.Close()
	config := registry.Config{URL: strings.Replace(closed.URL, "http://", "http://ada:"+secret+"@", 1) + "?token=" + secret, Password: cluster.NewSecret(secret)}
	_, err := client(t, config).SchemaID(t.Context(), content.Created{}.EventType(), "content.events")
	if err == nil || !strings.Contains(err.Error(), closed.URL+"/subjects/content.created") || strings.Contains(err.Error(), secret) {
		t.Errorf("error %v, want the URL without its secrets", err)
	}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q"} {
		for _, value := range []any{config, &config, struct{ Registry registry.Config }{config}} {
			if text := fmt.Sprintf(verb, value); strings.Contains(text, secret) || !strings.Contains(text, "[redacted]") {
				t.Errorf("%s: %s", verb, text)
			}
		}
	}
	if _, err := registry.New(registry.Config{URL: "https://ada:" + secret + "@h:port"}); err == nil || strings.Contains(err.Error(), secret) {
		t.Errorf("error %v", err)
	}
}

// Credentials in the URL, and its query, are sent.
func TestURL_HasCredentials(t *testing.T) {
	var user, password, query string
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		user, password, _ = r.BasicAuth()
		query = r.URL.Query().Get("token")
		_, _ = w.Write([]byte(`{"id":7}`))
	}))
	t.Cleanup(s.Close)
	at := strings.Replace(s.URL, "http://", "http://ada:"+secret+"@", 1) + "?token=abcd"
	id, err := client(t, registry.Config{URL: at}).SchemaID(t.Context(), content.Created{}.EventType(), "content.events")
	if err != nil || id.ID != 7 || user != "ada" || password != secret || query != "abcd" {
		t.Errorf("%v, %v: asked as %q, %q with %q", id, err, user, password, query)
	}
}

// Some registries take a token as the user, without a password.
func TestConfig_UserWithoutPassword(t *testing.T) {
	var user, password string
	var given bool
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		user, password, given = r.BasicAuth()
		_, _ = w.Write([]byte(`{"id":7}`))
	}))
	t.Cleanup(s.Close)
	for _, c := range []struct {
		config registry.Config
		user   string
		given  bool
	}{
		{registry.Config{URL: s.URL, User: secret}, secret, true},
		{registry.Config{URL: strings.Replace(s.URL, "http://", "http://"+secret+"@", 1)}, secret, true},
		{registry.Config{URL: s.URL}, "", false},
	} {
		if _, err := client(t, c.config).SchemaID(t.Context(), content.Created{}.EventType(), "content.events"); err != nil {
			t.Fatal(err)
		}
		if user != c.user || password != "" || given != c.given {
			t.Errorf("asked as %q, %q, %v; want %q, %v", user, password, given, c.user, c.given)
		}
	}
}
