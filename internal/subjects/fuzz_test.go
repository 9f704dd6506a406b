package subjects_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"unicode"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/subjects"
)

// answers are what a registry says of its subjects, of a subject's versions and of a
// version.
type answers struct{ subjects, versions, schema string }

// Whatever a registry answers, there is a contract, or an error of one line without
// what commands a terminal.
func FuzzRead(f *testing.F) {
	c, err := contract.Read("../../contract")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(`["content.created"]`, `[1]`, `{"subject":"content.created","version":1,"id":1,"schemaType":"JSON","schema":"{\"type\":\"object\"}"}`)
	f.Add(`["content.created","content.x","\u001b"]`, `[1,2,2147483648]`, `{"schema":7}`)
	f.Add(`{}`, `null`, `[]`)
	f.Add(`["content.created"]`, `[-1]`, "{\"schemaType\":\"\\u009b\u202e\"}")
	var says atomic.Pointer[answers]
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a := says.Load()
		w.Header().Set("Content-Type", "application/vnd.schemaregistry.v1+json")
		body := a.schema
		switch {
		case strings.HasSuffix(r.URL.Path, "/subjects"):
			body = a.subjects
		case strings.HasSuffix(r.URL.Path, "/versions"):
			body = a.versions
		}
		_, _ = w.Write([]byte(body))
	}))
	f.Cleanup(s.Close)
	f.Fuzz(func(t *testing.T, list, versions, schema string) {
		if len(list)+len(versions) > 4096 {
			return // each name is a request
		}
		says.Store(&answers{list, versions, schema})
		found, err := subjects.Read(t.Context(), subjects.Config{URL: s.URL, Topic: func(domain, _ string) string { return domain + ".events" }}, c)
		switch {
		case err == nil && found == nil:
			t.Error("neither a contract nor an error")
		case err == nil:
		case strings.ContainsFunc(err.Error(), func(r rune) bool { return r != '\n' && !unicode.IsGraphic(r) }) || len(err.Error()) > 20_000:
			t.Errorf("error %q", err)
		}
	})
}
