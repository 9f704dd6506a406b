package asyncapi

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mediamesh/events/internal/contract"
)

// parsed is what the parser makes of a document, references resolved.
type parsed struct {
	Name        string    `json:"name"`
	Diagnostics []string  `json:"diagnostics"`
	Document    *document `json:"document"`
}

type document struct {
	AsyncAPI   string               `json:"asyncapi"`
	Info       map[string]any       `json:"info"`
	Servers    map[string]any       `json:"servers"`
	Channels   map[string]channel   `json:"channels"`
	Operations map[string]operation `json:"operations"`
}

type channel struct {
	Address  string             `json:"address"`
	Messages map[string]message `json:"messages"`
}

type operation struct {
	Action   string    `json:"action"`
	Channel  channel   `json:"channel"`
	Messages []message `json:"messages"`
}

type message struct {
	Name          string `json:"name"`
	Summary       string `json:"summary"`
	ContentType   string `json:"contentType"`
	CorrelationID struct {
		Location string `json:"location"`
	} `json:"correlationId"`
	Payload struct {
		SchemaFormat string `json:"schemaFormat"`
		Schema       any    `json:"schema"`
	} `json:"payload"`
	Examples []example      `json:"examples"`
	Owner    string         `json:"x-owner"`
	Version  string         `json:"x-event-version"`
	Personal []string       `json:"x-personal-data"`
	Since    map[string]any `json:"x-deprecated"`
	Fields   map[string]any `json:"x-deprecated-fields"`
}

type example struct {
	Name    string `json:"name"`
	Payload any    `json:"payload"`
}

// latestVersion is what the parser says of any document of 3.0: that there is
// 3.1, which brings a binding for robots, and which fewer tools read.
const latestVersion = `information asyncapi-latest-version at /asyncapi: The latest version of AsyncAPi is not used. It is recommended update to the "3.1.0" version.`

// The parser accepts each document without an error or a warning, and finds in it
// what the contract says.
func TestParser(t *testing.T) {
	var documents []source
	for _, d := range described {
		documents = append(documents, source{d.name, readText(t, d.asyncapi)})
	}
	for i, p := range ask[parsed](t, "parse.mjs", documents) {
		t.Run(p.Name, func(t *testing.T) {
			if diff := cmp.Diff([]string{latestVersion}, p.Diagnostics); diff != "" {
				t.Fatalf("diagnostics (-want +got):\n%s", diff)
			}
			c := readContract(t, described[i].contract)
			if p.Document.AsyncAPI != "3.0.0" || p.Document.Info["title"] != c.Title || p.Document.Servers != nil {
				t.Errorf("version %s, title %s, servers %v", p.Document.AsyncAPI, p.Document.Info["title"], p.Document.Servers)
			}
			for _, d := range c.Domains {
				compareDomain(t, p.Document, d)
			}
			if want := len(c.Events()) + len(c.Domains); len(p.Document.Operations) != want || len(p.Document.Channels) != len(c.Domains) {
				t.Errorf("%d operations and %d channels, want %d and %d", len(p.Document.Operations), len(p.Document.Channels), want, len(c.Domains))
			}
		})
	}
}

func compareDomain(t *testing.T, d *document, domain *contract.Domain) {
	t.Helper()
	topic := domain.Name + ".events"
	ch := d.Channels[topic]
	receive := d.Operations["consume."+topic]
	if ch.Address != topic || len(ch.Messages) != len(domain.Events) {
		t.Errorf("channel %s has address %q and %d messages, want %d", topic, ch.Address, len(ch.Messages), len(domain.Events))
	}
	if receive.Action != "receive" || receive.Channel.Address != topic || len(receive.Messages) != len(domain.Events) {
		t.Errorf("consuming %s: %s from %s, %d messages", topic, receive.Action, receive.Channel.Address, len(receive.Messages))
	}
	for _, e := range domain.Events {
		id := strings.TrimSuffix(contract.SchemaFile(e), ".json")
		want := wantMessage(t, e)
		if diff := cmp.Diff(want, ch.Messages[id]); diff != "" {
			t.Errorf("message %s (-want +got):\n%s", id, diff)
		}
		send := d.Operations["publish."+id]
		if send.Action != "send" || send.Channel.Address != topic || len(send.Messages) != 1 || send.Messages[0].Name != e.Type {
			t.Errorf("publishing %s: %s to %s, %d messages", id, send.Action, send.Channel.Address, len(send.Messages))
		}
	}
}

