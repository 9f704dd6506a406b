package kafka

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

// What a key's next record may do, in view of its dead letters.
func TestTurns(t *testing.T) {
	record := func(offset int64) *kgo.Record { return &kgo.Record{Key: []byte("k"), Offset: offset} }
	var b blockedKeys
	want := func(what string, offset int64, from string, want turn) {
		t.Helper()
		if got := b.turnOf(record(offset), from); got != want {
			t.Errorf("%s: turn %d, want %d", what, got, want)
		}
	}
	want("no letters", 5, "", handleIt)
	b.add(record(5), "", "d/0/0", time.Time{})
	b.add(record(7), "", "d/0/1", time.Time{})
	want("before the first letter: it was handled, and not committed", 3, "", handleIt)
	want("a letter's record again", 7, "", repeatedIt)
	want("behind the letters", 9, "", followIt)
	want("the second, redriven too early", 20, "d/0/1", followIt)
	want("the first, redriven", 21, "d/0/0", handleIt)

	b.add(record(21), "d/0/0", "d/0/2", time.Time{}) // it failed again, and stays the first
	want("the first letter's record of old", 5, "", repeatedIt)
	want("before the first letter still", 3, "", handleIt)
	want("between the letters", 8, "", followIt)
	want("its redriven record again", 21, "d/0/0", repeatedIt)
	if !b.first([]byte("k"), "d/0/2") || b.first([]byte("k"), "d/0/1") || b.first([]byte("l"), "d/0/2") {
		t.Error("the first of k is not d/0/2 alone")
	}
	b.resolve([]byte("k"), "d/0/2")
	want("the first, delivered again after it was handled", 22, "d/0/2", repeatedIt)
	want("redriven, of no letter", 22, "d/9/9", followIt)
	want("the second, after the first", 23, "d/0/1", handleIt)
	b.resolve([]byte("k"), "d/0/1")
	want("all are resolved", 24, "", handleIt)
	if len(b.keys)+len(b.resolved) != 0 {
		t.Errorf("%d keys are still blocked, and %d known", len(b.keys), len(b.resolved))
	}
}

// A scan that was interrupted goes on where it was, beside one that begins, and
// begins anew where the topic did.
func TestScansGoOn(t *testing.T) {
	r := &run{config: ConsumerConfig{Group: "g"}}
	r.redrives = newVerifier(&r.config)
	letter := func(offset int64, key, header, value string) *kgo.Record {
		return &kgo.Record{Topic: "d", Offset: offset, Key: []byte(key), Headers: []kgo.RecordHeader{
			{Key: HeaderDeadLetterGroup, Value: []byte("g")}, {Key: HeaderDeadLetterTopic, Value: []byte("t")},
			{Key: HeaderDeadLetterPartition, Value: []byte("0")}, {Key: header, Value: []byte(value)},
		}}
	}
	list := []*kgo.Record{
		letter(0, "k", HeaderDeadLetterOffset, "5"), letter(1, "l", HeaderDeadLetterOffset, "6"),
		letter(2, "k", HeaderDeadLetterOffset, "7"), letter(3, "k", HeaderDeadLetterOffset, "9"),
	}
	at := place{Topic: "t", Partition: 0}
	read := func(scans map[place]*letterScan) {
		for _, l := range list[firstUnread(scans, 0, int64(len(list))):] {
			if err := r.noteLetter(t.Context(), l, scans, time.Now()); err != nil {
				t.Fatal(err)
			}
		}
		for _, s := range scans {
			s.next[0] = int64(len(list))
		}
	}
	scans := map[place]*letterScan{at: newLetterScan()}
	all := list
	list = all[:2]
	read(scans)
	list = all
	scans[place{Topic: "t", Partition: 1}] = newLetterScan()
	if n := firstUnread(scans, 0, 4); n != 0 {
		t.Errorf("read on from %d, which the second scan has not got", n)
	}
	read(scans)
	keys := scans[at].keys.keys
	if k, l := keys["k"], keys["l"]; len(keys) != 2 || len(k) != 3 || k[0].origin != 5 || k[1].origin != 7 || k[2].origin != 9 || len(l) != 1 || l[0].origin != 6 {
		t.Errorf("blocked are %v", keys)
	}
	if n := firstUnread(scans, 0, 4); n != 4 {
		t.Errorf("read on from %d, want 4", n)
	}
	if n := firstUnread(scans, 0, 1); n != 0 || len(scans[at].keys.keys) != 0 {
		t.Errorf("of a topic that begins anew, read on from %d with %v", n, scans[at].keys.keys)
	}
}

