package broker_test

import (
	"os"
	"slices"
	"testing"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/broker"
)

// begin writes values in a transaction, and leaves it open.
func begin(t *testing.T, client *kgo.Client, values ...string) {
	t.Helper()
	if err := client.BeginTransaction(); err != nil {
		t.Fatal(err)
	}
	produce(t, client, "content.events", values...)
}

func commit(t *testing.T, client *kgo.Client) {
	t.Helper()
	if err := client.EndTransaction(deadline(t), kgo.TryCommit); err != nil {
		t.Fatal(err)
	}
}

// A broker that was killed aborts the transactions that were under way, so that
// readers see what is committed after that, and before, and nothing else. The copy
// of a data directory in use is what a killed broker leaves behind.
func TestKilledWithinTransactions(t *testing.T) {
	dir, left := t.TempDir(), t.TempDir()
	b := start(t, broker.Config{DataDir: dir, Partitions: 1})
	one, other := connect(t, b, kgo.TransactionalID("one")), connect(t, b, kgo.TransactionalID("other"))
	begin(t, one, "a")
	commit(t, one)
	begin(t, one, "open 1", "open 2")
	begin(t, other, "open 3")
	produce(t, connect(t, b), "content.events", "b")
	if err := os.CopyFS(left, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	one.Close()
	other.Close()

	want := []string{"a", "b"}
	for i := range 3 { // once killed, then closed, then killed again
		b := start(t, broker.Config{DataDir: left})
		one := connect(t, b, kgo.TransactionalID("one"))
		for _, value := range []string{"c", "d"} {
			begin(t, one, value)
			commit(t, one)
			want = append(want, value)
		}
		reader := connect(t, b, kgo.FetchIsolationLevel(kgo.ReadCommitted()), kgo.ConsumeTopics("content.events"))
		if got := read(t, reader, len(want)); !slices.Equal(got, want) {
			t.Errorf("start %d: readers see %v, want %v", i+1, got, want)
		}
		one.Close()
		reader.Close()
		if i == 1 {
			next := t.TempDir()
			if err := os.CopyFS(next, os.DirFS(left)); err != nil {
				t.Fatal(err)
			}
			left = next
		} else if err := b.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
