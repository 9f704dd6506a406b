package keyorder

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/ledger"
	"github.com/mediamesh/events/kafka/internal/record"
)

// TestKeys_TurnOf checks the turn of a key's next record, depending on the key's dead letters.
func TestKeys_TurnOf(t *testing.T) {
	record := func(offset int64) *kgo.Record { return &kgo.Record{Key: []byte("k"), Offset: offset} }
	var b Keys
	want := func(what string, offset int64, from string, want Turn) {
		t.Helper()
		if got := b.TurnOf(record(offset), from); got != want {
			t.Errorf("%s: turn %d, want %d", what, got, want)
		}
	}
	want("no letters", 5, "", Handle)
	b.add(record(5), "", "d/0/0", time.Time{})
	b.add(record(7), "", "d/0/1", time.Time{})
	want("before the first letter: it was handled, and not committed", 3, "", Handle)
	want("a letter's record again", 7, "", Repeated)
	want("behind the letters", 9, "", Follow)
	want("the second, redriven too early", 20, "d/0/1", Follow)
	want("the first, redriven", 21, "d/0/0", Handle)

	b.add(record(21), "d/0/0", "d/0/2", time.Time{}) // it failed again, and stays the first
	want("the first letter's record of old", 5, "", Repeated)
	want("before the first letter still", 3, "", Handle)
	want("between the letters", 8, "", Follow)
	want("its redriven record again", 21, "d/0/0", Repeated)
	if !b.IsFirst([]byte("k"), "d/0/2") || b.IsFirst([]byte("k"), "d/0/1") || b.IsFirst([]byte("l"), "d/0/2") {
		t.Error("the first of k is not d/0/2 alone")
	}
	b.Resolve([]byte("k"), "d/0/2")
	want("the first, delivered again after it was handled", 22, "d/0/2", Repeated)
	want("redriven, of no letter", 22, "d/9/9", Follow)
	want("the second, after the first", 23, "d/0/1", Handle)
	b.Resolve([]byte("k"), "d/0/1")
	want("all are resolved", 24, "", Handle)
	if len(b.keys)+len(b.resolved) != 0 {
		t.Errorf("%d keys are still blocked, and %d known", len(b.keys), len(b.resolved))
	}
}

// TestKeys_Settle checks that a ledger entry for a discarded or handled dead letter removes only
// the dead letter at that position with about that time.
func TestKeys_Settle(t *testing.T) {
	const at = 1_000_000_000_000
	for _, c := range []struct {
		name    string
		entry   ledger.Entry
		blocked bool
	}{
		{"discarded", ledger.Entry{PutAside: at, Discarded: "x"}, false},
		{"handled", ledger.Entry{PutAside: at, HandledAt: at + 1}, false},
		{"handled, of another time", ledger.Entry{PutAside: at - sameLetter, HandledAt: at + 1}, true},
		{"redriven", ledger.Entry{PutAside: at}, true},
		{"almost as old", ledger.Entry{PutAside: at - sameLetter + 1, Discarded: "x"}, false},
		{"older", ledger.Entry{PutAside: at - sameLetter, Discarded: "x"}, true},
		{"almost as young", ledger.Entry{PutAside: at + sameLetter - 1, Discarded: "x"}, false},
		{"younger", ledger.Entry{PutAside: at + sameLetter, Discarded: "x"}, true},
	} {
		var b Keys
		b.add(&kgo.Record{Key: []byte("k"), Offset: 5}, "", "t.dlq/0/0", time.UnixMilli(at))
		b.add(&kgo.Record{Key: []byte("l"), Offset: 6}, "", "t.dlq/0/1", time.UnixMilli(at))
		b.settle(ledger.Ledger{cluster.Position{Topic: "t.dlq", Partition: 0, Offset: 0}: c.entry}, 1)
		if blocked := len(b.keys["k"]) > 0; blocked != c.blocked || len(b.keys["l"]) != 1 || len(b.keys) != 1+len(b.keys["k"]) {
			t.Errorf("%s: blocked: %v, want %v; keys %v", c.name, blocked, c.blocked, b.keys)
		}
	}

	// A key that is still blocked remembers handled dead letters, which may be delivered again.
	var b Keys
	b.add(&kgo.Record{Key: []byte("k"), Offset: 5}, "", "t.dlq/0/0", time.UnixMilli(at))
	b.add(&kgo.Record{Key: []byte("k"), Offset: 6}, "", "t.dlq/0/1", time.UnixMilli(at))
	b.settle(ledger.Ledger{cluster.Position{Topic: "t.dlq", Partition: 0, Offset: 0}: {PutAside: at, HandledAt: at + 1}}, 1)
	if got := b.TurnOf(&kgo.Record{Key: []byte("k"), Offset: 7}, "t.dlq/0/0"); got != Repeated {
		t.Errorf("what was handled comes again: turn %d, want %d", got, Repeated)
	}
	b.settle(ledger.Ledger{cluster.Position{Topic: "t.dlq", Partition: 0, Offset: 1}: {PutAside: at, HandledAt: at + 1}}, 1)
	if len(b.keys) != 1 {
		t.Error("the ledger was looked at again, though it has not changed")
	}
	b.settle(ledger.Ledger{cluster.Position{Topic: "t.dlq", Partition: 0, Offset: 1}: {PutAside: at, HandledAt: at + 1}}, 2)
	if len(b.keys)+len(b.resolved) != 0 {
		t.Errorf("left are %v, %v", b.keys, b.resolved)
	}
}

