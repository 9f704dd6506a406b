package events_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
)

// An HTTP handler that decodes events by encoding/json validates them.
func Example_encodingJSON() {
	handler := func(w http.ResponseWriter, r *http.Request) {
		var e events.Event[content.Published]
		err := json.NewDecoder(r.Body).Decode(&e)
		if invalid := new(events.InvalidError); errors.As(err, &invalid) {
			w.WriteHeader(http.StatusUnprocessableEntity)
			_ = json.NewEncoder(w).Encode(invalid.Violations)
			return
		}
		_ = json.NewEncoder(w).Encode(e.Payload)
	}
	const metadata = `{"eventId":"e-1","eventType":"content.published","eventVersion":"1.0.0","timestamp":"2026-01-31T12:00:00Z","source":"cms-service"}`
	for _, payload := range []string{`{"contentType":"MOVIE","title":"Dune","publishedBy":"u-1","publishedAt":"2026-01-31T12:00:00Z"}`, `{"contentId":"c-1","contentType":"MOVIE","title":"Dune & Co","publishedBy":"u-1","publishedAt":"2026-01-31T12:00:00Z"}`} {
		w := httptest.NewRecorder()
		handler(w, httptest.NewRequest(http.MethodPost, "/events", strings.NewReader(`{"metadata":`+metadata+`,"payload":`+payload+`}`)))
		fmt.Print(w.Code, " ", w.Body)
	}
	// Output:
	// 422 [{"pointer":"/payload/contentId","rule":"required","message":"is required"}]
	// 200 {"contentId":"c-1","contentType":"MOVIE","title":"Dune \u0026 Co","publishedBy":"u-1","publishedAt":"2026-01-31T12:00:00.000Z"}
}
