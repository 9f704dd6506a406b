package kafka_test

import (
	"context"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/dlq"
)

// TestTimeZones runs the tests of times again in processes of other local time
// zones. Kafka's client returns local times, so an instant that is written
// without its zone is wrong only there.
func TestTimeZones(t *testing.T) {
	onlyEmbedded(t)
	const tests = "^(TestDeadLetterTimestamps|TestDeadLetterOf|TestDeadLetters$|TestRedriveFilter|TestParse|TestRoundTrip|TestReplay$)"
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for _, zone := range []string{"America/New_York", "Australia/Lord_Howe"} { // the latter changes by half an hour
		t.Run(zone, func(t *testing.T) {
			t.Parallel()
			if _, err := time.LoadLocation(zone); err != nil {
				t.Fatal(err)
			}
			again := exec.CommandContext(t.Context(), self, "-test.run="+tests, "-test.v", "-test.count=1", "-test.timeout=5m")
			again.Env = append(os.Environ(), "TZ="+zone)
			output, err := again.CombinedOutput()
			if err != nil || !strings.Contains(string(output), "--- PASS: TestDeadLetterTimestamps") {
				t.Errorf("%v\n%s", err, output)
			}
		})
	}
}

// TestDeadLetterTimestamps puts records aside that were published around changes
// to and from daylight saving time, and reads back when they were.
func TestDeadLetterTimestamps(t *testing.T) {
	brokers := onePartition(t)
	times := []string{
		"2026-03-08T06:59:59.999Z", "2026-03-08T07:00:00.000Z", // New York: from 01:59 to 03:00
		"2026-11-01T05:30:00.000Z", "2026-11-01T06:30:00.000Z", // New York: 01:30, twice
		"2026-04-04T14:45:00.000Z", "2026-04-04T15:15:00.000Z", // Lord Howe Island: 01:45, twice
		"2026-12-31T23:59:59.001Z",
	}
	for _, at := range times {
		when, err := time.Parse(time.RFC3339, at)
		if err != nil {
			t.Fatal(err)
		}
		send(t, brokers, &kgo.Record{Topic: "content.events", Key: []byte(at), Value: []byte("{}"), Timestamp: when.Local()})
	}
	c := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}, Topics: []string{"content.events"}})
	handleAny(t, c, func(context.Context, events.Any) error { return nil })
	runToEnd(t, c)
	n := 0
	for _, r := range held(t, brokers, "content.events.dlq") {
		n++
		if got, want := header(r, kafka.HeaderDeadLetterTimestamp), string(r.Key); got != want {
			t.Errorf("dlq-timestamp %s, want %s", got, want)
		}
	}
	for d, err := range dlq.List(deadline(t), dlq.Config{Cluster: cluster.Config{Brokers: brokers}}) {
		if err != nil {
			t.Fatal(err)
		}
		if got, want := d.Original.Timestamp.UTC().Format("2006-01-02T15:04:05.000Z"), string(d.Original.Key); got != want {
			t.Errorf("published at %s, want %s", got, want)
		}
	}
	if n != len(times) {
		t.Errorf("%d dead letters, want %d", n, len(times))
	}
}
