package hostile

import "strings"

// event returns an event with these fields of the payload.
func event(typ string, fields ...string) string {
	return `{"metadata":` + metadata(typ, "1.0.0") + `,"payload":{` + strings.Join(fields, ",") + `}}`
}

func metadata(typ, version string) string {
	return `{"eventId":"evt-1","eventType":"` + typ + `","eventVersion":"` + version +
		`","timestamp":"2026-01-15T10:00:00.000Z","source":"cms-service"}`
}

const (
	creation = `"contentId":"c-1","contentType":"PROGRAM","title":"T","createdBy":"u-1"`
	update   = `"contentId":"c-1","contentType":"PROGRAM","title":"T","updatedBy":"u-1"`
	failure  = `"ingestId":"i-1","contentId":"c-1","filename":"f","error":"e","failedAt":"2026-01-15T10:00:00.000Z","retryable":true`
	search   = `"query":"q","resultsCount":1,"searchTime":1`
	program  = `"id":"c-1","title":"T","contentType":"SERIES","status":"DRAFT","createdAt":"2026-01-15T10:00:00.000Z","updatedAt":"2026-01-15T10:00:00.000Z"`
)

// created is content.created with fields that it does not know.
func created(fields string) string { return event("content.created", creation, fields) }

// changed is content.updated with these entries in its map of changes.
func changed(entries string) string {
	return event("content.updated", update, `"changes":{`+entries+`}`)
}

// failed is ingest.failed with a value in its field of any JSON.
func failed(details string) string {
	return event("ingest.failed", failure, `"errorDetails":`+details)
}

// ofProgram is content.created with more fields in its program.
func ofProgram(fields string) string {
	return event("content.created", creation, `"program":{`+program+`,`+fields+`}`)
}

// fill repeats a unit in n bytes.
func fill(n int, unit string) string { return strings.Repeat(unit, max(1, n/len(unit))) }

// list is an array of as many units as fit in n bytes.
func list(n int, unit string) string {
	return `[` + strings.TrimSuffix(fill(n, unit+`,`), `,`) + `]`
}

// each joins what make returns for 0, 1, 2, …, with commas, in n bytes.
func each(n int, make func(i int) string) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(make(i))
	}
	return b.String()
}
