// Package movies turns 3,201 real films into content.created documents. It
// passes on what it finds: whether a title is a string is for the contract to
// say.
package movies

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"encoding/json"
	"fmt"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/wire"
)

//go:embed movies.json.gz
var data []byte

// A Film is what is read of one, null fields being zero.
type Film struct {
	Title       json.RawMessage `json:"Title"` // most are strings
	ReleaseDate string          `json:"Release Date"`
	Rating      string          `json:"MPAA Rating"`
	RunningTime int64           `json:"Running Time min"` // minutes
	Genre       string          `json:"Major Genre"`
	Type        string          `json:"Creative Type"`
	Director    string          `json:"Director"`
}

// Read returns all films.
func Read() ([]Film, error) {
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("movies: %w", err)
	}
	var films []Film
	if err := json.NewDecoder(r).Decode(&films); err != nil {
		return nil, fmt.Errorf("movies: %w", err)
	}
	return films, nil
}

// Document returns the content.created document of the film with that number,
// from 1 on. It need not be valid.
func (f Film) Document(number int, correlationID string, now time.Time) ([]byte, error) {
	m := events.NewMetadata(catalog.ContentCreated, "movie-importer",
		events.CorrelationID(correlationID), events.WithTimestamp(now))
	at := jsonTime(now)
	id := fmt.Sprintf("movie-%04d", number)
	return json.Marshal(document{
		Metadata: metadata{m.EventID, m.EventType, m.EventVersion, at, m.Source, m.CorrelationID},
		Payload: payload{
			ContentID: id, ContentType: "MOVIE", Title: f.Title, CreatedBy: "movie-importer",
			Program: program{
				ID: id, Title: f.Title, Description: f.description(), ContentType: "MOVIE", Status: "PUBLISHED",
				Genres: some(f.Genre), Tags: some(f.Type), ReleaseDate: f.releaseDate(),
				Duration: f.RunningTime * 60, Rating: f.Rating, CreatedAt: at, UpdatedAt: at,
			},
		},
	})
}

func (f Film) description() string {
	if f.Director == "" {
		return ""
	}
	return "Directed by " + f.Director + "."
}

// releaseDate makes "Jun 12 1998" a full-date; what is none is left as it is.
func (f Film) releaseDate() string {
	t, err := time.Parse("Jan 02 2006", f.ReleaseDate)
	if err != nil {
		return f.ReleaseDate
	}
	return t.Format(time.DateOnly)
}

func some(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

func jsonTime(t time.Time) string {
	text, _ := wire.AppendTime(nil, t)
	return string(text)
}

// The document as an importer without generated types writes it.
type document struct {
	Metadata metadata `json:"metadata"`
	Payload  payload  `json:"payload"`
}

type metadata struct {
	EventID       string `json:"eventId"`
	EventType     string `json:"eventType"`
	EventVersion  string `json:"eventVersion"`
	Timestamp     string `json:"timestamp"`
	Source        string `json:"source"`
	CorrelationID string `json:"correlationId,omitempty"`
}

type payload struct {
	ContentID   string          `json:"contentId"`
	ContentType string          `json:"contentType"`
	Title       json.RawMessage `json:"title"`
	CreatedBy   string          `json:"createdBy"`
	Program     program         `json:"program"`
}

type program struct {
	ID          string          `json:"id"`
	Title       json.RawMessage `json:"title"`
	Description string          `json:"description,omitempty"`
	ContentType string          `json:"contentType"`
	Status      string          `json:"status"`
	Genres      []string        `json:"genres,omitempty"`
	Tags        []string        `json:"tags,omitempty"`
	ReleaseDate string          `json:"releaseDate,omitempty"`
	Duration    int64           `json:"duration,omitempty"`
	Rating      string          `json:"rating,omitempty"`
	CreatedAt   string          `json:"createdAt"`
	UpdatedAt   string          `json:"updatedAt"`
}
