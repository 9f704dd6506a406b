package kafka_test

import (
	"encoding/json"
	"errors"
	"slices"
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/catalog/search"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/wire"
)

// The contract itself sees to it that each event has a key, where it names one
// field: without it, the event is invalid.
func TestContractAsksForTheKey(t *testing.T) {
	for _, d := range catalog.Registry().Types() {
		keys := d.KeyFields()
		var schema struct {
			Properties struct {
				Payload struct {
					Required   []string
					Properties map[string]struct{ MinLength int }
				}
			}
		}
		if err := json.Unmarshal([]byte(d.Schema()), &schema); err != nil {
			t.Fatal(err)
		}
		payload := schema.Properties.Payload
		if len(keys) == 1 && (!slices.Contains(payload.Required, keys[0]) || payload.Properties[keys[0]].MinLength == 0) {
			t.Errorf("%s can be without its key %s", d.Name(), keys[0])
		}
		if len(keys) == 0 || len(keys) > 1 && d.Name() != catalog.SearchPerformed {
			t.Errorf("%s has the keys %v", d.Name(), keys)
		}
	}
}

// noted is an event whose contract lets the key be empty.
type noted struct{ ID string }

var notedType = events.NewType(events.Spec[noted]{
	Name: "notes.noted", Version: "1.0.0", Domain: "notes", Keys: []string{"noteId"},
	KeyOf: func(n *noted) string { return n.ID },
	Encode: func(w *wire.Writer, _ noted, rule *wire.Value) {
		w.Key(rule.Key)
		w.End(w.Begin())
	},
})

func (noted) EventType() *events.Type[noted] { return notedType }

func TestMissingKey(t *testing.T) {
	pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: []string{unbound(t)}}})
	err := pub.Publish(deadline(t), created("", events.WithID("e-1")))
	want := "kafka: content.created e-1 was refused, nothing was sent: content.created is invalid: /payload/contentId must not be empty"
	if err == nil || err.Error() != want {
		t.Errorf("error %v\nwant  %s", err, want)
	}
	err = pub.Publish(deadline(t), events.New("notes-service", noted{ID: "n-1"}), events.New("notes-service", noted{}, events.WithID("e-2")))
	want = "kafka: notes.noted e-2 was refused, nothing was sent: it has no key: /payload/noteId is empty"
	var missing *kafka.MissingKeyError
	if err == nil || err.Error() != want || !errors.As(err, &missing) || !slices.Equal(missing.Fields, []string{"noteId"}) {
		t.Errorf("error %v\nwant  %s", err, want)
	}
	// A contract that lists what comes next says that there may be none at all.
	err = pub.Publish(canceled(), events.New("search-service", search.Performed{Query: "dune"}))
	if failures := kafka.Failures(err); len(failures) != 1 || failures[0].Refused {
		t.Errorf("error %v, want one that says that ctx was over", err)
	}
}
