package asyncapi

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/eventstest"
	playback "github.com/mediamesh/events/examples/playback/catalog"
	"github.com/mediamesh/events/internal/contract"
	"github.com/twmb/franz-go/pkg/kgo"
	"go.yaml.in/yaml/v4"
)

// written is a document as it stands, references and all.
type written struct {
	Channels map[string]struct {
		Address string `yaml:"address"`
	} `yaml:"channels"`
	Components struct {
		Messages map[string]struct {
			Examples []struct {
				Name    string            `yaml:"name"`
				Headers map[string]string `yaml:"headers"`
			} `yaml:"examples"`
			Bindings struct {
				Kafka struct {
					Key map[string]any `yaml:"key"`
				} `yaml:"kafka"`
			} `yaml:"bindings"`
		} `yaml:"messages"`
		Schemas map[string]struct {
			Properties map[string]any `yaml:"properties"`
		} `yaml:"schemas"`
	} `yaml:"components"`
}

func readDocument(t *testing.T, file string) (d written) {
	t.Helper()
	if err := yaml.Unmarshal([]byte(readText(t, file)), &d); err != nil {
		t.Fatal(err)
	}
	return d
}

// What a document says of an example's record is what a publisher sends: topic,
// key and headers.
func TestRecordsAreAsDescribed(t *testing.T) {
	for i, reg := range []*events.Registry{catalog.Registry(), playback.Registry()} {
		d := described[i]
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			document, c := readDocument(t, d.asyncapi), readContract(t, d.contract)
			b := eventstest.NewBroker(t)
			records := 0
			for _, e := range c.Events() {
				records += len(e.Examples)
				for _, x := range e.Examples {
					event, err := reg.Decode(x.JSON)
					if err != nil {
						t.Fatal(err)
					}
					eventstest.Publish(t, b, event)
				}
			}
			sent := published(t, b.Addrs(), records)
			for _, e := range c.Events() {
				compareRecords(t, document, e, sent)
			}
		})
	}
}

func compareRecords(t *testing.T, d written, e *contract.Event, sent []*kgo.Record) {
	t.Helper()
	id := strings.TrimSuffix(contract.SchemaFile(e), ".json")
	message := d.Components.Messages[id]
	for n, x := range e.Examples {
		i := slices.IndexFunc(sent, func(r *kgo.Record) bool { return string(r.Value) == string(x.JSON) })
		if i < 0 {
			t.Errorf("%s, %s: no such record", id, x.Name)
			continue
		}
		if topic := d.Channels[e.Domain.Name+".events"].Address; sent[i].Topic != topic {
			t.Errorf("%s, %s: in topic %s, not %s", id, x.Name, sent[i].Topic, topic)
		}
		if diff := cmp.Diff(message.Examples[n].Headers, headersOf(sent[i])); diff != "" {
			t.Errorf("%s, %s: headers (-described +sent):\n%s", id, x.Name, diff)
		}
		if want, got := describedKey(t, message.Bindings.Kafka.Key, x), sent[i].Key; want != string(got) {
			t.Errorf("%s, %s: the key is %q, described as %q", id, x.Name, got, want)
		}
	}
}

func headersOf(r *kgo.Record) map[string]string {
	m := map[string]string{}
	for _, h := range r.Headers {
		m[h.Key] = string(h.Value)
	}
	return m
}

// describedKey is the field of the example that the binding names first, "" if
// there is none of those.
func describedKey(t *testing.T, key map[string]any, x *contract.Example) string {
	t.Helper()
	all, ok := key["anyOf"].([]any)
	if !ok {
		all = []any{key}
	}
	payload := decode(t, x.JSON).(map[string]any)["payload"].(map[string]any)
	for _, one := range all {
		field := one.(map[string]any)["title"].(string)
		if value, ok := payload[strings.TrimPrefix(field, "/payload/")].(string); ok {
			return value
		}
	}
	return ""
}

// published reads what is in the topics.
func published(t *testing.T, brokers []string, count int) (list []*kgo.Record) {
	t.Helper()
	client, err := kgo.NewClient(kgo.SeedBrokers(brokers...), kgo.ConsumeRegex(), kgo.ConsumeTopics(`.*\.events`))
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	for len(list) < count {
		fetches := client.PollFetches(ctx)
		if err := fetches.Err0(); err != nil {
			t.Fatalf("%d of %d records: %v", len(list), count, err)
		}
		list = append(list, fetches.Records()...)
	}
	return list
}
