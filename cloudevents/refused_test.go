package cloudevents_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/cloudevents"
)

// here says where a test case stands.
func here() string {
	_, file, line, _ := runtime.Caller(1)
	return fmt.Sprintf("%s:%d", filepath.Base(file), line)
}

const logout = `{"userId":"u-1","email":"ada@example.org","logoutAt":"2026-02-03T12:00:00.000Z"}`

// binary is a CloudEvent of a partner's, with other headers, ce_NAME=VALUE, or less
// of them, ce_NAME; structured, the same as an object, with members added.
func binary(value string, changes ...string) cloudevents.Record {
	rec := cloudevents.Record{Key: []byte("u-1"), Value: []byte(value)}
	headers := []string{
		"ce_specversion=1.0", "ce_id=A-1", "ce_type=auth.user.logout", "ce_source=//partner.example/a?b", "ce_time=2026-02-03T12:00:00Z",
		"ce_eventversion=1.0.0", "content-type=application/json; charset=utf-8", "ce_partitionkey=u-1", "ce_subject=100%25",
	}
next:
	for _, h := range headers {
		name, value, _ := strings.Cut(h, "=")
		for _, c := range changes {
			if c == name {
				continue next
			}
			if changed, other, ok := strings.Cut(c, "="); ok && changed == name {
				value = other
			}
		}
		rec.Headers = append(rec.Headers, cloudevents.Header{Key: name, Value: []byte(value)})
	}
	for _, c := range changes {
		if added, ok := strings.CutPrefix(c, "+"); ok {
			name, value, _ := strings.Cut(added, "=")
			rec.Headers = append(rec.Headers, cloudevents.Header{Key: name, Value: []byte(value)})
		}
	}
	return rec
}

func structured(contentType, value string, headers ...cloudevents.Header) cloudevents.Record {
	return cloudevents.Record{Value: []byte(value), Headers: append(headers, cloudevents.Header{Key: "content-type", Value: []byte(contentType)})}
}

const (
	inJSON = "application/cloudevents+json"
	head   = `{"specversion":"1.0","id":"A-1","type":"auth.user.logout","source":"/a","time":"2026-02-03T12:00:00Z","eventversion":"1.0.0"`
	sound  = head + `,"data":` + logout + `}`
)

