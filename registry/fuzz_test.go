package registry_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"unicode"

	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/registry"
)

// answer is what a registry says.
type answer struct {
	status int
	body   string
}

// Whatever a registry answers, there is an id or an error of one line, which is not
// long and has nothing that commands a terminal.
func FuzzAnswer(f *testing.F) {
	f.Add(200, `{"subject":"content.created","version":1,"id":7,"guid":"0b3b3a4e-6f52-4a11-8f3b-b8b6f8c5a3c1","schema":"{}"}`)
	f.Add(404, `{"error_code":40403,"message":"Schema not found"}`)
	f.Add(422, "{\"error_code\":42201,\"message\":\"\\u001b[2J\u202e\"}")
	f.Add(200, `{"id":-1}`)
	f.Add(500, "<html>")
	f.Add(301, "")
	var says atomic.Pointer[answer]
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		a := says.Load()
		w.Header().Set("Content-Type", "application/vnd.schemaregistry.v1+json")
		w.WriteHeader(a.status)
		_, _ = w.Write([]byte(a.body))
	}))
	f.Cleanup(s.Close)
	transport := &http.Transport{}
	f.Cleanup(transport.CloseIdleConnections)
	f.Fuzz(func(t *testing.T, status int, body string) {
		if status < 200 || status > 599 {
			return // net/http sends no other
		}
		says.Store(&answer{status, body})
		c, err := registry.New(registry.Config{URL: s.URL, HTTP: &http.Client{Transport: transport}})
		if err != nil {
			t.Fatal(err)
		}
		_, err = c.SchemaID(t.Context(), content.Created{}.EventType(), "content.events")
		if err == nil {
			if status >= 300 {
				t.Errorf("an answer of %d is an id", status)
			}
			return
		}
		if text := err.Error(); len(text) > 2000 || strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsGraphic(r) }) {
			t.Errorf("error %q", text)
		}
	})
}
