package check

import (
	"maps"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// A case is a campaign by hand: two events of key a, in one partition.
type campaign struct {
	sent    string
	records []Record
	letters []Record
	handled string
}

const (
	sentTwo = `S a1 a 1 n t
A a1
S a2 a 2 n t
A a2`
	handledTwo = `H 1000 t 0 0 a1 a 1 c0
H 2000 t 0 1 a2 a 2 c0`
)

// of is a record of an event of key a.
func of(id string, offset int64) Record {
	return Record{Topic: "t", Offset: offset, Key: []byte("a"), Value: []byte("value of " + id), Headers: []Header{{"event-id", []byte(id)}}}
}

func two() []Record { return []Record{of("a1", 0), of("a2", 1)} }

// dead is the dead letter of a record.
func dead(r Record, reason string, offset int64) Record {
	headers := append(append([]Header(nil), r.Headers...),
		Header{"dlq-reason", []byte(reason)},
		Header{"dlq-topic", []byte(r.Topic)},
		Header{"dlq-partition", []byte(strconv.Itoa(int(r.Partition)))},
		Header{"dlq-offset", []byte(strconv.FormatInt(r.Offset, 10))},
	)
	return Record{Topic: "t.dlq", Offset: offset, Key: r.Key, Value: r.Value, Headers: headers}
}

// judge runs a campaign through the checker.
func judge(t *testing.T, keepOrder bool, c campaign) *Verdict {
	t.Helper()
	return judgeOn(t, false, keepOrder, c)
}

// judgeOn is judge for a broker that is the embedded one, or is not.
func judgeOn(t *testing.T, embedded, keepOrder bool, c campaign) *Verdict {
	t.Helper()
	checker := New(Topic{Name: "t", Group: "g", DeadLetters: "t.dlq", KeepOrder: keepOrder})
	checker.Embedded = embedded
	if err := readSent(t, checker, c.sent); err != nil {
		t.Fatal(err)
	}
	checker.Partitions("t", 1)
	for _, r := range c.records {
		checker.Record(r)
	}
	for _, r := range c.letters {
		checker.DeadLetter(r)
	}
	if err := checker.ReadHandled(written(t, c.handled)); err != nil {
		t.Fatal(err)
	}
	return checker.Verdict()
}

func readSent(t *testing.T, c *Checker, lines string) error {
	t.Helper()
	return c.ReadSent(written(t, lines))
}

// written is a journal of some lines.
func written(t *testing.T, lines string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "journal")
	var text strings.Builder
	for line := range strings.Lines(lines) {
		text.WriteString("\n" + strings.TrimSuffix(line, "\n") + " .")
	}
	if err := os.WriteFile(path, []byte(text.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestFaults(t *testing.T) {
	altered := dead(of("a2", 1), "handler-failed", 0)
	altered.Value = []byte("value of A2")
	headless := dead(of("a2", 1), "handler-failed", 0)
	headless.Headers = headless.Headers[:1]
	misplaced := of("a2", 1)
	misplaced.Partition = 1
	sentInvalid := strings.Replace(sentTwo, "a2 a 2 n", "a2 a 2 i", 1)
	sentUnwanted := strings.Replace(sentTwo, "a2 a 2 n", "a2 a 2 u", 1)
	sentThree := sentTwo + "\nS a3 a 3 n t\nA a3"
	three := append(two(), of("a3", 2))

	for _, test := range []struct {
		name      string
		keepOrder bool
		campaign  campaign
		want      map[Fault]int
		example   string // the first
	}{
		{name: "all is handled", campaign: campaign{sentTwo, two(), nil, handledTwo + "\nC g t 0 2"}},
		{
			name:     "handled again after a crash",
			campaign: campaign{sentTwo, two(), nil, handledTwo + "\n" + handledTwo},
		},
		{
			name:     "an event that was not acknowledged may be missing",
			campaign: campaign{strings.TrimSuffix(sentTwo, "A a2"), two()[:1], nil, "H 1000 t 0 0 a1 a 1 c0"},
		},
		{
			name:     "published twice, handled twice",
			campaign: campaign{sentTwo, append(two(), of("a1", 2)), nil, handledTwo + "\nH 3000 t 0 2 a1 a 1 c0\nC g t 0 3"},
		},
		{
			name:     "a dead letter, acknowledged before the commit",
			campaign: campaign{sentTwo, two(), []Record{dead(of("a2", 1), "handler-failed", 0)}, "H 1000 t 0 0 a1 a 1 c0\nD t.dlq 0 1\nC g t 0 2"},
		},
		{
			name:     "passed over, for want of a handler",
			campaign: campaign{sentUnwanted, two(), nil, "H 1000 t 0 0 a1 a 1 c0\nC g t 0 2"},
		},
		{
			name:     "lost",
			campaign: campaign{sentTwo, two(), nil, "H 2000 t 0 1 a2 a 2 c0"},
			want:     map[Fault]int{Lost: 1},
			example:  "lost: a1 was acknowledged, not handled, and is not a dead letter",
		},
		{
			name:     "acknowledged and not in the topic",
			campaign: campaign{sentTwo, two()[:1], nil, "H 1000 t 0 0 a1 a 1 c0"},
			want:     map[Fault]int{Lost: 1, Vanished: 1},
			example:  "vanished: a2 was acknowledged and is not in its topic",
		},
		{
			name:     "handled and never sent",
			campaign: campaign{sentTwo, two(), nil, handledTwo + "\nH 3000 t 0 1 a7 a 7 c0"},
			want:     map[Fault]int{Fabricated: 1},
			example:  "fabricated: a7 was handled and never sent",
		},
		{
			name:     "handled with another key than it was sent with",
			campaign: campaign{sentTwo, two(), nil, handledTwo + "\nH 3000 t 0 1 a2 b 2 c0"},
			want:     map[Fault]int{Fabricated: 1},
			example:  "fabricated: a2 was handled as number 2 of key b of t, which it is not",
		},
		{
			name:     "handled as of an offset that holds another event",
			campaign: campaign{sentTwo, two(), nil, handledTwo + "\nH 3000 t 0 0 a2 a 2 c0"},
			want:     map[Fault]int{Fabricated: 1},
			example:  "fabricated: a2 was handled as of t partition 0 offset 0, where it is not",
		},
		{
			name:     "an invalid event reached a handler",
			campaign: campaign{sentInvalid, two(), nil, handledTwo},
			want:     map[Fault]int{Unsound: 1},
			example:  "unsound: a2 was handled",
		},
		{
			name:     "a valid event was dead-lettered as invalid",
			campaign: campaign{sentTwo, two(), []Record{dead(of("a2", 1), "invalid", 0)}, "H 1000 t 0 0 a1 a 1 c0"},
			want:     map[Fault]int{Misjudged: 1},
			example:  `misjudged: a2 became a dead letter of reason "invalid"`,
		},
		{
			name:     "handled in another order",
			campaign: campaign{sentTwo, two(), nil, "H 1000 t 0 1 a2 a 2 c0\nH 2000 t 0 0 a1 a 1 c0"},
			want:     map[Fault]int{Reordered: 1},
			example:  "reordered: a1 was handled after what is at offset 1 of its key",
		},
		{
			name:     "in the right order first, then again from the start",
			campaign: campaign{sentTwo, two(), nil, handledTwo + "\nH 3000 t 0 0 a1 a 1 c1"},
		},
		{
			name:      "handled behind a dead letter of its key",
			keepOrder: true,
			campaign:  campaign{sentTwo, two(), []Record{dead(of("a1", 0), "handler-failed", 0)}, "H 2000 t 0 1 a2 a 2 c0"},
			want:      map[Fault]int{Overtaken: 1},
			example:   "overtaken: a2 (offset 1) was handled, though its key is blocked since offset 0",
		},
		{
			name:     "handled behind a dead letter of its key, where that is allowed",
			campaign: campaign{sentTwo, two(), []Record{dead(of("a1", 0), "handler-failed", 0)}, "H 2000 t 0 1 a2 a 2 c0"},
		},
		{
			name:      "followed its key to the dead letters",
			keepOrder: true,
			campaign:  campaign{sentTwo, two(), []Record{dead(of("a1", 0), "handler-failed", 0), dead(of("a2", 1), "key-blocked", 1)}, ""},
		},
		{
			name:      "followed its key to the dead letters, again after a crash",
			keepOrder: true,
			campaign: campaign{sentTwo, two(), []Record{
				dead(of("a1", 0), "handler-failed", 0), dead(of("a2", 1), "key-blocked", 1),
				dead(of("a1", 0), "handler-failed", 2), dead(of("a2", 1), "key-blocked", 3),
			}, ""},
		},
		{
			name:      "dead letters in another order",
			keepOrder: true,
			campaign: campaign{sentThree, three, []Record{
				dead(of("a1", 0), "handler-failed", 0), dead(of("a3", 2), "key-blocked", 1), dead(of("a2", 1), "key-blocked", 2),
			}, ""},
			want:    map[Fault]int{Overtaken: 1},
			example: "overtaken: a2 (offset 1) became a dead letter after offset 2 of its key",
		},
		{
			name:     "committed before it was handled",
			campaign: campaign{sentTwo, two(), nil, "H 1000 t 0 0 a1 a 1 c0\nC g t 0 2\nH 2000 t 0 1 a2 a 2 c0"},
			want:     map[Fault]int{Early: 1},
			example:  "committed early: t partition 0: offset 2 is committed, and a2 at 1 is not dealt with",
		},
		{
			name:     "committed before its dead letter was acknowledged",
			campaign: campaign{sentTwo, two(), []Record{dead(of("a2", 1), "handler-failed", 0)}, "H 1000 t 0 0 a1 a 1 c0\nD t.dlq 0 0\nC g t 0 2\nD t.dlq 0 1"},
			want:     map[Fault]int{Early: 1},
			example:  "committed early: t partition 0: offset 2 is committed, and a2 at 1 is not dealt with",
		},
		{
			name:     "committed beyond the end",
			campaign: campaign{sentTwo, two(), nil, handledTwo + "\nC g t 0 3"},
			want:     map[Fault]int{Early: 1},
			example:  "committed early: t partition 0: offset 3 is committed, and it ends at 2",
		},
		{
			name:     "in another partition than Java's",
			campaign: campaign{sentTwo, []Record{of("a1", 0), misplaced}, nil, "H 1000 t 0 0 a1 a 1 c0\nH 2000 t 1 1 a2 a 2 c0"},
			want:     map[Fault]int{Misplaced: 1},
			example:  "misplaced: a2 of key a is in partition 1 of t, not in 0",
		},
		{
			name:     "a dead letter with other bytes",
			campaign: campaign{sentTwo, two(), []Record{altered}, "H 1000 t 0 0 a1 a 1 c0"},
			want:     map[Fault]int{Altered: 1},
			example:  "altered: t.dlq partition 0 offset 0 is not what is at t partition 0 offset 1",
		},
		{
			name:     "a dead letter of nothing",
			campaign: campaign{sentTwo, two(), []Record{headless}, handledTwo},
			want:     map[Fault]int{Altered: 1},
			example:  "altered: t.dlq partition 0 offset 0 does not say where it came from",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			v := judge(t, test.keepOrder, test.campaign)
			if !maps.Equal(v.Faults, test.want) {
				t.Errorf("faults %v, want %v; %q", v.Faults, test.want, v.Examples)
			}
			if test.example != "" && (len(v.Examples) == 0 || v.Examples[0] != test.example) {
				t.Errorf("examples %q, want first %q", v.Examples, test.example)
			}
			if v.OK() != (len(test.want) == 0) {
				t.Errorf("OK is %v", v.OK())
			}
		})
	}
}

func TestCounts(t *testing.T) {
	v := judge(t, false, campaign{
		sent:    sentTwo + "\nS a3 a 3 d t\nA a3\nS a4 a 4 u t\nA a4\nS a5 a 5 n t",
		records: append(two(), of("a3", 2), of("a4", 3)),
		letters: []Record{dead(of("a3", 2), "handler-failed", 0), dead(of("a3", 2), "handler-failed", 1)},
		handled: handledTwo + "\nH 3000 t 0 1 a2 a 2 c1\nD t.dlq 0 2\nC g t 0 4\nC other t 0 9",
	})
	if !v.OK() {
		t.Errorf("faults: %q", v.Examples)
	}
	got := [...]int{v.Sent, v.Acknowledged, v.Handled, v.DeadLettered, v.Passed, v.Duplicated, v.DeadLettersBy["handler-failed"], v.Samples}
	if want := [...]int{5, 4, 2, 1, 1, 2, 2, 1}; got != want {
		t.Errorf("sent, acknowledged, handled, dead-lettered, passed, duplicated, dead letters, samples: %v, want %v", got, want)
	}
}

func TestRecovery(t *testing.T) {
	late := of("a3", 2)
	late.Stamp = 8
	v := judge(t, false, campaign{
		sent:    sentTwo + "\nS a3 a 3 n t\nA a3",
		records: append(two(), late),
		handled: `H 1000000 t 0 0 a1 a 1 c0
K 2000000 consumer c0
K 2500000 consumer c1
K 3000000 broker b0
H 4000000 t 0 0 a1 a 1 c1
H 5000000 t 0 1 a2 a 2 c1
H 9000000 t 0 2 a3 a 3 c1
K 9500000 consumer c1`,
	})
	want := []Recovery{{Consumer, "c0", 3 * time.Millisecond}, {Broker, "b0", 6 * time.Millisecond}}
	if len(v.Recoveries) != 2 || v.Recoveries[0] != want[0] || v.Recoveries[1] != want[1] {
		t.Errorf("recoveries %v, want %v", v.Recoveries, want)
	}
	if got := [...]time.Duration{Worst(v.Recoveries, 50), Worst(v.Recoveries, 99), Worst(nil, 99)}; got != [...]time.Duration{3 * time.Millisecond, 6 * time.Millisecond, 0} {
		t.Errorf("50 %%, 99 %%, of none: %v", got)
	}
}

func TestCheck_RefusesMalformedJournal(t *testing.T) {
	for _, line := range []string{"H 1 t 0 0 a1 a 1", "H 1 t 0 x a1 a 1 c0", "C g t 0 1 2", "X 1"} {
		if err := New().ReadHandled(written(t, line)); err == nil || !strings.Contains(err.Error(), strconv.Quote(line+" .")) {
			t.Errorf("%s: error %v, want one that quotes the line", line, err)
		}
	}
}
