package same

import (
	"encoding/json"
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/bench/internal/peer"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/wire"
)

const document = `{"metadata":{"eventId":"e-1","eventType":"content.updated","eventVersion":"1.0.0","timestamp":"2026-01-15T10:00:00.000Z","source":"cms"},` +
	`"payload":{"contentId":"c-1","contentType":"PROGRAM","title":"News","updatedBy":"u-1",` +
	`"changes":{"title":{"old":"Olds","new":"News"},"rating":{"old":null,"new":{"a":[1]}}},` +
	`"program":{"description":"","genres":["a","b"],"duration":0}}}`

func both(t *testing.T) (events.Event[content.Updated], *peer.ContentUpdated) {
	t.Helper()
	ours, err := events.Unmarshal[content.Updated]([]byte(document))
	if err != nil {
		t.Fatal(err)
	}
	theirs := new(peer.ContentUpdated)
	if err := json.Unmarshal([]byte(document), theirs); err != nil {
		t.Fatal(err)
	}
	return ours, theirs
}

func TestSame(t *testing.T) {
	ours, theirs := both(t)
	if err := Event(ours, theirs); err != nil {
		t.Error(err)
	}
}

func TestDifferences(t *testing.T) {
	for want, change := range map[string]func(p *peer.ContentUpdated){
		".Metadata.UserID: u, not ":                                  func(p *peer.ContentUpdated) { p.Metadata.UserID = "u" },
		`.Metadata.Timestamp: "", not 2026-01-15 10:00:00 +0000 UTC`: func(p *peer.ContentUpdated) { p.Metadata.Timestamp = "" },
		".Payload.Program.Description: present is false, not true":   func(p *peer.ContentUpdated) { p.Payload.Program.Description = nil },
		".Payload.Program.Duration: 1, not 0":                        func(p *peer.ContentUpdated) { *p.Payload.Program.Duration = 1 },
		".Payload.Program.Rating: present is true, not false":        func(p *peer.ContentUpdated) { p.Payload.Program.Rating = new("") },
		".Payload.Program: present is false, not true":               func(p *peer.ContentUpdated) { p.Payload.Program = nil },
		".Payload.Program.Genres.1: c, not b":                        func(p *peer.ContentUpdated) { p.Payload.Program.Genres[1] = "c" },
		".Payload.Program.Genres: 0 items, not 2":                    func(p *peer.ContentUpdated) { p.Payload.Program.Genres = nil },
		".Payload.Changes: 1 names, not 2":                           func(p *peer.ContentUpdated) { delete(p.Payload.Changes, "title") },
		`.Payload.Changes.rating.New: {}, not {"a":[1]}`: func(p *peer.ContentUpdated) {
			p.Payload.Changes["rating"] = peer.Change{New: json.RawMessage("{}")}
		},
	} {
		ours, theirs := both(t)
		change(theirs)
		if err := Event(ours, theirs); err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

func TestMaterialized(t *testing.T) {
	type holder struct{ Filters wire.JSON }
	type theirs struct{ Filters map[string]any }
	ours := holder{`{"a":[1,null]}`}
	if err := Event(ours, &theirs{map[string]any{"a": []any{1.0, nil}}}); err != nil {
		t.Error(err)
	}
	if err := Event(ours, &theirs{map[string]any{"a": []any{1.0}}}); err == nil {
		t.Error("a lost null was not noticed")
	}
}

func TestJSON(t *testing.T) {
	if err := JSON([]byte(`{"a":1,"b":"&"}`), []byte(`{"b":"\u0026","a":1.0}`)); err != nil {
		t.Error(err)
	}
	if err := JSON([]byte(`{"a":1}`), []byte(`{"a":null}`)); err == nil {
		t.Error("a difference was not noticed")
	}
}
