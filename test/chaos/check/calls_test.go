package check

import (
	"maps"
	"strconv"
	"strings"
	"testing"

	"github.com/mediamesh/events/test/chaos/journal"
)

// by is a record of an event of key a, by so many attempts.
func by(id string, attempt int, offset int64) Record {
	r := of(id, offset)
	r.Headers = append(r.Headers, Header{"correlation-id", []byte(strconv.Itoa(attempt))})
	return r
}

// Two events of key a, sent without waiting in between.
const (
	begun = `B 17
S a1 a 1 n t a 1 100
S a2 a 2 n t a 1 100
`
	begunAgain = `B 18
S a1 a 1 n t a 2 200
S a2 a 2 n t a 2 200
`
	bothAcked = "A a1 1\nA a2 1"
)

func TestWhatPublishersAreTold(t *testing.T) {
	inOrder := []Record{by("a1", 1, 0), by("a2", 1, 1)}
	shuffled := []Record{by("a2", 1, 0), by("a1", 1, 1)}
	handled := "H 1000 t 0 0 a1 a 1 c0\nH 2000 t 0 1 a2 a 2 c0"

	for _, test := range []struct {
		name     string
		campaign campaign
		want     map[Fault]int
		example  string
	}{
		{name: "both are acknowledged, in order", campaign: campaign{begun + bothAcked, inOrder, nil, handled}},
		{name: "called back in another order", campaign: campaign{begun + "A a2 1\nA a1 1", inOrder, nil, handled}},
		{
			name:     "of one, nothing is known",
			campaign: campaign{begun + "A a1 1", inOrder[:1], nil, "H 1000 t 0 0 a1 a 1 c0"},
		},
		{
			name:     "acknowledged, and another attempt is in its topic",
			campaign: campaign{begun + "A a1 1\nB 18\nS a2 a 2 n t a 2 200\nA a2 2", inOrder, nil, handled},
			want:     map[Fault]int{Vanished: 1},
			example:  "vanished: a2 was acknowledged and is not in its topic",
		},
		{
			name:     "in an order that nobody published in",
			campaign: campaign{begun + bothAcked, shuffled, nil, "H 1000 t 0 0 a2 a 2 c0\nH 2000 t 0 1 a1 a 1 c0"},
			want:     map[Fault]int{Shuffled: 1},
			example:  "shuffled: a2 (offset 0) was published after what is at offset 1 of its key",
		},
		{
			name:     "in the order of the topic, which is another, handled in a third",
			campaign: campaign{begun + bothAcked, shuffled, nil, "H 1000 t 0 1 a1 a 1 c0\nH 2000 t 0 0 a2 a 2 c0"},
			want:     map[Fault]int{Shuffled: 1, Reordered: 1},
			example:  "reordered: a2 was handled after what is at offset 1 of its key",
		},
		{
			name: "the first was not written, and was published again behind the second",
			campaign: campaign{
				begun + "N a1 1\nA a2 1\nS a1 a 1 n t p 2 200\nA a1 2", []Record{by("a2", 1, 0), by("a1", 2, 1)}, nil,
				"H 1000 t 0 0 a2 a 2 c0\nH 2000 t 0 1 a1 a 1 c0",
			},
		},
		{
			name: "published again before the second, and behind it in the topic",
			campaign: campaign{
				"B 17\nS a1 a 1 n t p 1 100\nS a1 a 1 n t p 2 200\nA a1 2\nS a2 a 2 n t p 1 300\nA a2 1", []Record{by("a2", 1, 0), by("a1", 2, 1)}, nil,
				"H 1000 t 0 0 a2 a 2 c0\nH 2000 t 0 1 a1 a 1 c0",
			},
			want:    map[Fault]int{Shuffled: 1},
			example: "shuffled: a2 (offset 0) was published after what is at offset 1 of its key",
		},
		{
			name: "killed, and what was on its way arrives after the next life's",
			campaign: campaign{
				begun + begunAgain + "A a1 2\nA a2 2", []Record{by("a1", 2, 0), by("a2", 2, 1), by("a1", 1, 2), by("a2", 1, 3)}, nil,
				handled + "\nH 3000 t 0 2 a1 a 1 c0\nH 4000 t 0 3 a2 a 2 c0",
			},
		},
		{
			name: "acknowledged in one life, and behind the next life's",
			campaign: campaign{
				begun + "A a1 1\nB 18\nS a2 a 2 n t a 2 200\nA a2 2", []Record{by("a2", 2, 0), by("a1", 1, 1)}, nil,
				"H 1000 t 0 0 a2 a 2 c0\nH 2000 t 0 1 a1 a 1 c0",
			},
			want:    map[Fault]int{Shuffled: 1},
			example: "shuffled: a2 (offset 0) was published after what is at offset 1 of its key",
		},
		{
			name:     "not written, and not there",
			campaign: campaign{begun + "A a1 1\nN a2 1", inOrder[:1], nil, "H 1000 t 0 0 a1 a 1 c0"},
		},
		{
			name:     "not written, and there",
			campaign: campaign{begun + "A a1 1\nN a2 1", inOrder, nil, handled},
			want:     map[Fault]int{Contradicted: 1},
			example:  "contradicted: a2 (offset 1) is in its topic, and its publisher was told that it was not written",
		},
		{
			name: "not written, and there by a later attempt",
			campaign: campaign{
				begun + "A a1 1\nN a2 1\nS a2 a 2 n t p 2 200\nA a2 2", []Record{by("a1", 1, 0), by("a2", 2, 1)}, nil, handled,
			},
		},
		{
			name:     "by an attempt that was not made",
			campaign: campaign{begun + bothAcked, append([]Record{by("a1", 3, 2)}, inOrder...), nil, handled},
			want:     map[Fault]int{Fabricated: 1},
			example:  "fabricated: a1 is in its topic by attempt 3, which was not made",
		},
	} {
		t.Run(test.name, func(t *testing.T) { expect(t, judge(t, false, test.campaign), test.want, test.example) })
	}
}

