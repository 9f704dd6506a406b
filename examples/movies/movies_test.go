package movies

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
)

// TestOnlyTitlesAreWrong judges every film: ten have a title that is no string,
// and nothing else is wrong with any.
func TestOnlyTitlesAreWrong(t *testing.T) {
	films, err := Read()
	if err != nil || len(films) != 3201 {
		t.Fatalf("%d films, %v", len(films), err)
	}
	now := time.Date(2026, 1, 31, 12, 0, 0, 0, time.UTC)
	got := map[int][]string{}
	for i, f := range films {
		document, err := f.Document(i+1, "req-1", now)
		if err != nil {
			t.Fatal(err)
		}
		_, err = events.Unmarshal[content.Created](document)
		var invalid *events.InvalidError
		if errors.As(err, &invalid) {
			for _, v := range invalid.Violations {
				got[i+1] = append(got[i+1], v.String())
			}
		} else if err != nil {
			t.Errorf("film %d: %v", i+1, err)
		}
	}
	number := []string{"/payload/title must be a string, not number", "/payload/program/title must be a string, not number"}
	null := []string{"/payload/title must be a string, not null", "/payload/program/title must be a string, not null"}
	want := map[int][]string{22: number, 23: number, 1069: number, 1075: number, 1076: number, 1078: number, 1091: number, 1113: number, 1740: number, 3054: null}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("violations by film (-want +got):\n%s", diff)
	}
}

func TestDocument(t *testing.T) {
	films, err := Read()
	if err != nil {
		t.Fatal(err)
	}
	document, err := films[1].Document(2, "req-1", time.Date(2026, 1, 31, 12, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	e, err := events.Unmarshal[content.Created](document)
	if err != nil {
		t.Fatal(err)
	}
	e.Metadata.EventID = "evt-1"
	text, err := events.MarshalString(e)
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"metadata":{"eventId":"evt-1","eventType":"content.created","eventVersion":"1.0.0","timestamp":"2026-01-31T12:00:00.000Z","source":"movie-importer","correlationId":"req-1"},` +
		`"payload":{"contentId":"movie-0002","contentType":"MOVIE","title":"First Love, Last Rites","createdBy":"movie-importer","program":{"id":"movie-0002","title":"First Love, Last Rites",` +
		`"contentType":"MOVIE","status":"PUBLISHED","genres":["Drama"],"releaseDate":"1998-08-07","rating":"R","createdAt":"2026-01-31T12:00:00.000Z","updatedAt":"2026-01-31T12:00:00.000Z"}}}`
	if diff := cmp.Diff(want, text); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