func TestRefused(t *testing.T) {
	for _, c := range []struct {
		where string
		rec   cloudevents.Record
		want  string // what follows "is invalid: "
	}{
		{here(), cloudevents.Record{Value: []byte("{}")}, "the document is not a CloudEvent: its record has neither a header ce_specversion nor a content type of CloudEvents"},
		{here(), binary(logout, "ce_specversion=0.3"), "the document is of another version of CloudEvents: specversion must be 1.0"},
		{here(), binary(logout, "ce_id"), "/metadata/eventId is required (attribute id of the CloudEvent)"},
		{here(), binary(logout, "ce_time"), "/metadata/timestamp is required (attribute time of the CloudEvent)"},
		{here(), binary(logout, "ce_eventversion"), "/metadata/eventVersion is required (attribute eventversion of the CloudEvent)"},
		{here(), binary(logout, "ce_id="), "/metadata/eventId must not be empty (attribute id of the CloudEvent)"},
		{here(), binary(logout, "ce_time=yesterday"), "/metadata/timestamp must be an RFC 3339 date-time such as 2026-01-31T12:00:00.000Z (attribute time of the CloudEvent)"},
		{here(), binary(logout, "ce_source=my service"), "/metadata/source must be a URI-reference, with all other characters percent-encoded (attribute source of the CloudEvent)"},
		{here(), binary(logout, "+ce_id=A-2"), "/metadata/eventId is there more than once, with different values"},
		{here(), binary(logout, "+ce_datacontenttype=application/json"), "/metadata/cloudEvent/datacontenttype is there more than once, with different values"},
		{here(), binary(logout, "+content-type=text/json"), "/metadata/cloudEvent/datacontenttype is there more than once, with different values"},
		{here(), binary(logout, "content-type", "+ce_datacontenttype=application/avro"), "/payload must be JSON, and the CloudEvent's datacontenttype is not"},
		{here(), binary(logout, "ce_subject=a\nb"), "/metadata/cloudEvent/subject must have no control characters and no code points that are not characters, which CloudEvents forbids"},
		{here(), binary(logout, "ce_subject=\xff"), "/metadata/cloudEvent/subject is not valid UTF-8"},
		{here(), binary(logout, "+ce_tenant-id/~=1"), "/metadata/cloudEvent/tenant-id~1~0 must have a name of lower-case letters and digits, as attributes of CloudEvents have"},
		{here(), binary(logout, "+ce_data=1"), "/metadata/cloudEvent/data must have a name of lower-case letters and digits, as attributes of CloudEvents have"},
		{here(), binary(logout, "+ce_unknownfields={}{"), "/metadata/cloudEvent/unknownfields must be an object of JSON that holds metadata, event and typed, with its % escaped: the attribute is this library's own"},
		{here(), binary(logout, "content-type=application/avro"), "/payload must be JSON, and the CloudEvent's datacontenttype is not"},
		{here(), binary(`{"userId":"u-1"},"x":1`), "the document is malformed at byte 16: expected nothing more, the document ends here"},
		{here(), binary(`{"email":"a@b.c","userId":"u-1"}`), "/payload/logoutAt is required"},
		{here(), binary(``), "the document is cut off at byte 0: expected a value"},
		{here(), cloudevents.Record{Headers: binary("").Headers}, "/payload is required (data of the CloudEvent)"},
		{here(), structured("application/cloudevents-batch+json", `[]`), "the document is a batch of CloudEvents, which a record cannot hold: each needs a record of its own"},
		{here(), structured("application/cloudevents+avro", `x`), "the document is a CloudEvent in a format that cannot be read: the content type must be application/cloudevents+json"},
		{here(), structured(inJSON, ` [`+sound+`]`), "the document must be a CloudEvent, which is an object: it is an array, perhaps a batch"},
		{here(), structured(inJSON, `5`), "the document must be an object, not a number"},
		{here(), structured(inJSON, `{"id":"a","id":"b"}`), "/id is there more than once"},
		{here(), structured(inJSON, head+`,"data":{}`), "the document is cut off at byte 134: expected a comma or a closing brace"},
		{here(), structured(inJSON, head+`}`), "/payload is required (data of the CloudEvent)"},
		{here(), structured(inJSON, head+`,"data":null}`), "/payload must be an object, not null (data of the CloudEvent)"},
		{here(), structured(inJSON, head+`,"data":{},"data_base64":"e30="}`), "the document has both data and data_base64, of which a CloudEvent has one"},
		{here(), structured(inJSON, head+`,"data_base64":5}`), "/data_base64 must be a string"},
		{here(), structured(inJSON, head+`,"data_base64":"!"}`), "/data_base64 must be Base64"},
		{here(), structured(inJSON, head+`,"data_base64":"e30"}`), "/data_base64 must be Base64"},
		{here(), structured(inJSON, head+`,"data_base64":"ew=="}`), "the document is cut off at byte 1: expected a field's name in quotes or a closing brace"},
		{here(), structured(inJSON, head+`,"a":{},"b":1.5,"c":2147483648,"data":`+logout+`}`), "/metadata/cloudEvent/a must be a string, a boolean or an integer of 32 bits; /metadata/cloudEvent/b must be a string, a boolean or an integer of 32 bits; /metadata/cloudEvent/c must be a string, a boolean or an integer of 32 bits"},
		{here(), structured(inJSON, head+`,"partitionkey":7,"data":`+logout+`}`), "/metadata/cloudEvent/partitionkey must be a string"},
		{here(), structured(inJSON, strings.Replace(sound, `"A-1"`, `7`, 1)), "/metadata/eventId must be a string, not a number (attribute id of the CloudEvent)"},
		{here(), structured(inJSON, sound, cloudevents.Header{Key: "ce_id", Value: []byte("B")}), "/metadata/eventId is contradicted by the record's header ce_id"},
	} {
		e, err := cloudevents.Decode(catalog.Registry(), c.rec, events.DecodeOptions{})
		var invalid *events.InvalidError
		if !errors.As(err, &invalid) || e.Descriptor() != nil {
			t.Errorf("%s: %v, %+v", c.where, err, e)
			continue
		}
		if _, got, _ := strings.Cut(err.Error(), "is invalid: "); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.where, got, c.want)
		}
	}
}

func TestOtherErrors(t *testing.T) {
	_, err := cloudevents.Decode(catalog.Registry(), binary(logout, "ce_type=com.example.other"), events.DecodeOptions{})
	var unknown *events.UnknownTypeError
	if !errors.As(err, &unknown) || unknown.EventType != "com.example.other" || unknown.EventID != "A-1" {
		t.Errorf("an unknown type: %v", err)
	}
	_, err = cloudevents.Decode(catalog.Registry(), binary(logout, "ce_eventversion=2.0.0"), events.DecodeOptions{})
	var unsupported *events.UnsupportedVersionError
	if !errors.As(err, &unsupported) || unsupported.Version != "2.0.0" {
		t.Errorf("an unsupported version: %v", err)
	}
	if _, err := cloudevents.Encode(events.Any{}, cloudevents.Binary); !errors.As(err, &unknown) {
		t.Errorf("writing no event: %v", err)
	}
}

// In report mode an event is delivered as far as it can be, with all that is wrong.
func TestLenient(t *testing.T) {
	rec := binary(strings.Replace(logout, "ada@example.org", "ada", 1), "ce_source=my service", "+ce_X=y")
	e, err := cloudevents.Decode(catalog.Registry(), rec, events.DecodeOptions{Lenient: true})
	const want = "auth.user.logout is invalid: /metadata/cloudEvent/X must have a name of lower-case letters and digits, as attributes of CloudEvents have; " +
		"/metadata/source must be a URI-reference, with all other characters percent-encoded (attribute source of the CloudEvent); " +
		"/payload/email must be an e-mail address"
	if err == nil || !strings.HasPrefix(err.Error(), want) {
		t.Errorf("%v", err)
	}
	if e.Metadata.Source != "my service" || e.Metadata.EventID != "A-1" || e.Payload == nil {
		t.Errorf("%+v", e)
	}
}
