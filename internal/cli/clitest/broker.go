package clitest

import (
	"fmt"
	"testing"
	"time"

	"github.com/mediamesh/events/broker"
	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"
)

// StartBroker starts an embedded broker for a test, and returns its address.
func StartBroker(t *testing.T) string {
	t.Helper()
	b, err := broker.Start(broker.Config{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = b.Close() })
	return b.Addrs()[0]
}

// DeadLetters starts a broker with content.events and its dead-letter topic, of one partition
// each, and three dead letters of group search: an invalid login, and two content.created that
// a handler failed for.
func DeadLetters(t *testing.T) (addr string) {
	t.Helper()
	addr = StartBroker(t)
	c, err := kgo.NewClient(kgo.SeedBrokers(addr))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if _, err := kadm.NewClient(c).CreateTopics(t.Context(), 1, 1, nil, "content.events", "content.events.dlq"); err != nil {
		t.Fatal(err)
	}
	meta := func(eventType, id string) string {
		return `{"metadata":{"eventId":"` + id + `","eventType":"` + eventType + `","eventVersion":"1.0.0","timestamp":"2026-01-31T12:00:00.000Z","source":"cms"},"payload":`
	}
	for i, one := range []struct{ key, value, reason, err, violations string }{
		{"u-1", meta("auth.user.login", "e-0") + `{"userId":"u-1","email":"ann@example.com","mail":"ann@example.com","loginAt":"2026-01-31T12:00:00.000Z","success":"yes"}}`,
			"invalid", "auth.user.login is invalid: /payload/success must be true or false, not a string",
			`[{"pointer":"/payload/success","rule":"type","message":"must be true or false, not a string"}]`},
		{"c-1", meta("content.created", "e-1") + `{"contentId":"c-1","contentType":"MOVIE","title":"One","createdBy":"u"}}`, "handler-failed", "index is down", ""},
		{"c-2", meta("content.created", "e-2") + `{"contentId":"c-2","contentType":"MOVIE","title":"Two","createdBy":"u"}}`, "handler-failed", "index is down", ""},
	} {
		r := &kgo.Record{Topic: "content.events.dlq", Key: []byte(one.key), Value: []byte(one.value), Timestamp: time.Date(2026, 11, 24, 8, i, 0, 0, time.UTC)}
		for _, h := range [][2]string{
			{"event-type", "x"}, {"dlq-reason", one.reason}, {"dlq-error", one.err}, {"dlq-violations", one.violations}, {"dlq-topic", "content.events"},
			{"dlq-partition", "0"}, {"dlq-offset", fmt.Sprint(40 + i)}, {"dlq-timestamp", "2026-11-24T07:00:00.000Z"}, {"dlq-group", "search"}, {"dlq-attempts", "5"},
		} {
			if h[0] == "event-type" && i == 0 || h[0] != "event-type" && h[1] != "" {
				r.Headers = append(r.Headers, kgo.RecordHeader{Key: h[0], Value: []byte(h[1])})
			}
		}
		if err := c.ProduceSync(t.Context(), r).FirstErr(); err != nil {
			t.Fatal(err)
		}
	}
	return addr
}