func expect(t *testing.T, v *Verdict, want map[Fault]int, example string) {
	t.Helper()
	if !maps.Equal(v.Faults, want) {
		t.Errorf("faults %v, want %v; %q", v.Faults, want, v.Examples)
	}
	if example != "" && (len(v.Examples) == 0 || v.Examples[0] != example) {
		t.Errorf("examples %q, want first %q", v.Examples, example)
	}
}

// A transaction of two events of key a, and one of an event that has no handler.
const together = `B 17
S a1 a 1 n t t 1 1000000000
S a2 a 2 n t t 1 1000000000
S a3 a 3 u t t 1 1000000000
`

func TestTransactions(t *testing.T) {
	whole := []Record{by("a1", 1, 0), by("a2", 1, 1), by("a3", 1, 2)}
	handled := "H 1000 t 0 0 a1 a 1 c0\nH 2000 t 0 1 a2 a 2 c0"
	acked := together + "A a1 1\nA a2 1\nA a3 1"
	unwritten := together + "N a1 1\nN a2 1\nN a3 1"
	again := strings.NewReplacer("B 17", "B 18", "t 1 1", "t 2 2").Replace(together)
	alone := append([]Record{by("a1", 2, 3)}, whole...)

	for _, test := range []struct {
		name     string
		campaign campaign
		embedded bool
		want     map[Fault]int
		example  string
		sum      Transactions
	}{
		{name: "committed", campaign: campaign{acked, whole, nil, handled}, sum: Transactions{Committed: 1, Events: 3}},
		{name: "not committed", campaign: campaign{unwritten, nil, nil, ""}, sum: Transactions{Uncommitted: 1, Events: 3}},
		{name: "unknown, and there", campaign: campaign{together, whole, nil, handled}, sum: Transactions{Unknown: 1, Seen: 1, Events: 3}},
		{name: "unknown, and not there", campaign: campaign{together, nil, nil, ""}, sum: Transactions{Unknown: 1, Events: 3}},
		{
			name:     "killed while what it was told was written down",
			campaign: campaign{together + "A a1 1", whole, nil, handled},
			sum:      Transactions{Committed: 1, Events: 3},
		},
		{
			name:     "unknown, published again, and both there",
			campaign: campaign{together + again + "A a1 2\nA a2 2\nA a3 2", append([]Record{by("a1", 2, 3), by("a2", 2, 4), by("a3", 2, 5)}, whole...), nil, handled},
			sum:      Transactions{Committed: 1, Unknown: 1, Seen: 1, Events: 6},
		},
		{
			name:     "unknown, and an event of it there by itself",
			campaign: campaign{together + "S a1 a 1 n t p 2 2000000000\nA a1 2", []Record{by("a1", 2, 0)}, nil, "H 1000 t 0 0 a1 a 1 c0"},
			sum:      Transactions{Unknown: 1, Events: 3},
		},
		{
			name:     "one became a dead letter",
			campaign: campaign{acked, whole, []Record{dead(whole[1], "handler-failed", 0)}, "H 1000 t 0 0 a1 a 1 c0"},
			sum:      Transactions{Committed: 1, Events: 3},
		},
		{
			name:     "committed, and not there as a whole",
			campaign: campaign{acked, whole[:2], nil, handled},
			want:     map[Fault]int{Vanished: 1, Torn: 1},
			example:  "vanished: a3 was acknowledged and is not in its topic",
			sum:      Transactions{Committed: 1, Events: 3},
		},
		{
			name:     "committed, and none of it there",
			campaign: campaign{acked, nil, nil, ""},
			want:     map[Fault]int{Vanished: 3, Lost: 2},
			sum:      Transactions{Committed: 1, Events: 3},
		},
		{
			name:     "not committed, and there as a whole",
			campaign: campaign{unwritten, whole, nil, handled},
			want:     map[Fault]int{Contradicted: 3},
			sum:      Transactions{Uncommitted: 1, Events: 3},
		},
		{
			name:     "not committed, and there in part",
			campaign: campaign{unwritten, whole[1:2], nil, "H 2000 t 0 1 a2 a 2 c0"},
			want:     map[Fault]int{Contradicted: 1, Torn: 1},
			sum:      Transactions{Uncommitted: 1, Events: 3},
		},
		{
			name:     "not committed, and handled, as who reads all records does",
			campaign: campaign{unwritten, nil, nil, "H 1000 t 0 0 a1 a 1 c0"},
			want:     map[Fault]int{Fabricated: 1},
			example:  "fabricated: a1 was handled as of t partition 0 offset 0, where it is not",
			sum:      Transactions{Uncommitted: 1, Events: 3},
		},
		{
			name:     "unknown, and there in part",
			campaign: campaign{together, whole[:1], nil, "H 1000 t 0 0 a1 a 1 c0"},
			want:     map[Fault]int{Torn: 1},
			example:  "torn: of a transaction of 3 events 1 are in their topics, a3 is not",
			sum:      Transactions{Unknown: 1, Events: 3},
		},
		{
			name:     "unknown, and there in part, beside an event that was published again",
			campaign: campaign{together + "S a1 a 1 n t p 2 2000000000\nA a1 2", append([]Record{alone[0]}, whole[1]), nil, "H 1000 t 0 3 a1 a 1 c0"},
			want:     map[Fault]int{Torn: 1},
			sum:      Transactions{Unknown: 1, Events: 3},
		},
		{
			name:     "unknown, there, and handled in part",
			campaign: campaign{together, whole, nil, "H 1000 t 0 0 a1 a 1 c0"},
			want:     map[Fault]int{Torn: 1},
			example:  "torn: of a committed transaction of 3 events 2 were dealt with, a2 was not",
			sum:      Transactions{Unknown: 1, Seen: 1, Events: 3},
		},
		{
			name:     "unknown, and there in part, of an embedded broker that was killed",
			campaign: campaign{together, whole[:1], nil, "H 1000 t 0 0 a1 a 1 c0\nK 1500000000 broker b0"}, embedded: true,
			sum: Transactions{Unknown: 1, Excused: 1, Events: 3},
		},
		{
			name:     "unknown, and there in part, of another broker that was killed",
			campaign: campaign{together, whole[:1], nil, "H 1000 t 0 0 a1 a 1 c0\nK 1500000000 broker b0"},
			want:     map[Fault]int{Torn: 1},
			sum:      Transactions{Unknown: 1, Events: 3},
		},
		{
			name:     "unknown, and there in part, of an embedded broker that was killed before",
			campaign: campaign{together, whole[:1], nil, "K 500000000 broker b0\nH 1000 t 0 0 a1 a 1 c0\nK 600000000 consumer c0"}, embedded: true,
			want: map[Fault]int{Torn: 1},
			sum:  Transactions{Unknown: 1, Events: 3},
		},
		{
			name:     "committed, and there in part, of an embedded broker that was killed",
			campaign: campaign{acked, whole[:2], nil, handled + "\nK 1500000000 broker b0"}, embedded: true,
			want: map[Fault]int{Vanished: 1, Torn: 1},
			sum:  Transactions{Committed: 1, Events: 3},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			v := judgeOn(t, test.embedded, false, test.campaign)
			expect(t, v, test.want, test.example)
			if v.Transactions != test.sum {
				t.Errorf("transactions %+v, want %+v", v.Transactions, test.sum)
			}
		})
	}
}

