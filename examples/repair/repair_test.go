// Package repair shows how events from before the contract are mended: see
// README.md.
package repair

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/twmb/franz-go/pkg/kgo"
	"go.uber.org/goleak"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/broker"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/internal/cli"
	"github.com/mediamesh/events/internal/cli/console"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/dlq"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// metadata is that of an event from before the contract.
func metadata(id, eventType string) string {
	return fmt.Sprintf(`{"metadata":{"eventId":%q,"eventType":%q,"eventVersion":"1.0","timestamp":"2024-11-05T10:00:00.000Z","source":"old"},"payload":`, id, eventType)
}

// before are events from before the contract, by the topic that they are on.
var before = []struct{ topic, document string }{
	{"ingest.events", metadata("e-1", "ingest.completed") + `{"jobId":"i-1","contentId":"c-1","mediaId":"m-1","mediaUrl":"s3://media/m-1","fileSize":9,"mimeType":"video/mp4","completedAt":"2024-11-05T10:00:00.000Z","processingTime":1.50}}`},
	{"ingest.events", metadata("e-2", "ingest.progress") + `{"jobId":"i-2","contentId":"c-1","progress":50,"stage":"transcoding"}}`},
	{"content.events", metadata("e-3", "content.created") + `{"contentId":"c-1","contentType":"EPISODE","title":"Evening News","createdBy":"u-1","program":{"id":"c-1","title":"Evening News","status":"DRAFT","createdAt":"2024-11-05T10:00:00.000Z","updatedAt":"2024-11-05T10:00:00.000Z","metadataId":7,"publishedAt":null}}}`},
	{"auth.events", metadata("e-4", "auth.user.created") + `{"userId":"u-1","email":"ada@example.com","firstName":"","lastName":"Lovelace","role":"EDITOR"}}`},
	{"content.events", metadata("e-5", "content.deleted") + `{"contentId":"c-2","contentType":"MOVIE","title":"Gone","deletedBy":"u-1","deletedAt":"2024-11-05T10:00:00.000Z"}}`},
	// Nobody knows when: no repair makes that up.
	{"auth.events", metadata("e-6", "auth.user.deleted") + `{"userId":"u-2","email":"ada@example.com","deletedBy":"u-1"}}`},
}

// refused are their violations, as the dead letters name them.
const refused = `e-1 /metadata/eventVersion, /payload/filename, /payload/ingestId
e-2 /metadata/eventVersion, /payload/ingestId
e-3 /metadata/eventVersion, /payload/program/contentType
e-4 /metadata/eventVersion, /payload/firstName
e-5 /metadata/eventVersion
e-6 /metadata/eventVersion, /payload/deletedAt`

// repaired are the events as handlers get them in the end.
const repaired = `{"metadata":{"eventId":"e-1","eventType":"ingest.completed","eventVersion":"1.0.0","timestamp":"2024-11-05T10:00:00.000Z","source":"old"},"payload":{"ingestId":"i-1","contentId":"c-1","filename":"unknown","mediaId":"m-1","mediaUrl":"s3://media/m-1","fileSize":9,"mimeType":"video/mp4","completedAt":"2024-11-05T10:00:00.000Z","processingTime":1.5}}
{"metadata":{"eventId":"e-2","eventType":"ingest.progress","eventVersion":"1.0.0","timestamp":"2024-11-05T10:00:00.000Z","source":"old"},"payload":{"ingestId":"i-2","contentId":"c-1","progress":50,"stage":"transcoding"}}
{"metadata":{"eventId":"e-3","eventType":"content.created","eventVersion":"1.0.0","timestamp":"2024-11-05T10:00:00.000Z","source":"old"},"payload":{"contentId":"c-1","contentType":"EPISODE","title":"Evening News","createdBy":"u-1","program":{"id":"c-1","title":"Evening News","contentType":"EPISODE","status":"DRAFT","createdAt":"2024-11-05T10:00:00.000Z","updatedAt":"2024-11-05T10:00:00.000Z","metadataId":7,"publishedAt":null}}}
{"metadata":{"eventId":"e-4","eventType":"auth.user.created","eventVersion":"1.0.0","timestamp":"2024-11-05T10:00:00.000Z","source":"old"},"payload":{"userId":"u-1","email":"ada@example.com","firstName":"unknown","lastName":"Lovelace","role":"EDITOR"}}
{"metadata":{"eventId":"e-5","eventType":"content.deleted","eventVersion":"1.0.0","timestamp":"2024-11-05T10:00:00.000Z","source":"old"},"payload":{"contentId":"c-2","contentType":"MOVIE","title":"Gone","deletedBy":"u-1","deletedAt":"2024-11-05T10:00:00.000Z"}}`

