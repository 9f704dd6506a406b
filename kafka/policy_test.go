package kafka_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	playbackcatalog "github.com/mediamesh/events/examples/playback/catalog"
	"github.com/mediamesh/events/examples/playback/catalog/playback"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

// refusals are a record for each reason there is to refuse one.
var refusals = []struct {
	reason kafka.Reason
	spoil  func(document string) string
	logged string
	stops  string // the error's text, behind topic, partition and offset
}{
	{kafka.ReasonInvalid, replacing(`"contentId":"c-1"`, `"contentId":""`),
		`event_type=playback.started event_id=bad violations="[/payload/contentId minLength]"`,
		"is not handled (invalid): playback.started is invalid: /payload/contentId must not be empty"},
	{kafka.ReasonUnknownType, replacing(`"playback.started"`, `"playback.sterted"`),
		`event_type=playback.sterted event_id=bad error="event type \"playback.sterted\" is unknown: add it to the contract, or register its descriptor"`,
		`is not handled (unknown-type): event type "playback.sterted" is unknown: add it to the contract, or register its descriptor`},
	{kafka.ReasonUnsupportedVersion, replacing(`"eventVersion":"2.0.0"`, `"eventVersion":"7.0.0"`),
		`event_type=playback.started event_id=bad error="playback.started 7.0.0 is not supported: this service knows 1.1.0, 2.0.0; update its contract, or register a migration"`,
		"is not handled (unsupported-version): playback.started 7.0.0 is not supported: this service knows 1.1.0, 2.0.0; update its contract, or register a migration"},
	{kafka.ReasonMigrationFailed, nil,
		`event_type=playback.started event_id=bad error="migrating playback.started from 1.1.0 to 2.0.0 failed"`,
		"is not handled (migration-failed): migrating playback.started from 1.1.0 to 2.0.0: no such user"},
	{kafka.ReasonHandlerFailed, replacing(`"contentId":"c-1"`, `"contentId":"fails"`),
		`event_type=playback.started event_id=bad error=busy`, ""},
}

func replacing(old, new string) func(string) string {
	return func(s string) string { return strings.Replace(s, old, new, 1) }
}

// sendRefused sends one record that is refused, between two that are not, all
// of one key. It returns a consumer for them.
func sendRefused(t *testing.T, s *stage, spoil func(string) string, config kafka.ConsumerConfig) (c *kafka.Consumer, handled *[]string) {
	t.Helper()
	record := func(id string, spoil func(string) string) *kgo.Record {
		old, now := played()
		old.Metadata.EventID, now.Metadata.EventID = id, id
		value := string(document(t, now))
		if spoil != nil {
			value = spoil(value)
		}
		if id == "bad" && spoil == nil {
			value = string(document(t, old)) // which the migration fails for
		}
		return &kgo.Record{Topic: s.name("content.events"), Key: []byte("k"), Value: []byte(value)}
	}
	same := func(s string) string { return s }
	s.send(t, record("first", same), record("bad", spoil), record("last", same))

	reg, err := playbackcatalog.Registry().With(events.Upcast(func(playback.Started) (playback.StartedV2, error) {
		return playback.StartedV2{}, errors.New("no such user")
	}))
	if err != nil {
		t.Fatal(err)
	}
	config.Registry, config.Retry = reg, once
	config.Topics = []string{s.name("content.events")}
	handled = new([]string)
	c = s.consumer(t, config)
	handle(t, c, func(_ context.Context, e events.Event[playback.StartedV2]) error {
		if e.Payload.ContentID == "fails" {
			return errBusy
		}
		*handled = append(*handled, e.Metadata.EventID)
		return nil
	})
	return c, handled
}

// What is skipped is passed by, with a warning and a count, and nothing else.
func TestPolicySkip(t *testing.T) {
	for _, c := range refusals {
		t.Run(string(c.reason), func(t *testing.T) {
			t.Parallel()
			s := newStage(t, 1)
			var log logs
			consumer, handled := sendRefused(t, s, c.spoil, kafka.ConsumerConfig{
				Policies: map[kafka.Reason]kafka.Policy{c.reason: kafka.PolicySkip}, Logger: log.logger(),
			})
			runToEnd(t, consumer)
			if got := strings.Join(*handled, " "); got != "first last" {
				t.Errorf("handled %s", got)
			}
			if got := consumer.Stats(); got != (kafka.Stats{Handled: 2, Skipped: 1}) {
				t.Errorf("stats %+v", got)
			}
			if n := s.committed(t); n != 3 {
				t.Errorf("committed %d, want 3", n)
			}
			want := fmt.Sprintf(`level=WARN msg="kafka: record skipped" reason=%s topic=%s partition=0 offset=1 %s`,
				c.reason, s.name("content.events"), c.logged)
			if !strings.Contains(log.String(), want) || strings.Count(log.String(), "level=WARN") != 1 {
				t.Errorf("logged %s\nwant   %s", log.String(), want)
			}
			if topics, err := s.admin.ListTopics(deadline(t)); err != nil || topics.Has(s.name("content.events.dlq")) {
				t.Errorf("there is a topic for dead letters (%v)", err)
			}
		})
	}
}

