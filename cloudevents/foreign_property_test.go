package cloudevents_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/cloudevents"
	"pgregory.net/rapid"
)

var (
	attributeName = rapid.StringMatching(`[a-z0-9]{1,20}`).Filter(func(s string) bool {
		switch s {
		case "id", "source", "type", "specversion", "time", "data", "eventversion", "correlationid", "userid", "datacontenttype", "unknownfields":
			return false
		}
		return true
	})
	attributeText = rapid.Map(rapid.SliceOfN(rapid.SampledFrom([]string{
		"a", "5", "true", "%", "%25", "%2525", "%41", "%0A", "%C2%85", "%FF", "%20", "é", "😀", "\"", "\\", "{", "/",
	}), 0, 8), func(list []string) string { return strings.Join(list, "") })
	partnersSource = rapid.SampledFrom([]string{
		"https://partner.example/feeds?a=%20b#c", "urn:uuid:6e8bc430-9c3a-11d9-9669-0800200c9a66", "mailto:a@b.example", "/sensors/tn-1/alerts", "1-555-123-4567", "a%20b", "a%2520b", "a%2Fb", "%41", "//h/%25",
	})
)

// What partners write, in any attributes, is written again as it was.
func TestForeignAttributes_RoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sent := map[string]any{
			"specversion": "1.0", "id": attributeText.Draw(t, "id") + "x", "type": "auth.user.logout", "source": partnersSource.Draw(t, "source"),
			"time": "2026-02-03T12:00:00.000Z", "eventversion": "1.0.0", "datacontenttype": rapid.SampledFrom([]string{"application/json", "application/vnd.a+json;b=c"}).Draw(t, "content type"),
		}
		structuredMode := rapid.Bool().Draw(t, "structured")
		for _, name := range rapid.SliceOfNDistinct(attributeName, 0, 6, rapid.ID[string]).Draw(t, "names") {
			sent[name] = attributeText.Draw(t, name)
			if structuredMode && name != "partitionkey" && rapid.Bool().Draw(t, "typed") {
				sent[name] = rapid.SampledFrom([]any{json.Number("5"), json.Number("-2147483648"), true, false}).Draw(t, "value")
			}
		}
		rec := cloudevents.Record{Value: []byte(logout)}
		if structuredMode {
			sent["data"] = json.RawMessage(logout)
			document, err := json.Marshal(sent)
			if err != nil {
				t.Fatal(err)
			}
			delete(sent, "data")
			rec = structured(inJSON, string(document))
		} else {
			for name, value := range sent {
				key := "ce_" + name
				if name == "datacontenttype" {
					key = "content-type"
				}
				rec.Headers = append(rec.Headers, cloudevents.Header{Key: key, Value: []byte(value.(string))})
			}
		}
		e, err := cloudevents.Decode(catalog.Registry(), rec, events.DecodeOptions{})
		if err != nil {
			t.Fatal(err)
		}
		again, err := cloudevents.Encode(e, cloudevents.ModeOf(rec.Headers))
		if err != nil {
			t.Fatal(err)
		}
		got := attributesIn(t, again, structuredMode)
		if _, has := sent["partitionkey"]; !has {
			sent["partitionkey"] = "u-1" // which is the event's own
		}
		if len(got) != len(sent) {
			t.Fatalf("\n got %v\nwant %v", got, sent)
		}
		for name, want := range sent {
			if got[name] != want {
				t.Fatalf("%s is %v, want %v", name, got[name], want)
			}
		}
	})
}

func attributesIn(t *rapid.T, rec cloudevents.Record, structuredMode bool) map[string]any {
	got := make(map[string]any)
	if structuredMode {
		dec := json.NewDecoder(strings.NewReader(string(rec.Value)))
		dec.UseNumber()
		if err := dec.Decode(&got); err != nil {
			t.Fatal(err)
		}
		delete(got, "data")
		return got
	}
	for _, h := range rec.Headers {
		name := strings.TrimPrefix(h.Key, "ce_")
		if h.Key == "content-type" {
			name = "datacontenttype"
		}
		got[name] = string(h.Value)
	}
	return got
}