func TestRepair(t *testing.T) {
	b, err := broker.Start(broker.Config{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	ctx, cancel := context.WithTimeout(context.Background(), 60*time.Second)
	t.Cleanup(cancel)
	send(ctx, t, b.Addrs())

	// They are refused, and kept.
	var h handled
	if err := h.consumer(t, b.Addrs()).RunToEnd(ctx); err != nil {
		t.Fatal(err)
	}
	if got := h.sorted(); got != "" {
		t.Errorf("handled as they were: %s", got)
	}
	if diff := cmp.Diff(refused, violations(ctx, t, b.Addrs())); diff != "" {
		t.Errorf("dead letters (-want +got):\n%s", diff)
	}

	// What would become of them.
	out, code := mediamesh(ctx, b.Addrs(), "dlq", "redrive", "-t", "ingest.events.dlq", "--repair", "before-contract.yaml", "--dry-run")
	if want := "jobId is ingestId; the file's name was not sent; the version is 1.0.0"; code != 0 || !strings.Contains(out, want) {
		t.Errorf("exit %d of a dry run, without %q:\n%s", code, want, out)
	}

	// The group is at work again, and gets what is repaired.
	c := h.consumer(t, b.Addrs())
	run, stop := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() { ended <- c.Run(run) }()
	for _, topic := range []string{"ingest.events.dlq", "content.events.dlq", "auth.events.dlq"} {
		want := 0
		if topic == "auth.events.dlq" {
			want = 100 // one of them stays
		}
		out, code := mediamesh(ctx, b.Addrs(), "dlq", "redrive", "-t", topic, "--repair", "before-contract.yaml", "--yes", "--keep-going")
		if code != want {
			t.Errorf("redriving %s: exit %d, want %d:\n%s", topic, code, want, out)
		}
		if want == 100 && !strings.Contains(out, "(auth.user.deleted e-6) was not sent: auth.user.deleted is invalid: /payload/deletedAt is required") {
			t.Errorf("it does not say what is still wrong:\n%s", out)
		}
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff(repaired, h.sorted()); diff != "" {
		t.Errorf("handled (-want +got):\n%s", diff)
	}
}

// send produces the events as services did that knew of no contract.
func send(ctx context.Context, t *testing.T, brokers []string) {
	t.Helper()
	c, err := kgo.NewClient(kgo.SeedBrokers(brokers...), kgo.AllowAutoTopicCreation())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	for _, e := range before {
		if err := c.ProduceSync(ctx, &kgo.Record{Topic: e.topic, Value: []byte(e.document)}).FirstErr(); err != nil {
			t.Fatal(err)
		}
	}
}

// handled are the events that handlers were called for.
type handled struct {
	mu   sync.Mutex
	list []string
}

// consumer returns one that handles events of every type.
func (h *handled) consumer(t *testing.T, brokers []string) *kafka.Consumer {
	t.Helper()
	c, err := kafka.NewConsumer(kafka.ConsumerConfig{
		Cluster: cluster.Config{Brokers: brokers}, Group: "search-indexer", Registry: catalog.Registry(), Logger: slog.New(slog.DiscardHandler),
		Topics: []string{"ingest.events", "content.events", "auth.events"},
	})
	if err != nil {
		t.Fatal(err)
	}
	err = kafka.HandleAny(c, func(_ context.Context, e events.Any) error {
		text, err := events.MarshalString(e)
		h.mu.Lock()
		defer h.mu.Unlock()
		h.list = append(h.list, text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func (h *handled) sorted() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	slices.Sort(h.list)
	return strings.Join(h.list, "\n")
}

// violations lists what the dead letters say is wrong, by event.
func violations(ctx context.Context, t *testing.T, brokers []string) string {
	t.Helper()
	var lines []string
	for d, err := range dlq.List(ctx, dlq.Config{Cluster: cluster.Config{Brokers: brokers}}) {
		if err != nil {
			t.Fatal(err)
		}
		var pointers []string
		for _, v := range d.Violations {
			pointers = append(pointers, v.Pointer)
		}
		slices.Sort(pointers)
		lines = append(lines, d.EventID+" "+strings.Join(pointers, ", "))
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// mediamesh runs a command, and returns all that it printed.
func mediamesh(ctx context.Context, brokers []string, args ...string) (string, int) {
	var out bytes.Buffer
	code := cli.Run(ctx, console.Streams{
		In: strings.NewReader(""), Out: &out, Err: &out, Env: func(string) string { return "" },
	}, append(args, "--brokers", brokers[0]))
	return out.String(), code
}
