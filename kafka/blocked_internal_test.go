package kafka

import (
	"crypto/sha256"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"
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
	r.proofs = newProofs(&r.config)
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
	at := place{"t", 0}
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
	scans[place{"t", 1}] = newLetterScan()
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
		entry   ledgerEntry
		blocked bool
	}{
		{"discarded", ledgerEntry{PutAside: at, Discarded: "x"}, false},
		{"handled", ledgerEntry{PutAside: at, HandledAt: at + 1}, false},
		{"handled, of another time", ledgerEntry{PutAside: at - sameLetter, HandledAt: at + 1}, true},
		{"redriven", ledgerEntry{PutAside: at}, true},
		{"almost as old", ledgerEntry{PutAside: at - sameLetter + 1, Discarded: "x"}, false},
		{"older", ledgerEntry{PutAside: at - sameLetter, Discarded: "x"}, true},
		{"almost as young", ledgerEntry{PutAside: at + sameLetter - 1, Discarded: "x"}, false},
		{"younger", ledgerEntry{PutAside: at + sameLetter, Discarded: "x"}, true},
	} {
		var b blockedKeys
		b.add(&kgo.Record{Key: []byte("k"), Offset: 5}, "", "t.dlq/0/0", time.UnixMilli(at))
		b.add(&kgo.Record{Key: []byte("l"), Offset: 6}, "", "t.dlq/0/1", time.UnixMilli(at))
		b.settle(ledger{Position{"t.dlq", 0, 0}: c.entry}, 1)
		if blocked := len(b.keys["k"]) > 0; blocked != c.blocked || len(b.keys["l"]) != 1 || len(b.keys) != 1+len(b.keys["k"]) {
			t.Errorf("%s: blocked: %v, want %v; keys %v", c.name, blocked, c.blocked, b.keys)
		}
	}

	// A key that is still blocked remembers what was handled, which may come again.
	var b blockedKeys
	b.add(&kgo.Record{Key: []byte("k"), Offset: 5}, "", "t.dlq/0/0", time.UnixMilli(at))
	b.add(&kgo.Record{Key: []byte("k"), Offset: 6}, "", "t.dlq/0/1", time.UnixMilli(at))
	b.settle(ledger{Position{"t.dlq", 0, 0}: {PutAside: at, HandledAt: at + 1}}, 1)
	if got := b.turnOf(&kgo.Record{Key: []byte("k"), Offset: 7}, "t.dlq/0/0"); got != repeatedIt {
		t.Errorf("what was handled comes again: turn %d, want %d", got, repeatedIt)
	}
	b.settle(ledger{Position{"t.dlq", 0, 1}: {PutAside: at, HandledAt: at + 1}}, 1)
	if len(b.keys) != 1 {
		t.Error("the ledger was looked at again, though it has not changed")
	}
	b.settle(ledger{Position{"t.dlq", 0, 1}: {PutAside: at, HandledAt: at + 1}}, 2)
	if len(b.keys)+len(b.resolved) != 0 {
		t.Errorf("left are %v, %v", b.keys, b.resolved)
	}
}

// TestScheduler_BlockedKeys counts the blocked keys of each topic, and names the dead
// letter that is the oldest.
func TestScheduler_BlockedKeys(t *testing.T) {
	s := newScheduler(t.Context(), load{most: 1})
	block := func(at place, letters ...int64) {
		s.assign([]place{at})
		b := new(blockedKeys)
		for _, ms := range letters {
			b.add(&kgo.Record{Key: strconv.AppendInt(nil, ms, 10)}, "", fmt.Sprintf("%s.dlq/0/%d", at.topic, ms), time.UnixMilli(ms))
		}
		s.block(at, b)
	}
	s.assign([]place{{"t", 9}})
	block(place{"t", 0}, 7, 5, 6)
	block(place{"t", 1}, 3, 4)
	block(place{"t", 2}, 8)
	block(place{"u", 0}, 9)
	block(place{"v", 0})
	got := s.blockedKeys()
	if len(got) != 2 || got["t"].keys != 6 || got["t"].first.id != "t.dlq/0/3" || got["u"].keys != 1 || got["u"].first.id != "u.dlq/0/9" {
		t.Errorf("blocked are %+v", got)
	}
	if n := len(s.blockedIn("t")); n != 3 {
		t.Errorf("%d partitions of t have blocked keys, want 3", n)
	}
}

// Long keys are kept by their digests, which no short key can be taken for.
func TestKeyName(t *testing.T) {
	short, long := strings.Repeat("k", maxKeyName), strings.Repeat("k", 1<<20)
	if got := keyName([]byte(short)); got != short {
		t.Errorf("a key of %d bytes is named %q", len(short), got)
	}
	name := keyName([]byte(long))
	if want := fmt.Sprintf("sha256:%x", sha256.Sum256([]byte(long))); name != want || len(name) <= maxKeyName {
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

// A dead letter that is acknowledged when its partition was given up and assigned again
// blocks its key there, whether the dead letters were read before or after.
func TestScheduler_NotesLettersOfEarlierAssignments(t *testing.T) {
	at := place{"t", 0}
	record := &kgo.Record{Key: []byte("k"), Offset: 5}
	letter := func(id string) func(*blockedKeys) {
		return func(b *blockedKeys) { b.add(record, "", id, time.Time{}) }
	}
	for _, c := range []struct {
		name          string
		before, after []string // letters acknowledged before the keys are known, and after
		read          []string // that were read by then
		want          string
	}{
		{"before", []string{"d/0/0"}, nil, nil, "[d/0/0]"},
		{"before, and read", []string{"d/0/0"}, nil, []string{"d/0/0"}, "[d/0/0]"},
		{"after", nil, []string{"d/0/0"}, nil, "[d/0/0]"},
		{"after, and read", nil, []string{"d/0/0"}, []string{"d/0/0"}, "[d/0/0]"},
		{"both", []string{"d/0/0"}, []string{"d/0/1"}, []string{"d/0/0"}, "[d/0/0 d/0/1]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newScheduler(t.Context(), load{})
			s.assign([]place{at})
			s.block(at, new(blockedKeys))
			earlier := s.partitions[at]
			delete(s.partitions, at)
			s.noteLetter(earlier, letter("d/9/9")) // the partition is not assigned
			s.assign([]place{at})
			for _, id := range c.before {
				s.noteLetter(earlier, letter(id))
			}
			keys := new(blockedKeys)
			for _, id := range c.read {
				letter(id)(keys)
			}
			s.block(at, keys)
			for _, id := range c.after {
				s.noteLetter(earlier, letter(id))
			}
			var got []string
			for _, l := range keys.keys["k"] {
				got = append(got, l.id)
			}
			if fmt.Sprint(got) != c.want {
				t.Errorf("letters %v, want %s", got, c.want)
			}
			// The record is not dead-lettered again when it is redelivered.
			if turn := keys.turnOf(record, ""); turn != repeatedIt {
				t.Errorf("turn %d, want %d", turn, repeatedIt)
			}
			s.noteLetter(s.partitions[at], letter("d/0/7"))
			if n := len(keys.keys["k"]); n != len(got)+1 {
				t.Errorf("%d letters after one more", n)
			}
		})
	}
}

// Where the order is not kept, letters block nothing.
func TestScheduler_NotesNoLettersWithoutOrder(t *testing.T) {
	at := place{"t", 0}
	s := newScheduler(t.Context(), load{})
	s.assign([]place{at})
	s.noteLetter(s.partitions[at], func(*blockedKeys) { t.Error("a letter is noted") })
}
