package delivery

import (
	"fmt"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/wire"
)

// EventBytes is the size that an event's document has, roughly.
const EventBytes = 700

// program is what a service knows of a program, and makes an event of.
type program struct {
	id, title, description, thumbnail string
	genres, tags                      []string
	duration                          int64
	created                           time.Time
}

// programPrefix stands before a program's number, in its id.
const programPrefix = "program-"

// programs returns n different programs.
func programs(n int) []program {
	list := make([]program, n)
	for i := range list {
		id := fmt.Sprintf(programPrefix+"%08d", i)
		list[i] = program{
			id:          id,
			title:       fmt.Sprintf("Nordlicht – Folge %d", i),
			description: "A documentary in \"six\" parts.\nNew each week.",
			thumbnail:   "https://cdn.example.com/t/" + id + ".jpg",
			genres:      []string{"Documentary"},
			tags:        []string{"aurora borealis", "winter"},
			duration:    int64(1800 + i%3600),
			created:     time.Date(2026, 1, 15, 9, 0, i%3600, 0, time.UTC),
		}
	}
	return list
}

// event builds the event that a service would publish of a program.
func (p *program) event() events.Event[content.Created] {
	return events.New("cms-service", content.Created{
		ContentID: p.id, ContentType: "PROGRAM", Title: p.title, CreatedBy: "user-456",
		Program: &content.Program{
			ID: p.id, Title: p.title, Description: wire.Some(p.description),
			ContentType: content.ContentTypeSeries, Status: content.ContentStatusDraft,
			ThumbnailURL: p.thumbnail, Genres: p.genres, Tags: p.tags,
			Duration: wire.Some(p.duration), CreatedAt: p.created, UpdatedAt: p.created,
		},
	})
}
