package contract_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/contract/contracttest"
)

// What is on the wire, written out a second time and by other means, so that
// no slip in the contract's files goes unseen. "?" is optional, "†" personal.
type wantEvent struct{ constant, wire, goType, key, payload string }

var wantEvents = []wantEvent{
	{"CONTENT_CREATED", "content.created", "content.Created", "contentId", "contentId Id, contentType MediaKind, title Title, createdBy Actor, program? Program"},
	{"CONTENT_UPDATED", "content.updated", "content.Updated", "contentId", "contentId Id, contentType MediaKind, title Title, updatedBy Actor, changes Changes, program? PartialProgram"},
	{"CONTENT_PUBLISHED", "content.published", "content.Published", "contentId", "contentId Id, contentType MediaKind, title Title, publishedBy Actor, publishedAt Timestamp, program? Program"},
	{"CONTENT_DELETED", "content.deleted", "content.Deleted", "contentId", "contentId Id, contentType MediaKind, title Title, deletedBy Actor, deletedAt Timestamp"},
	{"CONTENT_ARCHIVED", "content.archived", "content.Archived", "contentId", "contentId Id, contentType MediaKind, title Title, archivedBy Actor, archivedAt Timestamp"},
	{"CONTENT_METADATA_UPDATED", "content.metadata.updated", "content.MetadataUpdated", "contentId", "contentId Id, metadataKey string(1-), oldValue? any, newValue any, updatedBy Actor"},
	{"INGEST_STARTED", "ingest.started", "ingest.Started", "ingestId", "ingestId Id, contentId Id, filename FileName, fileSize FileSize, mimeType MimeType, startedBy Actor, startedAt Timestamp"},
	{"INGEST_PROGRESS", "ingest.progress", "ingest.Progress", "ingestId", "ingestId Id, contentId Id, progress number(0-100), stage string(1-), message? string(1-), estimatedTimeRemaining? Seconds"},
	{"INGEST_COMPLETED", "ingest.completed", "ingest.Completed", "ingestId", "ingestId Id, contentId Id, filename FileName, mediaId Id, mediaUrl URI, duration? Seconds, fileSize FileSize, mimeType MimeType, completedAt Timestamp, processingTime Seconds"},
	{"INGEST_FAILED", "ingest.failed", "ingest.Failed", "ingestId", "ingestId Id, contentId Id, filename FileName, error string(1-), errorCode? string(1-), errorDetails? any, failedAt Timestamp, retryable boolean"},
	{"INGEST_CANCELLED", "ingest.cancelled", "ingest.Cancelled", "ingestId", "ingestId Id, contentId Id, filename FileName, cancelledBy Actor, cancelledAt Timestamp, reason? string(1-)"},
	{"USER_CREATED", "auth.user.created", "auth.UserCreated", "userId", "userId Id, email Email†, firstName PersonName†, lastName PersonName†, role UserRole, createdBy? Actor, user? User"},
	{"USER_UPDATED", "auth.user.updated", "auth.UserUpdated", "userId", "userId Id, email Email†, changes Changes†, updatedBy Actor, user? PartialUser"},
	{"USER_DELETED", "auth.user.deleted", "auth.UserDeleted", "userId", "userId Id, email Email†, deletedBy Actor, deletedAt Timestamp"},
	{"USER_LOGIN", "auth.user.login", "auth.UserLogin", "userId", "userId Id, email Email†, ipAddress? string(1-)†, userAgent? string(1-)†, loginAt Timestamp, success boolean"},
	{"USER_LOGOUT", "auth.user.logout", "auth.UserLogout", "userId", "userId Id, email Email†, logoutAt Timestamp"},
	{"TOKEN_REFRESHED", "auth.token.refreshed", "auth.TokenRefreshed", "userId", "userId Id, tokenId Id†, refreshedAt Timestamp"},
	{"PASSWORD_CHANGED", "auth.password.changed", "auth.PasswordChanged", "userId", "userId Id, email Email†, changedBy Actor, changedAt Timestamp"},
	{"SEARCH_PERFORMED", "search.performed", "search.Performed", "sessionId, userId", "query string(-)†, filters? object, resultsCount integer(0-), searchTime number(0-), userId? Id, sessionId? Id"},
	{"SEARCH_INDEXED", "search.indexed", "search.Indexed", "contentId", "contentId Id, contentType MediaKind, title Title, indexedAt Timestamp, indexVersion IndexVersion"},
	{"SEARCH_INDEX_UPDATED", "search.index.updated", "search.IndexUpdated", "contentId", "contentId Id, contentType MediaKind, title Title, updatedAt Timestamp, indexVersion IndexVersion, changes [string(1-)]"},
	{"SEARCH_INDEX_DELETED", "search.index.deleted", "search.IndexDeleted", "contentId", "contentId Id, contentType MediaKind, deletedAt Timestamp"},
}

