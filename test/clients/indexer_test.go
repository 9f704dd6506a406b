package clients

import (
	"encoding/json"
	"os/exec"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/catalog/search"
	"github.com/mediamesh/events/kafka"
)

// compile is done once: the services that are written in TypeScript.
var compile = sync.OnceValues(func() ([]byte, error) {
	return exec.Command("node", "node_modules/typescript/lib/tsc.js", "-p", "tsconfig.json").CombinedOutput()
})

// startIndexer starts the microservice that uses the npm package.
func startIndexer(t *testing.T, s *stage) *service {
	t.Helper()
	requireNode(t)
	if out, err := compile(); err != nil {
		t.Fatalf("tsc: %v\n%s", err, out)
	}
	return start(t, "node_modules/.compiled/indexer.mjs", map[string]any{"group": s.name("indexer"), "prefix": s.prefix})
}

// A microservice that uses the npm package reads what we publish, to the byte,
// and what it publishes reaches our handler, with the key and the headers that
// our own publisher would give it.
func TestPackageInNest(t *testing.T) {
	s := newStage(t, "content.events", "search.events")
	service := startIndexer(t, s)
	film := created("program-1")
	film.Payload.Unknown = `"later" : [1.50, 9007199254740993],"n":1E400`
	s.publish(t, kafka.CompressionGzip, film)

	got := service.handled(t)
	want := record{Topic: s.name("content.events"), Partition: got.Partition, Key: new("program-1"), Headers: headersOf(film), Value: document(t, film)}
	if diff := cmp.Diff(want, got.record); diff != "" {
		t.Errorf("- published, + handled by the microservice:\n%s", diff)
	}
	emitted := s.waitFor(t, "search.events", 1)
	service.stop(t)

	c := s.consumer(t)
	in := handle[search.Indexed](t, c)
	if stats := run(t, c); stats.Handled != 1 || stats.DeadLetters != 0 {
		t.Errorf("counted %+v", stats)
	}
	indexed := in.only(t)
	if indexed.Payload.ContentID != "program-1" || indexed.Payload.Title != title || indexed.Metadata.CorrelationID != "req-program-1" || indexed.Metadata.Source != "search-service" {
		t.Errorf("handled %+v", indexed.Event)
	}
	want = record{Topic: s.name("search.events"), Partition: emitted[0].Partition, Key: new("program-1"), Headers: headersOf(indexed.Event), Value: document(t, indexed.Event)}
	if diff := cmp.Diff(want, indexed.Record); diff != "" {
		t.Errorf("- as our publisher would publish it, + as the microservice did:\n%s", diff)
	}
}

// What breaks the contract it refuses, in the words of ours, and goes on.
func TestPackageInNestRefuses(t *testing.T) {
	s := newStage(t, "content.events", "search.events")
	service := startIndexer(t, s)
	drifted := strings.Replace(document(t, created("program-2")), `"title":`, `"titel":`, 1)
	s.produce(t, "content.events", "program-2", drifted)
	s.publish(t, kafka.CompressionNone, created("program-2"))

	var refused struct {
		Refused    string             `json:"refused"`
		Violations []events.Violation `json:"violations"`
	}
	if line := service.line(t); json.Unmarshal(line, &refused) != nil {
		t.Fatalf("the microservice says %s", line)
	}
	_, err := events.UnmarshalString[content.Created](drifted)
	if err == nil || refused.Refused != err.Error() || refused.Refused != "content.created is invalid: /payload/title is required" {
		t.Errorf("refused: %q, by ours: %v", refused.Refused, err)
	}
	if want := []events.Violation{{Pointer: "/payload/title", Rule: "required", Message: "is required"}}; cmp.Diff(want, refused.Violations) != "" {
		t.Errorf("violations %+v", refused.Violations)
	}
	if next := service.handled(t); next.key() != "program-2" {
		t.Errorf("then it handled %+v", next)
	}
	s.waitFor(t, "search.events", 1)
	service.stop(t)
}

// produce sends a record that our publisher would refuse.
func (s *stage) produce(t *testing.T, topic, key, value string) {
	t.Helper()
	client, err := kgo.NewClient(kgo.SeedBrokers(brokers...), kgo.DisableClientMetrics(), kgo.ProducerBatchCompression(kgo.NoCompression()))
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	r := &kgo.Record{Topic: s.name(topic), Key: []byte(key), Value: []byte(value)}
	if err := client.ProduceSync(deadline(t), r).FirstErr(); err != nil {
		t.Fatal(err)
	}
}
