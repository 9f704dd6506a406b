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

// A topic that was created again has no committed offsets, not even when the
// broker is killed afterwards.
func TestRecreateForgetsCommittedOffsets(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	on, err := cluster.StartEmbedded(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer on.Close()
	out, err := journal.Open(filepath.Join(t.TempDir(), "journal"))
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	topic := check.Topic{Name: "content.events", Group: "search"}
	look, err := newObserver(on.Addresses(), []check.Topic{topic}, out)
	if err != nil {
		t.Fatal(err)
	}
	defer look.close()
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