// Long keys are stored as digests, which no short key can be mistaken for.
func TestKeyName(t *testing.T) {
	short, long := strings.Repeat("k", record.MaxKeyName), strings.Repeat("k", 1<<20)
	if got := record.KeyName([]byte(short)); got != short {
		t.Errorf("a key of %d bytes is named %q", len(short), got)
	}
	name := record.KeyName([]byte(long))
	if want := fmt.Sprintf("sha256:%x", sha256.Sum256([]byte(long))); name != want || len(name) <= record.MaxKeyName {
		t.Errorf("a key of 1 MiB is named %q, want %q", name, want)
	}
	var b Keys
	for i := range 3 {
		b.add(&kgo.Record{Key: fmt.Appendf(nil, "%s%d", long, i), Offset: int64(i)}, "", "d/0/"+strconv.Itoa(i), time.Time{})
	}
	for i := range 3 {
		r := &kgo.Record{Key: fmt.Appendf(nil, "%s%d", long, i), Offset: 9}
		if got := b.TurnOf(r, ""); got != Follow {
			t.Errorf("behind dead letter %d: turn %d, want %d", i, got, Follow)
		}
		b.Resolve(r.Key, "d/0/"+strconv.Itoa(i))
		if got := b.TurnOf(r, ""); got != Handle {
			t.Errorf("after dead letter %d: turn %d, want %d", i, got, Handle)
		}
	}
}

// A dead letter that was read is not added again when it is acknowledged, and its record is not
// dead-lettered again when it is redelivered.
func TestKeys_AddsLetterOnce(t *testing.T) {
	record := &kgo.Record{Key: []byte("k"), Offset: 5}
	b := new(Keys)
	for _, id := range []string{"d/0/0", "d/0/0", "d/0/1", "d/0/0"} {
		b.add(record, "", id, time.Time{})
	}
	var got []string
	for _, l := range b.keys["k"] {
		got = append(got, l.ID)
	}
	if want := []string{"d/0/0", "d/0/1"}; !slices.Equal(got, want) {
		t.Errorf("letters %v, want %v", got, want)
	}
	if turn := b.TurnOf(record, ""); turn != Repeated {
		t.Errorf("turn %d, want %d", turn, Repeated)
	}
}
