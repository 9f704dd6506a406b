//go:build unix

package cluster_test

import (
	"context"
	"os"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"
	"go.uber.org/goleak"

	"github.com/mediamesh/events/test/chaos/cluster"
)

// TestMain is also the embedded broker: it is this same program.
func TestMain(m *testing.M) {
	if len(os.Args) == 4 && os.Args[1] == cluster.Role {
		if err := cluster.Serve(os.Args[2], os.Args[3]); err != nil {
			os.Exit(1)
		}
		os.Exit(0)
	}
	goleak.VerifyTestMain(m)
}

// A topic that was created because a client asked for it outlives a kill, like what
// was acknowledged in it.
func TestEmbedded_KeepsTopicsOfFirstUse(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	on, err := cluster.StartEmbedded(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer on.Close()
	client, err := kgo.NewClient(kgo.SeedBrokers(on.Addresses()...), kgo.AllowAutoTopicCreation())
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	if err := client.ProduceSync(ctx, &kgo.Record{Topic: "content.events.dlq", Value: []byte("{}")}).FirstErr(); err != nil {
		t.Fatal(err)
	}
	before, err := kadm.NewClient(client).ListTopics(ctx)
	if err != nil {
		t.Fatal(err)
	}

	if err := on.Kill(0); err != nil {
		t.Fatal(err)
	}
	if err := on.Start(0); err != nil {
		t.Fatal(err)
	}
	after, err := kadm.NewClient(client).ListTopics(ctx)
	if err != nil {
		t.Fatal(err)
	}
	ends, err := kadm.NewClient(client).ListEndOffsets(ctx, "content.events.dlq")
	if err != nil {
		t.Fatal(err)
	}
	records := int64(0)
	ends.Each(func(l kadm.ListedOffset) { records += l.Offset })
	if was, is := before["content.events.dlq"], after["content.events.dlq"]; is.ID != was.ID || len(is.Partitions) != 6 || records != 1 {
		t.Errorf("topic %v of %d partitions with %d records, want %v of 6 with 1", is.ID, len(is.Partitions), records, was.ID)
	}
}
