package movies

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/mediamesh/events"
)

var stable = []events.Option{
	events.WithID("evt-1"), events.CorrelationID("req-1"),
	events.WithTimestamp(time.Date(2026, 1, 31, 12, 0, 0, 0, time.UTC)),
}

// TestOnlyTitlesAreWrong judges every film: ten have a title that is not a string,
// and nothing else is wrong with any.
func TestOnlyTitlesAreWrong(t *testing.T) {
	got := map[int][]string{}
	for f, err := range Films() {
		if err != nil {
			t.Fatal(err)
		}
		_, err := Import(f, stable...)
		var invalid *events.InvalidError
		if errors.As(err, &invalid) {
			for _, v := range invalid.Violations {
				got[f.Number] = append(got[f.Number], v.String())
			}
		} else if err != nil {
			t.Errorf("film %d: %v", f.Number, err)
		}
	}
	number := []string{"/payload/title must be a string, not a number", "/payload/program/title must be a string, not a number"}
	null := []string{"/payload/title must be a string, not null", "/payload/program/title must be a string, not null"}
	want := map[int][]string{
		22: number, 23: number, 1069: number, 1075: number, 1076: number, 1078: number, 1091: number, 1113: number, 1740: number,
		3054: null,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("violations by film (-want +got):\n%s", diff)
	}
}

// TestImport pins whole documents: one with all that a film may have, one with
// little.
func TestImport(t *testing.T) {
	want := map[int]string{
		2: `{"metadata":{"eventId":"evt-1","eventType":"content.created","eventVersion":"1.0.0","timestamp":"2026-01-31T12:00:00.000Z","source":"movie-importer","correlationId":"req-1"},` +
			`"payload":{"contentId":"d6b92289-afd2-5f93-8142-c9fb170c7d33","contentType":"MOVIE","title":"First Love, Last Rites","createdBy":"movie-importer","program":{"id":"d6b92289-afd2-5f93-8142-c9fb170c7d33","title":"First Love, Last Rites",` +
			`"contentType":"MOVIE","status":"DRAFT","genres":["Drama"],"releaseDate":"1998-08-07","rating":"R","createdAt":"2026-01-31T12:00:00.000Z","updatedAt":"2026-01-31T12:00:00.000Z"}}}`,
		73: `{"metadata":{"eventId":"evt-1","eventType":"content.created","eventVersion":"1.0.0","timestamp":"2026-01-31T12:00:00.000Z","source":"movie-importer","correlationId":"req-1"},` +
			`"payload":{"contentId":"21d98799-1ef3-56ec-a1f9-55fb9bd502c8","contentType":"MOVIE","title":"Boynton Beach Club","createdBy":"movie-importer","program":{"id":"21d98799-1ef3-56ec-a1f9-55fb9bd502c8","title":"Boynton Beach Club",` +
			`"contentType":"MOVIE","status":"DRAFT","genres":["Romantic Comedy"],"tags":["Contemporary Fiction","Original Screenplay"],"releaseDate":"2006-03-24","duration":6240,"rating":"R","createdAt":"2026-01-31T12:00:00.000Z","updatedAt":"2026-01-31T12:00:00.000Z"}}}`,
	}
	for f, err := range Films() {
		if err != nil {
			t.Fatal(err)
		}
		if _, ok := want[f.Number]; !ok {
			continue
		}
		e, err := Import(f, stable...)
		if err != nil {
			t.Fatal(err)
		}
		text, err := events.MarshalString(e)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want[f.Number], text); diff != "" {
			t.Errorf("film %d (-want +got):\n%s", f.Number, diff)
		}
	}
}

func TestContentIDIsStable(t *testing.T) {
	const want = "33fd3c06-7b45-58a1-8630-c90e9ebf7562"
	if got := contentID(1); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if contentID(1) == contentID(2) {
		t.Error("two films of one id")
	}
}

func TestDates(t *testing.T) {
	for in, want := range map[string]string{
		"Jun 12 1998": "1998-06-12", "Feb 29 2000": "2000-02-29", "Jan 01 2046": "2046-01-01",
		"Feb 29 1999": "", "1998": "", "": "", "June 12 1998": "", "Jun 12 98": "",
	} {
		if got := isoDate(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}