var wantTypes = map[string]string{
	"Id": "string(1-128)", "Actor": "string(1-128)", "Title": "string(1-200)", "PersonName": "string(1-50)†",
	"Timestamp": "date-time", "URI": "uri", "Email": "email†",
	"MediaKind": "string(1-)", "FileName": "string(1-)", "MimeType": "string(1-)", "IndexVersion": "string(1-)", "Label": "string(1-)",
	"FileSize": "integer(0-)", "Seconds": "number(0-)",
	"ContentType": "PROGRAM·EPISODE·MOVIE·SERIES", "ContentStatus": "DRAFT·PUBLISHED·ARCHIVED", "UserRole": "ADMIN·EDITOR·USER",
	"Changes": "{Change}", "Change": "old any, new any",
	"Program":        "id Id, title Title, description? string(-1000), contentType ContentType, status ContentStatus, thumbnailUrl? URI, posterUrl? URI, genres? [Label], tags? [Label], releaseDate? date-or-date-time, duration? integer(0-), rating? string(-10), createdAt Timestamp, updatedAt Timestamp",
	"PartialProgram": "id? Id, title? Title, description? string(-1000), contentType? ContentType, status? ContentStatus, thumbnailUrl? URI, posterUrl? URI, genres? [Label], tags? [Label], releaseDate? date-or-date-time, duration? integer(0-), rating? string(-10), createdAt? Timestamp, updatedAt? Timestamp",
	"User":           "id Id, email Email†, firstName PersonName†, lastName PersonName†, role UserRole, createdAt? Timestamp, updatedAt? Timestamp",
	"PartialUser":    "id? Id, email? Email†, firstName? PersonName†, lastName? PersonName†, role? UserRole, createdAt? Timestamp, updatedAt? Timestamp",
}

const wantEnvelope = "eventId string(1-128), eventType string(1-), eventVersion string(-)~, timestamp date-time, source string(1-128), correlationId? string(1-256), userId? string(1-128)"

func TestOurOwnContract(t *testing.T) {
	c, err := contract.Read("../../contract")
	if err != nil {
		t.Fatalf("\n%v", err)
	}
	// There may be more events and types by now; these are as they were, and in
	// this order.
	var events []*contract.Event
	for _, e := range c.Events() {
		if slices.ContainsFunc(wantEvents, func(w wantEvent) bool { return w.wire == e.Type && e.Major == 1 }) {
			events = append(events, e)
		}
	}
	if len(events) != len(wantEvents) {
		t.Fatalf("%d events, want %d", len(events), len(wantEvents))
	}
	for i, want := range wantEvents {
		e := events[i]
		var key []string
		for _, f := range e.Key {
			key = append(key, f.Name)
		}
		equal(t, "constant", e.Constant, want.constant)
		equal(t, "wire name", e.Type, want.wire)
		equal(t, "Go type", e.Domain.Name+"."+e.Name, want.goType)
		equal(t, "version", e.Version, "1.0.0")
		equal(t, want.wire+"'s key", strings.Join(key, ", "), want.key)
		equal(t, want.wire, contracttest.Notation(e.Payload), want.payload)
	}
	found := 0
	for _, typ := range c.Types {
		if want, ok := wantTypes[typ.Name]; ok {
			equal(t, typ.Name, contracttest.Notation(typ.Schema), want)
			found++
		}
	}
	equal(t, "number of types", fmt.Sprint(found), fmt.Sprint(len(wantTypes)))
	equal(t, "envelope", contracttest.Notation(contract.Envelope()), wantEnvelope)
}

func equal(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s is\n%s\nwant\n%s", what, got, want)
	}
}
