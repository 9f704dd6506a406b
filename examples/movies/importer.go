package movies

import (
	"bytes"
	"crypto/sha1"
	"encoding/json"
	"fmt"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
)

// importerName is the service that imports films.
const importerName = "movie-importer"

// Import makes a content.created event of a film. It writes the document as
// any producer might, the title just as it is in the file; whether that is an
// event is for the contract to say, and the error is an *[events.InvalidError].
func Import(f Film, opts ...events.Option) (events.Event[content.Created], error) {
	data, err := document(f, opts)
	if err != nil {
		return events.Event[content.Created]{}, fmt.Errorf("movies: film %d: %w", f.Number, err)
	}
	return events.Unmarshal[content.Created](data)
}

// document is the event as this producer writes it.
func document(f Film, opts []events.Option) ([]byte, error) {
	meta := events.NewMetadata("content.created", importerName, opts...)
	at := meta.Timestamp.Format("2006-01-02T15:04:05.000Z07:00")
	id := contentID(f.Number)

	var doc struct {
		Metadata metadata `json:"metadata"`
		Payload  payload  `json:"payload"`
	}
	doc.Metadata = metadata{
		EventID: meta.EventID, EventType: meta.EventType, EventVersion: meta.EventVersion,
		Timestamp: at, Source: meta.Source, CorrelationID: meta.CorrelationID,
	}
	doc.Payload = payload{
		ContentID: id, ContentType: "MOVIE", Title: f.Title, CreatedBy: importerName,
		Program: program{
			ID: id, Title: f.Title, ContentType: "MOVIE", Status: "DRAFT",
			Genres: present(f.Genre), Tags: present(f.Kind, f.Origin), ReleaseDate: isoDate(f.ReleaseDate),
			Duration: seconds(f.Minutes), Rating: f.Rating, CreatedAt: at, UpdatedAt: at,
		},
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(doc)
	return b.Bytes(), err
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
	Title       json.RawMessage `json:"title,omitempty"`
	CreatedBy   string          `json:"createdBy"`
	Program     program         `json:"program"`
}

type program struct {
	ID          string          `json:"id"`
	Title       json.RawMessage `json:"title,omitempty"`
	ContentType string          `json:"contentType"`
	Status      string          `json:"status"`
	Genres      []string        `json:"genres,omitempty"`
	Tags        []string        `json:"tags,omitempty"`
	ReleaseDate string          `json:"releaseDate,omitempty"`
	Duration    *int64          `json:"duration,omitempty"`
	Rating      string          `json:"rating,omitempty"`
	CreatedAt   string          `json:"createdAt"`
	UpdatedAt   string          `json:"updatedAt"`
}

// contentID is the same for a film in every run: a UUIDv5.
func contentID(number int) string {
	sum := sha1.Sum(fmt.Appendf(nil, "urn:mediamesh:example:movies:%d", number))
	sum[6] = sum[6]&0x0f | 0x50
	sum[8] = sum[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", sum[0:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])
}

// isoDate makes 1998-06-12 of "Jun 12 1998"; "" of what is no such date.
func isoDate(s string) string {
	t, err := time.Parse("Jan 02 2006", s)
	if err != nil {
		return ""
	}
	return t.Format(time.DateOnly)
}

func seconds(minutes *int64) *int64 {
	if minutes == nil {
		return nil
	}
	return new(*minutes * 60)
}

// present leaves out what is empty.
func present(list ...string) []string {
	var kept []string
	for _, s := range list {
		if s != "" {
			kept = append(kept, s)
		}
	}
	return kept
}
