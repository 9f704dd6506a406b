//go:build unix

package campaign

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/mediamesh/events/test/chaos/check"
	"github.com/mediamesh/events/test/chaos/cluster"
	"github.com/mediamesh/events/test/chaos/journal"
	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
	"go.uber.org/goleak"
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

// observing starts a cluster and an observer of a topic.
func observing(t *testing.T, topic check.Topic) (*cluster.Embedded, *observer) {
	t.Helper()
	on, err := cluster.StartEmbedded(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { on.Close() })
	out, err := journal.Open(filepath.Join(t.TempDir(), "journal"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { out.Close() })
	look, err := newObserver(on.Addresses(), []check.Topic{topic}, out)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(look.close)
	return on, look
}

// A topic that was created again has no committed offsets, not even when the
// broker is killed afterwards.
func TestRecreateForgetsCommittedOffsets(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	topic := check.Topic{Name: "content.events", Group: "search"}
	on, look := observing(t, topic)
	as := creation{topic.Name, 3, 0}
	if err := look.create(ctx, 1, as); err != nil {
		t.Fatal(err)
	}
	var offsets kadm.Offsets
	offsets.AddOffset(topic.Name, 2, 28, -1)
	if err := look.admin.CommitAllOffsets(ctx, topic.Group, offsets); err != nil {
		t.Fatal(err)
	}

	if err := look.recreate(ctx, &topic, 1, as); err != nil {
		t.Fatal(err)
	}
	if err := on.Kill(0); err != nil {
		t.Fatal(err)
	}
	if err := on.Start(0); err != nil {
		t.Fatal(err)
	}

	var got kadm.OffsetResponses
	if err := eventually(ctx, func() (err error) {
		got, err = look.admin.FetchOffsets(ctx, topic.Group)
		if errors.Is(err, kerr.GroupIDNotFound) {
			return nil
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if at, ok := got.Lookup(topic.Name, 2); ok && at.At >= 0 {
		t.Errorf("offset %d of the topic that was deleted is committed", at.At)
	}
	if len(topic.Recreated) != 1 {
		t.Errorf("noted %d times", len(topic.Recreated))
	}
}

// Publishers create a topic that is gone by themselves, and write to it.
func TestRecreateReplacesTopicOfPublisher(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	topic := check.Topic{Name: "content.events", Group: "search"}
	on, look := observing(t, topic)
	if err := look.create(ctx, 1, creation{topic.Name, 6, 0}); err != nil {
		t.Fatal(err)
	}
	client, err := kgo.NewClient(kgo.SeedBrokers(on.Addresses()...))
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	if err := client.ProduceSync(ctx, &kgo.Record{Topic: topic.Name, Value: []byte("{}")}).FirstErr(); err != nil {
		t.Fatal(err)
	}

	if err := look.createAgain(ctx, 1, creation{topic.Name, 3, 5000}); err != nil {
		t.Fatal(err)
	}
	ends, err := look.admin.ListEndOffsets(ctx, topic.Name)
	if err != nil {
		t.Fatal(err)
	}
	sum, n := int64(0), 0
	ends.Each(func(l kadm.ListedOffset) { sum, n = sum+l.Offset, n+1 })
	if sum != 0 || n != 3 {
		t.Errorf("%d records in %d partitions, want none in 3", sum, n)
	}
}

// What was begun and could not be finished is said, even if its time is over.
func TestFinish_SaysWhatIsHalfDone(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	cause := errors.New("group search is Stable")
	err := finish(ctx, func(ctx context.Context) error {
		if ctx.Err() != nil {
			t.Error("what was begun is not finished:", ctx.Err())
		}
		return cause
	})
	if half := (halfDone{}); !errors.As(err, &half) || !errors.Is(err, cause) || err.Error() != cause.Error() {
		t.Errorf("%#v", err)
	}
}
