package check

import (
	"fmt"
	"maps"
	"testing"
	"time"
)

// play is a campaign by hand on a topic of its own, with a ledger.
type play struct {
	topic  Topic
	within time.Duration
	campaign
	ledger []Record
}

func (p play) judge(t *testing.T) *Verdict {
	t.Helper()
	p.topic.Name, p.topic.Group, p.topic.DeadLetters = "t", "g", "t.dlq"
	c := New(p.topic)
	if p.within > 0 {
		c.Within = p.within
	}
	if err := readSent(t, c, p.sent); err != nil {
		t.Fatal(err)
	}
	c.Partitions("t", int32(1+len(p.topic.Had)))
	for _, r := range p.records {
		c.Record(r)
	}
	for _, r := range p.letters {
		c.DeadLetter(r)
	}
	for _, r := range p.ledger {
		c.Ledger(r)
	}
	if err := c.ReadHandled(written(t, p.handled)); err != nil {
		t.Fatal(err)
	}
	return c.Verdict()
}

// ours is a dead letter of group g.
func ours(r Record, reason string, offset int64) Record {
	return of2(r, reason, offset, "g")
}

func of2(r Record, reason string, offset int64, group string) Record {
	l := dead(r, reason, offset)
	l.Headers, l.Stamp = append(l.Headers, Header{"dlq-group", []byte(group)}), 1000
	return l
}

// redriven is a record that was a dead letter.
func redriven(id string, offset int64, from, group string) Record {
	r := of(id, offset)
	r.Headers = append(r.Headers, Header{"redriven-from", []byte(from)}, Header{"redriven-for", []byte(group)})
	return r
}

// noted is a ledger's entry.
func noted(at, discarded string) Record {
	return Record{Topic: "t.dlq.redriven", Key: []byte(at), Value: fmt.Appendf(nil, `{"putAside":1000,"discarded":%q}`, discarded)}
}

const (
	first  = "t.dlq/0/0"
	second = "t.dlq/0/1"
)

