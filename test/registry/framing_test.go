package registry_test

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/binary"
	"net/http"
	"strings"
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/records"
	"github.com/mediamesh/events/registry"
	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"
)

// TestFramedAndPlainThroughKafka publishes in all ways with ids of the registry. One
// consumer reads all of it, and kafkajs's registry client what has an id before it.
func TestFramedAndPlainThroughKafka(t *testing.T) {
	url, brokers := real(t)
	c := client(t, url)
	if code, stdout, stderr := mediamesh(map[string]string{"MEDIAMESH_REGISTRY": url}, "registry", "register", "--contract", "../../contract"); code != 0 && code != 100 {
		t.Fatalf("code %d\n%s%s", code, stdout, stderr)
	}
	prefix := "test-registry-" + strings.ToLower(rand.Text()[:8]) + "."
	topic := prefix + "content.events"
	admin, err := kgo.NewClient(kgo.SeedBrokers(brokers...))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(admin.Close)
	adm := kadm.NewClient(admin)
	if _, err := adm.CreateTopic(deadline(t), 1, 1, nil, topic); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = adm.DeleteTopics(context.Background(), topic) })

	transport := &http.Transport{}
	t.Cleanup(transport.CloseIdleConnections)
	ids, err := registry.New(registry.Config{URL: url, HTTP: &http.Client{Transport: transport}})
	if err != nil {
		t.Fatal(err)
	}
	e := events.New("cms-service", content.Created{ContentID: "c-1", ContentType: "PROGRAM", Title: "Düne 沙丘", CreatedBy: "user-456"}, events.WithID("e-1"))
	plain, err := events.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	for _, framing := range []kafka.Framing{kafka.FramingNone, kafka.FramingSchemaIDPrefix, kafka.FramingSchemaIDHeader} {
		config := kafka.PublisherConfig{Cluster: cluster.Config{Brokers: brokers}, Topics: kafka.Prefixed(prefix, nil), Framing: framing}
		if framing != kafka.FramingNone {
			config.SchemaIDs = ids
		}
		pub, err := kafka.NewPublisher(config)
		if err != nil {
			t.Fatal(err)
		}
		if err := pub.Publish(deadline(t), e); err != nil {
			t.Fatal(err)
		}
		if err := pub.Close(deadline(t)); err != nil {
			t.Fatal(err)
		}
	}
	consumer, err := kafka.NewConsumer(kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}, Topics: []string{topic}, Group: prefix + "group", Registry: catalog.Registry(), Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	var stored []records.Record
	if err := kafka.Handle(consumer, func(ctx context.Context, got events.Event[content.Created]) error {
		r, _ := kafka.RecordFrom(ctx)
		stored = append(stored, r)
		if got.Payload != e.Payload {
			t.Errorf("payload %+v", got.Payload)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if err := consumer.RunToEnd(deadline(t)); err != nil {
		t.Fatal(err)
	}
	if len(stored) != 3 {
		t.Fatalf("%d records", len(stored))
	}

	framed := stored[1].Value
	id := int(binary.BigEndian.Uint32(framed[1:5]))
	schema, err := c.SchemaByID(t.Context(), id)
	if err != nil || schema.Schema != new(content.Created).EventType().Schema() {
		t.Errorf("id %d stands for another schema: %v", id, err)
	}
	if string(stored[0].Value) != string(plain) || string(framed[5:]) != string(plain) || framed[0] != 0 || string(stored[2].Value) != string(plain) {
		t.Errorf("values %q, %q, %q", stored[0].Value, framed, stored[2].Value)
	}
	named := ""
	for _, h := range stored[2].Headers {
		if h.Key == kafka.HeaderSchemaID {
			named = string(h.Value)
		}
	}
	if named != string(framed[:5]) { // this registry has no GUIDs
		t.Errorf("header %q, want %q", named, framed[:5])
	}
	if got := node(t, "decode.mjs", base64.StdEncoding.EncodeToString(framed)+"\n", url); got != string(plain)+"\n" {
		t.Errorf("kafkajs's client decoded %q", got)
	}
}