func TestWhoAcknowledged(t *testing.T) {
	v := judge(t, false, campaign{
		sent: `B 17
S a1 a 1 n t p 1 100
N a1 1
S a1 a 1 n t a 2 200
A a1 2
S a2 a 2 n t a 1 300
S a3 a 3 n t t 1 400
A a3 1
S a4 a 4 n t c 1 500
A a4 1`,
		records: []Record{by("a1", 2, 0), by("a3", 1, 1), by("a4", 1, 2)},
		handled: "H 1000 t 0 0 a1 a 1 c0\nH 2000 t 0 1 a3 a 3 c0\nH 3000 t 0 2 a4 a 4 c0",
	})
	expect(t, v, nil, "")
	if want := map[journal.Way]int{journal.Async: 1, journal.Atomic: 1, journal.ByClient: 1}; !maps.Equal(v.AcknowledgedBy, want) {
		t.Errorf("acknowledged by %v, want %v", v.AcknowledgedBy, want)
	}
	if v.Unwritten != 1 || v.Unknown != 1 || v.Acknowledged != 3 || v.Sent != 4 {
		t.Errorf("%d of %d acknowledged, %d attempts not written, %d unknown; want 3 of 4, 1, 1", v.Acknowledged, v.Sent, v.Unwritten, v.Unknown)
	}
}

