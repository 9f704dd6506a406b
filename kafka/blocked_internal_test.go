package kafka

import (
	"testing"

	"github.com/twmb/franz-go/pkg/kgo"
)

// What a key's next record may do, in view of its dead letters.
func TestTurns(t *testing.T) {
	record := func(offset int64, from string) *kgo.Record {
		r := &kgo.Record{Key: []byte("k"), Offset: offset}
		if from != "" {
			r.Headers = []kgo.RecordHeader{{Key: HeaderRedrivenFrom, Value: []byte(from)}}
		}
		return r
	}
	var b blockedKeys
	want := func(what string, r *kgo.Record, want turn) {
		t.Helper()
		if got := b.turnOf(r); got != want {
			t.Errorf("%s: turn %d, want %d", what, got, want)
		}
	}
	want("no letters", record(5, ""), handleIt)
	b.add(record(5, ""), "d/0/0")
	b.add(record(7, ""), "d/0/1")
	want("before the first letter: it was handled, and not committed", record(3, ""), handleIt)
	want("a letter's record again", record(7, ""), repeatedIt)
	want("behind the letters", record(9, ""), followIt)
	want("the second, redriven too early", record(20, "d/0/1"), followIt)
	want("the first, redriven", record(21, "d/0/0"), handleIt)

	b.add(record(21, "d/0/0"), "d/0/2") // it failed again, and stays the first
	want("the first letter's record of old", record(5, ""), repeatedIt)
	want("before the first letter still", record(3, ""), handleIt)
	want("between the letters", record(8, ""), followIt)
	want("its redriven record again", record(21, "d/0/0"), repeatedIt)
	if got := b.first(record(22, "d/0/2")); got != "d/0/2" {
		t.Errorf("the first is %q", got)
	}
	b.resolve([]byte("k"), "d/0/2")
	want("the second, after the first", record(23, "d/0/1"), handleIt)
	b.resolve([]byte("k"), "d/0/1")
	want("all are resolved", record(24, ""), handleIt)
	if len(b.keys) != 0 {
		t.Errorf("%d keys are still blocked", len(b.keys))
	}
}

// A scan that was interrupted goes on where it was, beside one that begins, and
// begins anew where the topic did.
func TestScansGoOn(t *testing.T) {
	r := &run{config: ConsumerConfig{Group: "g"}}
	letter := func(offset int64, key, header, value string) *kgo.Record {
		return &kgo.Record{Topic: "d", Offset: offset, Key: []byte(key), Headers: []kgo.RecordHeader{
			{Key: HeaderDeadLetterGroup, Value: []byte("g")}, {Key: HeaderDeadLetterTopic, Value: []byte("t")},
			{Key: HeaderDeadLetterPartition, Value: []byte("0")}, {Key: header, Value: []byte(value)},
		}}
	}
	list := []*kgo.Record{
		letter(0, "k", HeaderDeadLetterOffset, "5"), letter(1, "l", HeaderDeadLetterOffset, "6"),
		letter(2, "k", HeaderDeadLetterResolved, "d/0/0"), letter(3, "k", HeaderDeadLetterOffset, "9"),
	}
	at := place{"t", 0}
	read := func(scans map[place]*letterScan) {
		for _, l := range list[firstUnread(scans, 0, int64(len(list))):] {
			r.noteLetter(l, scans)
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
	if k, l := keys["k"], keys["l"]; len(keys) != 2 || len(k) != 1 || k[0].origin != 9 || len(l) != 1 || l[0].origin != 6 {
		t.Errorf("blocked are %v", keys)
	}
	if n := firstUnread(scans, 0, 4); n != 4 {
		t.Errorf("read on from %d, want 4", n)
	}
	if n := firstUnread(scans, 0, 1); n != 0 || len(scans[at].keys.keys) != 0 {
		t.Errorf("of a topic that begins anew, read on from %d with %v", n, scans[at].keys.keys)
	}
}
