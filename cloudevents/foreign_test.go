package cloudevents_test

import (
	"encoding/base64"
	"strings"
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/cloudevents"
)

// What a partner writes becomes this document, and is written again as this.
func TestForeign(t *testing.T) {
	const (
		metadata = `{"metadata":{"eventId":"A-1","eventType":"auth.user.logout","eventVersion":"1.0.0","timestamp":"2026-02-03T12:00:00.000Z","source":`
		payload  = `,"payload":` + logout + `}`
	)
	for _, c := range []struct {
		where    string
		rec      cloudevents.Record
		document string
		again    string // headers or members that are the partner's own
	}{
		{here(), binary(logout), metadata + `"//partner.example/a?b","cloudEvent":{"datacontenttype":"application/json; charset=utf-8","subject":"100%25"}}` + payload,
			"content-type=application/json; charset=utf-8 ce_subject=100%25"},
		{here(), binary(logout, "ce_partitionkey=other", "content-type=application/json", "+ce_sampledrate=5"),
			metadata + `"//partner.example/a?b","cloudEvent":{"partitionkey":"other","subject":"100%25","sampledrate":"5"}}` + payload,
			"ce_partitionkey=other ce_subject=100%25 ce_sampledrate=5"},
		{here(), binary(logout, "ce_partitionkey", "content-type", "ce_subject", "ce_source=a%20b"), metadata + `"a b"}` + payload, "ce_source=a%20b"},
		{here(), binary(logout, "content-type=application/json", "ce_subject=", "+traceparent=x"), metadata + `"//partner.example/a?b","cloudEvent":{"subject":""}}` + payload, "ce_subject="},
		{here(), structured("Application/CloudEvents+JSON ; charset=UTF-8", strings.Replace(sound, `,"data"`, `,"sampledrate":5,"test":false,"none":null,"text":"5","datacontenttype":"text/JSON","data"`, 1)),
			metadata + `"/a","cloudEvent":{"sampledrate":5,"test":false,"text":"5","datacontenttype":"text/JSON"}}` + payload,
			`"sampledrate":5 "test":false "text":"5" "datacontenttype":"text/JSON"`},
		{here(), structured(inJSON, head+`,"data_base64":"`+base64.StdEncoding.EncodeToString([]byte(logout))+`"}`), metadata + `"/a"}` + payload, ""},
		{here(), structured(inJSON, head+`,"data_base64":null,"data": `+strings.ReplaceAll(logout, `":`, `" : `)+` }`), metadata + `"/a"}` + payload, ""},
	} {
		e, err := cloudevents.Decode(catalog.Registry(), c.rec, events.DecodeOptions{})
		if err != nil {
			t.Errorf("%s: %v", c.where, err)
			continue
		}
		if got, err := events.MarshalString(e); err != nil || got != c.document {
			t.Errorf("%s: %v\n got %s\nwant %s", c.where, err, got, c.document)
		}
		mode := cloudevents.ModeOf(c.rec.Headers)
		rec, err := cloudevents.Encode(e, mode)
		if err != nil {
			t.Fatal(err)
		}
		all := string(rec.Value)
		for _, h := range rec.Headers {
			all += " " + h.Key + "=" + string(h.Value) + " "
		}
		for _, want := range strings.Split(c.again, " ") {
			if !strings.Contains(all, want) {
				t.Errorf("%s: %s is not in %s", c.where, want, all)
			}
		}
		if document, err := cloudevents.Document(c.rec); err != nil || !strings.Contains(string(document), `"eventId":"A-1"`) || strings.Contains(string(document), `"u-1"`) != strings.Contains(c.document, `"u-1"`) {
			t.Errorf("%s: the document %s, %v", c.where, document, err)
		}
	}
}

// An integer of a structured CloudEvent is one again after it was a header.
func TestTypesOutliveHeaders(t *testing.T) {
	const attributes = `,"sampledrate":5,"test":false,"text":"5"`
	e, err := cloudevents.Decode(catalog.Registry(), structured(inJSON, strings.Replace(sound, `,"data"`, attributes+`,"data"`, 1)), events.DecodeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	rec, document := there(t, e, cloudevents.Binary)
	if !strings.Contains(string(document), `"cloudEvent":{`+attributes[1:]+`}`) {
		t.Errorf("%s", document)
	}
	last := rec.Headers[len(rec.Headers)-1]
	if last.Key != "ce_unknownfields" || string(last.Value) != `{"typed":["sampledrate","test"]}` {
		t.Errorf("%s: %s", last.Key, last.Value)
	}
}

// An intermediary's changes win, and what it adds is there.
func TestIntermediaryAddsAnAttribute(t *testing.T) {
	rec := binary(logout, "content-type=application/json", "ce_subject", "+ce_unknownfields={\"metadata\":{\"tenantId\":1.0},\"event\":{\"b\":[%25]}}")
	rec.Headers = append(rec.Headers, cloudevents.Header{Key: "ce_traceparent", Value: []byte("00-0")})
	rec.Headers[len(rec.Headers)-2].Value = []byte(`{"metadata":{"tenantId":1.0},"event":{"b":["%25"]}}`)
	e, err := cloudevents.Decode(catalog.Registry(), rec, events.DecodeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if e.Metadata.Unknown != `"tenantId":1.0,"cloudEvent":{"traceparent":"00-0"}` || e.Unknown != `"b":["%"]` {
		t.Errorf("%s and %s", e.Metadata.Unknown, e.Unknown)
	}
}

func TestDocument_OfInvalidCloudEvent(t *testing.T) {
	document, err := cloudevents.Document(binary(logout, "+ce_X=y"))
	if err == nil || !strings.Contains(err.Error(), "/metadata/cloudEvent/X must have a name") || !strings.Contains(string(document), logout) {
		t.Errorf("%s, %v", document, err)
	}
	if document, err = cloudevents.Document(binary(logout, "ce_source=my service")); err != nil || !strings.Contains(string(document), `"my service"`) {
		t.Errorf("%s, %v", document, err)
	}
	if document, err = cloudevents.Document(binary(logout, "content-type=text/plain")); err == nil || document != nil {
		t.Errorf("%s, %v", document, err)
	}
}