// What lies behind a topic's last record may be committed: a mark of a transaction.
func TestAMarkMayBeCommitted(t *testing.T) {
	for _, test := range []struct {
		name string
		end  int64
		want map[Fault]int
	}{
		{"a mark follows", 3, nil},
		{"nothing follows", 2, map[Fault]int{Early: 1}},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := New(Topic{Name: "t", Group: "g", DeadLetters: "t.dlq"})
			c.End("t", 0, test.end)
			for _, r := range two() {
				c.Record(r)
			}
			c.committed(place{"t", 0}, 3)
			// The two are of nobody, and not handled.
			if got := c.verdict.Faults[Early] - 2; got != test.want[Early] {
				t.Errorf("%d committed early, want %d; %q", got, test.want[Early], c.verdict.Examples)
			}
		})
	}
}

func TestCheck_RefusesMalformedPublisherJournal(t *testing.T) {
	for _, line := range []string{
		"S a1 a 1 n", "S a1 a 1 n t a 1", "S a1 a 1 n t a 2 100", "S a1 a x n t", "A a1", "N a1 1", "X 1",
	} {
		if err := readSent(t, New(Topic{Name: "t"}), line); err == nil || !strings.Contains(err.Error(), strconv.Quote(line+" .")) {
			t.Errorf("%s: error %v, want one that quotes the line", line, err)
		}
	}
}