// TestBlockedKeys_Settle takes off what a ledger says was discarded or handled: the
// dead letter at that position, and of about that time.
func TestBlockedKeys_Settle(t *testing.T) {
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
		var b blockedKeys
		b.add(&kgo.Record{Key: []byte("k"), Offset: 5}, "", "t.dlq/0/0", time.UnixMilli(at))
		b.add(&kgo.Record{Key: []byte("l"), Offset: 6}, "", "t.dlq/0/1", time.UnixMilli(at))
		b.settle(ledger.Ledger{cluster.Position{Topic: "t.dlq", Partition: 0, Offset: 0}: c.entry}, 1)
		if blocked := len(b.keys["k"]) > 0; blocked != c.blocked || len(b.keys["l"]) != 1 || len(b.keys) != 1+len(b.keys["k"]) {
			t.Errorf("%s: blocked: %v, want %v; keys %v", c.name, blocked, c.blocked, b.keys)
		}
	}

	// A key that is still blocked remembers what was handled, which may come again.
	var b blockedKeys
	b.add(&kgo.Record{Key: []byte("k"), Offset: 5}, "", "t.dlq/0/0", time.UnixMilli(at))
	b.add(&kgo.Record{Key: []byte("k"), Offset: 6}, "", "t.dlq/0/1", time.UnixMilli(at))
	b.settle(ledger.Ledger{cluster.Position{Topic: "t.dlq", Partition: 0, Offset: 0}: {PutAside: at, HandledAt: at + 1}}, 1)
	if got := b.turnOf(&kgo.Record{Key: []byte("k"), Offset: 7}, "t.dlq/0/0"); got != repeatedIt {
		t.Errorf("what was handled comes again: turn %d, want %d", got, repeatedIt)
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

// TestRun_Blocked counts the blocked keys of each topic, and names the dead
// letter that is the oldest.
func TestRun_Blocked(t *testing.T) {
	s := newScheduler(t.Context(), &ConsumerConfig{MaxInFlight: 1})
	block := func(at place, letters ...int64) {
		s.Assign([]place{at})
		b := new(blockedKeys)
		for _, ms := range letters {
			b.add(&kgo.Record{Key: strconv.AppendInt(nil, ms, 10)}, "", fmt.Sprintf("%s.dlq/0/%d", at.Topic, ms), time.UnixMilli(ms))
		}
		s.Prepare(at, b)
	}
	s.Assign([]place{{Topic: "t", Partition: 9}})
	block(place{Topic: "t", Partition: 0}, 7, 5, 6)
	block(place{Topic: "t", Partition: 1}, 3, 4)
	block(place{Topic: "t", Partition: 2}, 8)
	block(place{Topic: "u", Partition: 0}, 9)
	block(place{Topic: "v", Partition: 0})
	got := (&run{scheduler: s}).blocked()
	if len(got) != 2 || got["t"].keys != 6 || got["t"].first.id != "t.dlq/0/3" || got["u"].keys != 1 || got["u"].first.id != "u.dlq/0/9" {
		t.Errorf("blocked are %+v", got)
	}
}

// Long keys are kept by their digests, which no short key can be taken for.
func TestKeyName(t *testing.T) {
	short, long := strings.Repeat("k", record.MaxKeyName), strings.Repeat("k", 1<<20)
	if got := record.KeyName([]byte(short)); got != short {
		t.Errorf("a key of %d bytes is named %q", len(short), got)
	}
	name := record.KeyName([]byte(long))
	if want := fmt.Sprintf("sha256:%x", sha256.Sum256([]byte(long))); name != want || len(name) <= record.MaxKeyName {
		t.Errorf("a key of 1 MiB is named %q, want %q", name, want)
	}
	var b blockedKeys
	for i := range 3 {
		b.add(&kgo.Record{Key: fmt.Appendf(nil, "%s%d", long, i), Offset: int64(i)}, "", "d/0/"+strconv.Itoa(i), time.Time{})
	}
	for i := range 3 {
		r := &kgo.Record{Key: fmt.Appendf(nil, "%s%d", long, i), Offset: 9}
		if got := b.turnOf(r, ""); got != followIt {
			t.Errorf("behind dead letter %d: turn %d, want %d", i, got, followIt)
		}
		b.resolve(r.Key, "d/0/"+strconv.Itoa(i))
		if got := b.turnOf(r, ""); got != handleIt {
			t.Errorf("after dead letter %d: turn %d, want %d", i, got, handleIt)
		}
	}
}

// A dead letter that was read is not added again when its acknowledgement comes, and its
// record is not dead-lettered again when it is redelivered.
func TestBlockedKeys_AddsLetterOnce(t *testing.T) {
	record := &kgo.Record{Key: []byte("k"), Offset: 5}
	b := new(blockedKeys)
	for _, id := range []string{"d/0/0", "d/0/0", "d/0/1", "d/0/0"} {
		b.add(record, "", id, time.Time{})
	}
	var got []string
	for _, l := range b.keys["k"] {
		got = append(got, l.id)
	}
	if want := []string{"d/0/0", "d/0/1"}; !slices.Equal(got, want) {
		t.Errorf("letters %v, want %v", got, want)
	}
	if turn := b.turnOf(record, ""); turn != repeatedIt {
		t.Errorf("turn %d, want %d", turn, repeatedIt)
	}
}