// wantMessage is made of the contract and of the schema that is published.
func wantMessage(t *testing.T, e *contract.Event) message {
	t.Helper()
	m := message{Name: e.Type, Summary: e.Summary, ContentType: "application/json", Owner: e.Owner, Version: e.Version, Personal: e.PersonalPointers()}
	m.CorrelationID.Location = "$message.payload#/metadata/correlationId"
	m.Payload.SchemaFormat = "application/schema+json;version=draft-07"
	schema, err := contract.JSONSchema(e)
	if err != nil {
		t.Fatal(err)
	}
	m.Payload.Schema = decode(t, schema)
	for _, x := range e.Examples {
		m.Examples = append(m.Examples, example{x.Name, decode(t, x.JSON)})
	}
	if e.Deprecated != nil {
		m.Since = deprecation(e.Deprecated)
	}
	for _, f := range contract.DeprecatedFields(e) {
		if m.Fields == nil {
			m.Fields = map[string]any{}
		}
		m.Fields[f.Pointer] = deprecation(f.Field.Deprecated)
	}
	return m
}

func deprecation(d *contract.Deprecation) map[string]any {
	m := map[string]any{}
	for key, text := range map[string]string{"since": d.Since, "sunset": d.Sunset, "use": d.Use, "reason": d.Reason} {
		if text != "" {
			m[key] = text
		}
	}
	return m
}

func decode(t *testing.T, data []byte) (v any) {
	t.Helper()
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

// The judge is awake: it says what is wrong with documents that were spoilt.
func TestParserRefuses(t *testing.T) {
	sound := readText(t, "../../examples/playback/asyncapi.yaml")
	cases := []struct {
		name  string
		edits []string // old, new
		want  []string
	}{
		{"a message that is nowhere", []string{`messages/playback.ended.v2"`, `messages/playback.ended.v3"`}, []string{
			"error invalid-ref at /operations/publish.playback.ended.v2/messages/0/$ref: '#/components/messages/playback.ended.v3' does not exist",
		}},
		{"an action that is none", []string{"action: receive", "action: listen"}, []string{
			"error asyncapi-document-resolved at /operations/consume.playback.events/action",
		}},
		{"a schema that is none", []string{"type: integer", "type: whole"}, []string{
			"error asyncapi-document-resolved at /components/messages/playback.started.v2/payload/schema/properties/payload/properties/positionMs/type",
		}},
		{"examples that break their schemas", []string{"position: 61.5", "position: -61.5", "event-type: playback.ended", "event-type: playback.began"}, []string{
			"error example full of playback.started.v1: payload/payload/position must be >= 0",
			"error example minimal of playback.ended.v1: headers/event-type must be equal to constant",
		}},
	}
	var documents []source
	for _, c := range cases {
		text := sound
		for i := 0; i < len(c.edits); i += 2 {
			if !strings.Contains(text, c.edits[i]) {
				t.Fatalf("%s: the document has no %q", c.name, c.edits[i])
			}
			text = strings.Replace(text, c.edits[i], c.edits[i+1], 1)
		}
		documents = append(documents, source{c.name, text})
	}
	for i, p := range ask[parsed](t, "parse.mjs", documents) {
		for _, want := range cases[i].want {
			if all := strings.Join(p.Diagnostics, "\n"); !strings.Contains("\n"+all, "\n"+want) {
				t.Errorf("%s: want %s; it says:\n%s", p.Name, want, all)
			}
		}
	}
}