func TestChecker_JudgesPlays(t *testing.T) {
	redrive := Topic{KeepOrder: true, Redriven: true, Shared: true}
	both := []Record{ours(of("a1", 0), "handler-failed", 0), ours(of("a2", 1), "key-blocked", 1)}
	resent := append(two(), redriven("a1", 2, first, "g"), redriven("a2", 3, second, "g"))
	done := []Record{noted(first, ""), noted(second, "")}
	sentAt := func(one, two int) string {
		return fmt.Sprintf("S a1 a 1 n t p 1 %d\nA a1 1\nS a2 a 2 n t p 1 %d\nA a2 1", one, two)
	}
	onlySecond := []Record{by("a2", 1, 0)}
	sentAgain := "S a1 a 1 n t p 1 100\nS a2 a 2 n t p 1 120\nA a2 1\nS a1 a 1 n t p 2 200\nA a1 2"
	thrice := []Record{by("a1", 1, 0), by("a2", 1, 1), by("a1", 2, 2)}

	for _, test := range []struct {
		name    string
		play    play
		want    map[Fault]int
		example string
	}{
		{
			name: "redriven, and handled in order",
			play: play{redrive, 0, campaign{sentTwo, resent, both, "H 1000 t 0 2 a1 a 1 c0\nH 2000 t 0 3 a2 a 2 c0"}, done},
		},
		{
			name:    "redriven twice",
			play:    play{redrive, 0, campaign{sentTwo, append(resent, redriven("a2", 4, second, "g")), both, "H 1000 t 0 2 a1 a 1 c0\nH 2000 t 0 3 a2 a 2 c0"}, done},
			want:    map[Fault]int{Resent: 1},
			example: "resent: dead letter t.dlq/0/1 was sent to t again, as offset 4 of partition 0",
		},
		{
			name: "discarded, and its follower redriven",
			play: play{redrive, 0, campaign{sentTwo, append(two(), redriven("a2", 2, second, "g")), both, "G t.dlq/0/0\nH 2000 t 0 2 a2 a 2 c0"}, []Record{noted(first, "given up"), noted(second, "")}},
		},
		{
			name:    "the follower is discarded, too",
			play:    play{redrive, 0, campaign{sentTwo, two(), both, "G t.dlq/0/0"}, []Record{noted(first, "given up"), noted(second, "given up")}},
			want:    map[Fault]int{Unasked: 1},
			example: "unasked: dead letter t.dlq/0/1 of a2 was discarded, and was not to be",
		},
		{
			name:    "discarded, and sent",
			play:    play{redrive, 0, campaign{sentTwo, resent, both, "G t.dlq/0/0\nH 1000 t 0 2 a1 a 1 c0\nH 2000 t 0 3 a2 a 2 c0"}, []Record{noted(first, "given up"), noted(second, "")}},
			want:    map[Fault]int{Resent: 1},
			example: "resent: dead letter t.dlq/0/0 was discarded, and sent",
		},
		{
			name:    "a key stays blocked by what was discarded",
			play:    play{redrive, 0, campaign{sentTwo, two(), both, "G t.dlq/0/0"}, []Record{noted(first, "given up")}},
			want:    map[Fault]int{Blocked: 1},
			example: "blocked: dead letter t.dlq/0/1 of a2 is left, dead-lettered at 00:00:01.000",
		},
		{
			name:    "an entry of the ledger about an older dead letter of the same position",
			play:    play{redrive, 0, campaign{sentTwo, two(), both, "G t.dlq/0/0"}, []Record{noted(first, "given up"), {Key: []byte(second), Value: []byte(`{"putAside":999}`)}}},
			want:    map[Fault]int{Blocked: 1},
			example: "blocked: dead letter t.dlq/0/1 of a2 is left, dead-lettered at 00:00:01.000",
		},
		{
			name:    "redriven and lost",
			play:    play{redrive, 0, campaign{sentTwo, resent, both, "H 1000 t 0 2 a1 a 1 c0"}, done},
			want:    map[Fault]int{Lost: 1},
			example: "lost: a2 was acknowledged, its dead letters were redriven, and it was not handled",
		},
		{
			name:    "handled before the dead letter that it follows",
			play:    play{redrive, 0, campaign{sentTwo, resent, both, "H 1000 t 0 3 a2 a 2 c0\nH 2000 t 0 2 a1 a 1 c0"}, done},
			want:    map[Fault]int{Overtaken: 1, Reordered: 1},
			example: "overtaken: a2 (offset 3) was handled before a1, which is a dead letter of its key",
		},
		{
			name: "another group's dead letters are its own affair",
			play: play{redrive, 0, campaign{sentTwo, append(two(), redriven("a1", 2, first, "h")), []Record{of2(of("a1", 0), "handler-failed", 0, "h")}, handledTwo + "\nC g t 0 3"}, []Record{noted(first, "")}},
		},
		{
			name:    "blocked by another group's dead letter",
			play:    play{redrive, 0, campaign{sentTwo, append(two(), redriven("a2", 2, second, "g")), []Record{of2(of("a1", 0), "handler-failed", 0, "h"), ours(of("a2", 1), "key-blocked", 1)}, "H 1000 t 0 0 a1 a 1 c0\nH 2000 t 0 2 a2 a 2 c0"}, []Record{noted(second, "")}},
			want:    map[Fault]int{Misblocked: 1},
			example: "misblocked: a2 became a dead letter behind others of its key, of which its group has none",
		},
		{
			name: "published again behind a dead letter of its key, which the second record follows",
			play: play{redrive, 0, campaign{
				sentTwo, append(two(), of("a1", 2), redriven("a2", 3, first, "g"), redriven("a1", 4, second, "g")),
				[]Record{ours(of("a2", 1), "handler-failed", 0), ours(of("a1", 2), "key-blocked", 1)},
				"H 1000 t 0 0 a1 a 1 c0\nH 2000 t 0 3 a2 a 2 c0\nH 3000 t 0 4 a1 a 1 c0",
			}, done},
		},
		{
			name:    "handled, and redriven for another group",
			play:    play{redrive, 0, campaign{sentTwo, append(two(), redriven("a1", 2, first, "h")), nil, handledTwo + "\nH 3000 t 0 2 a1 a 1 c0"}, nil},
			want:    map[Fault]int{Foreign: 1},
			example: "foreign: a1 (offset 2) was handled by g, and redriven for h",
		},
		{
			name: "published before the group began",
			play: play{Topic{Since: 150}, 0, campaign{sentAt(100, 200), []Record{by("a1", 1, 0), by("a2", 1, 1)}, nil, "H 2000 t 0 1 a2 a 2 c0\nC g t 0 2"}, nil},
		},
		{
			name:    "published after the group began, and passed over",
			play:    play{Topic{Since: 50}, 0, campaign{sentAt(100, 200), []Record{by("a1", 1, 0), by("a2", 1, 1)}, nil, "H 2000 t 0 1 a2 a 2 c0\nC g t 0 2"}, nil},
			want:    map[Fault]int{Lost: 1, Early: 1},
			example: "committed early: t partition 0: offset 2 is committed, and a1 at 0 is not dealt with",
		},
		{
			name: "published before the group began, and once more behind a later one",
			play: play{Topic{Since: 110}, 0, campaign{sentAgain, thrice, nil, "H 1000 t 0 1 a2 a 2 c0\nH 2000 t 0 2 a1 a 1 c0"}, nil},
		},
		{
			name:    "published after the group began, and handled behind a later one",
			play:    play{Topic{Since: 90}, 0, campaign{sentAgain, thrice, nil, "H 1000 t 0 1 a2 a 2 c0\nH 2000 t 0 2 a1 a 1 c0"}, nil},
			want:    map[Fault]int{Reordered: 1},
			example: "reordered: a1 was handled after what is at offset 1 of its key",
		},
		{
			name: "in the partition that the key had before others were added",
			play: play{Topic{Had: []int32{1}}, 0, campaign{sentTwo, two(), nil, handledTwo}, nil},
		},
		{
			name: "gone with its topic",
			play: play{Topic{Recreated: []int64{150}}, 0, campaign{sentAt(100, 200), onlySecond, nil, "H 1000 t 0 7 a1 a 1 c0\nC g t 0 8\nR 150 t\nH 2000 t 0 0 a2 a 2 c0\nC g t 0 1"}, nil},
		},
		{
			name:    "not in the topic that was created again",
			play:    play{Topic{Recreated: []int64{150}}, 0, campaign{sentAt(160, 200), onlySecond, nil, "R 150 t\nH 2000 t 0 0 a2 a 2 c0"}, nil},
			want:    map[Fault]int{Vanished: 1, Lost: 1},
			example: "vanished: a1 was acknowledged and is not in its topic",
		},
		{
			name:    "committed beyond the end of the topic that was created again",
			play:    play{Topic{Recreated: []int64{150}}, 0, campaign{sentAt(100, 200), onlySecond, nil, "H 1000 t 0 7 a1 a 1 c0\nR 150 t\nC g t 0 8\nH 2000 t 0 0 a2 a 2 c0"}, nil},
			want:    map[Fault]int{Early: 2},
			example: "committed early: t partition 0: offset 8 is committed, and it ends at 1",
		},
		{
			name:    "a publisher that does not go on",
			play:    play{Topic{Recreated: []int64{150}}, 100, campaign{"S a1 a 1 n t p 1 100\nA a1 1\nS a2 a 2 n t p 1 200\nS a2 a 2 n t p 2 300", nil, nil, "R 150 t"}, nil},
			want:    map[Fault]int{Stranded: 1},
			example: "stranded: publisher 1 had nothing acknowledged by t within 100ns after it had been created again",
		},
		{
			name: "a dead letter that is gone with its topic",
			play: play{Topic{Emptied: map[int32]int64{0: 2}}, 0, campaign{sentAs("i"), two(), nil, "H 1000 t 0 0 a1 a 1 c0\nC g t 0 2"}, nil},
		},
		{
			name:    "no dead letter of what came after its topic was deleted",
			play:    play{Topic{Emptied: map[int32]int64{0: 1}}, 0, campaign{sentAs("i"), two(), nil, "H 1000 t 0 0 a1 a 1 c0\nC g t 0 2"}, nil},
			want:    map[Fault]int{Lost: 1, Early: 1},
			example: "committed early: t partition 0: offset 2 is committed, and a2 at 1 is not dealt with",
		},
		{
			name:    "replayed, and not there",
			play:    play{Topic{}, 0, campaign{sentTwo, two(), nil, handledTwo + "\nY t 0 0 a1\nY t 0 0 a2"}, nil},
			want:    map[Fault]int{Fabricated: 1},
			example: "fabricated: a2 was replayed as of t partition 0 offset 0, where it is not",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			v := test.play.judge(t)
			if !maps.Equal(v.Faults, test.want) {
				t.Errorf("faults %v, want %v; %q", v.Faults, test.want, v.Examples)
			}
			if test.example != "" && (len(v.Examples) == 0 || v.Examples[0] != test.example) {
				t.Errorf("examples %q, want first %q", v.Examples, test.example)
			}
		})
	}
}