// What is to stop the consumer stops it, with what it is about, and comes again.
func TestPolicyStop(t *testing.T) {
	for _, c := range refusals {
		t.Run(string(c.reason), func(t *testing.T) {
			t.Parallel()
			s := newStage(t, 1)
			consumer, handled := sendRefused(t, s, c.spoil, kafka.ConsumerConfig{
				Policies: map[kafka.Reason]kafka.Policy{c.reason: kafka.PolicyStop},
			})
			for range 2 { // it comes again
				err := consumer.RunToEnd(deadline(t))
				topic := s.name("content.events")
				want := "kafka: " + topic + " partition 0 offset 1 " + c.stops
				var record *kafka.RecordError
				var failed *kafka.HandlerError
				switch {
				case c.reason == kafka.ReasonHandlerFailed:
					want = "kafka: handling playback.started bad (" + topic + " partition 0 offset 1): busy"
					if !errors.As(err, &failed) || !errors.Is(err, errBusy) || failed.Attempts != 1 || failed.EventID != "bad" || failed.Offset != 1 {
						t.Fatalf("error %v, want a HandlerError", err)
					}
				case !errors.As(err, &record) || record.Reason != c.reason || record.Topic != topic || record.Offset != 1 ||
					record.EventID != "bad" || !strings.HasPrefix(record.EventType, "playback.st") || record.Unwrap() == nil:
					t.Fatalf("error %+v, want a RecordError", err)
				}
				if err.Error() != want {
					t.Errorf("error %s\nwant  %s", err, want)
				}
			}
			if got := strings.Join(*handled, " "); got != "first" {
				t.Errorf("handled %s", got)
			}
			if n := s.committed(t); n != 1 {
				t.Errorf("committed %d, want 1", n)
			}
		})
	}
}

// A policy is for one reason; the others keep theirs.
func TestPoliciesAreByReason(t *testing.T) {
	for _, c := range refusals {
		t.Run(string(c.reason), func(t *testing.T) {
			t.Parallel()
			s := newStage(t, 1)
			policies := map[kafka.Reason]kafka.Policy{c.reason: kafka.PolicyDeadLetter}
			for _, other := range refusals {
				if other.reason != c.reason {
					policies[other.reason] = kafka.PolicyStop
				}
			}
			consumer, handled := sendRefused(t, s, c.spoil, kafka.ConsumerConfig{Policies: policies})
			runToEnd(t, consumer)
			if got := strings.Join(*handled, " "); got != "first last" {
				t.Errorf("handled %s", got)
			}
			letters := s.held(t, "content.events.dlq")
			if len(letters) != 1 || header(letters[0], "dlq-reason") != string(c.reason) {
				t.Errorf("%d dead letters, of reason %s", len(letters), header(letters[0], "dlq-reason"))
			}
		})
	}
}

func TestDeliveryConfigErrors(t *testing.T) {
	policies := func(reason kafka.Reason, p kafka.Policy) kafka.ConsumerConfig {
		return kafka.ConsumerConfig{Policies: map[kafka.Reason]kafka.Policy{reason: p}}
	}
	for _, c := range []struct {
		config kafka.ConsumerConfig
		want   string
	}{
		{kafka.ConsumerConfig{Workers: -1}, "Workers is -1: want a positive number, or 0 for the default of 16"},
		{kafka.ConsumerConfig{MaxInFlight: -1}, "MaxInFlight is -1: want a positive number, or 0 for the default of 10000"},
		{kafka.ConsumerConfig{MaxInFlightBytes: -1}, "MaxInFlightBytes is -1: want a positive number, or 0 for the default of 67108864"},
		{kafka.ConsumerConfig{Retry: kafka.RetryPolicy{MaxAttempts: -2}}, "Retry.MaxAttempts is negative: want the maximum number of handler calls, or -1 for no limit"},
		{kafka.ConsumerConfig{Retry: kafka.RetryPolicy{Backoff: -1}}, "Retry.Backoff is -1ns: want a positive duration, or 0 for the default of 100ms"},
		{kafka.ConsumerConfig{Retry: kafka.RetryPolicy{MaxBackoff: -1}}, "Retry.MaxBackoff is -1ns: want a positive duration, or 0 for the default of 30s"},
		{kafka.ConsumerConfig{HandlerTimeout: -2}, "HandlerTimeout is -2ns: want a positive duration, or 0 for the default of 1m0s"},
		{kafka.ConsumerConfig{Protocol: 2}, "Protocol is 2: want ProtocolClassic or ProtocolKIP848"},
		{policies("tired", kafka.PolicySkip), `Policies["tired"] is not a reason: want ReasonInvalid, ReasonUnknownType, ReasonUnsupportedVersion, ReasonMigrationFailed or ReasonHandlerFailed`},
		{policies(kafka.ReasonKeyBlocked, kafka.PolicySkip), `Policies["key-blocked"] is not a reason: want ReasonInvalid, ReasonUnknownType, ReasonUnsupportedVersion, ReasonMigrationFailed or ReasonHandlerFailed`},
		{policies(kafka.ReasonInvalid, 9), `Policies["invalid"] is Policy(9): want PolicyDeadLetter, PolicySkip, PolicyStop or PolicyReport`},
		{policies(kafka.ReasonHandlerFailed, kafka.PolicyReport), `Policies["handler-failed"] is PolicyReport, which is for ReasonInvalid alone`},
	} {
		c.config.Group, c.config.Registry = "g", catalog.Registry()
		_, err := kafka.NewConsumer(c.config)
		var config *cluster.ConfigError
		if want := "kafka: ConsumerConfig." + c.want; !errors.As(err, &config) || err.Error() != want {
			t.Errorf("error %v\nwant  %s", err, want)
		}
	}
	for policy, want := range map[kafka.Policy]string{kafka.PolicyDeadLetter: "dead-letter", kafka.PolicySkip: "skip", kafka.PolicyStop: "stop", kafka.PolicyReport: "report"} {
		if policy.String() != want {
			t.Errorf("%d is %s, want %s", policy, policy, want)
		}
	}
}
