package sample

import (
	"fmt"
	"strings"
)

// plain makes up what a field of that name usually holds, if the name is known.
func (s *Source) plain(name string) (text string, known bool) {
	lower := strings.ToLower(name)
	switch {
	case name == "eventId":
		return s.uuid(), true
	case name == "source":
		return s.pick([]string{"cms-service", "ingest-service", "auth-service", "search-service"}), true
	case name == "correlationId":
		return fmt.Sprintf("req-%d", s.below(100_000)), true
	case lower == "id" || strings.HasSuffix(name, "Id"):
		if s.oneIn(2) {
			return s.uuid(), true
		}
		return fmt.Sprintf("%s-%d", strings.ToLower(strings.TrimSuffix(name, "Id")), s.below(1000)), true
	case strings.HasSuffix(name, "By"):
		return s.pick([]string{"system", "user-456", "user-17", s.uuid()}), true
	}
	if list, ok := usual[lower]; ok {
		return s.pick(list), true
	}
	return "", false
}

// uuid makes up a UUIDv7.
func (s *Source) uuid() string {
	a, b := s.uint64(), s.uint64()
	return fmt.Sprintf("019%05x-%04x-7%03x-%04x-%012x", a>>44, a>>28&0xffff, a>>16&0xfff, 0x8000|a&0x3fff, b>>16)
}

// usual has what fields of a name hold on most days, names in lower case.
var usual = map[string][]string{
	"title":        {"Evening News", "Nordlicht – 66° Nord", "The \"Late\" Show", "Amélie", "東京物語", "8½"},
	"contenttype":  {"PROGRAM", "EPISODE", "MOVIE", "SERIES"},
	"filename":     {"clip.mxf", "Reise nach Süden (1).mov", "S01E01.mp4"},
	"mimetype":     {"video/mp4", "application/mxf", "video/quicktime"},
	"rating":       {"PG-13", "R", "FSK 12", ""},
	"genres":       {"Drama", "Krimi & Thriller", "Science Fiction"},
	"tags":         {"aurora", "späte Stunde", "4k"},
	"firstname":    {"Anna", "Jürgen", "Zoë"},
	"lastname":     {"Müller", "O'Neil", "de la Cruz"},
	"ipaddress":    {"203.0.113.7", "2001:db8::1"},
	"stage":        {"uploading", "processing", "transcoding"},
	"metadatakey":  {"synopsis.de", "ageRating"},
	"indexversion": {"v1", "2026-01-15"},
	"errorcode":    {"TRANSCODE_FAILED", "TIMEOUT"},
	"query":        {"nordlicht", "krimi 2026", ""},
}
