package check

import (
	"maps"
	"strings"
	"testing"
)

// sentAs is sentTwo, with the second event of another kind.
func sentAs(kind string) string { return strings.Replace(sentTwo, "a2 a 2 n", "a2 a 2 "+kind, 1) }

// with is a record with further headers before its own.
func with(r Record, headers ...Header) Record {
	r.Headers = append(headers, r.Headers...)
	return r
}

func TestChecker_JudgesKinds(t *testing.T) {
	forged := with(of("a2", 1), Header{"dlq-reason", []byte("forged")})
	renamed := dead(with(of("a2", 1), Header{"previous-dlq-reason", []byte("forged")}), "invalid", 0)
	stripped := dead(of("a2", 1), "invalid", 0)
	stripped.Headers = append(stripped.Headers, Header{"dlq-stripped", []byte("previous-*,dlq-error")})
	first := "H 1000 t 0 0 a1 a 1 c0"

	for _, test := range []struct {
		name     string
		campaign campaign
		want     map[Fault]int
		example  string
	}{
		{name: "tombstone skipped", campaign: campaign{sentAs("z"), two(), nil, first + "\nC g t 0 2"}},
		{
			name:     "tombstone dead-lettered",
			campaign: campaign{sentAs("z"), two(), []Record{dead(of("a2", 1), "invalid", 0)}, first},
			want:     map[Fault]int{Misjudged: 1},
			example:  `misjudged: a2 became a dead letter of reason "invalid"`,
		},
		{
			name:     "tombstone dead-lettered behind its key",
			campaign: campaign{sentAs("z"), two(), []Record{dead(of("a2", 1), "key-blocked", 0)}, first},
			want:     map[Fault]int{Misjudged: 1},
			example:  `misjudged: a2 became a dead letter of reason "key-blocked"`,
		},
		{
			name:     "tombstone handled",
			campaign: campaign{sentAs("z"), two(), nil, handledTwo},
			want:     map[Fault]int{Unsound: 1},
			example:  "unsound: a2 was handled",
		},
		{name: "giant dead-lettered", campaign: campaign{sentAs("g"), two(), []Record{dead(of("a2", 1), "invalid", 0)}, first}},
		{
			name:     "giant dropped",
			campaign: campaign{sentAs("g"), two(), nil, first + "\nC g t 0 2"},
			want:     map[Fault]int{Lost: 1, Early: 1},
			example:  "committed early: t partition 0: offset 2 is committed, and a2 at 1 is not dealt with",
		},
		{
			name:     "oversize refused",
			campaign: campaign{"S a1 a 1 n t\nA a1\nS a2 a 2 o t\nU a2 1", two()[:1], nil, first},
		},
		{
			name:     "event refused as too large that its topic takes",
			campaign: campaign{"S a1 a 1 n t\nA a1\nS a2 a 2 n t\nU a2 1", two()[:1], nil, first},
			want:     map[Fault]int{Misrefused: 1},
			example:  "misrefused: a2 was given up as too large, and its topic takes it",
		},
		{
			name:     "oversize refused, and in the topic",
			campaign: campaign{"S a1 a 1 n t\nA a1\nS a2 a 2 o t\nU a2 1", two(), nil, handledTwo},
			want:     map[Fault]int{Contradicted: 1},
			example:  "contradicted: a2 (offset 1) is in its topic, and its publisher was told that it was not written",
		},
		{name: "forged headers renamed", campaign: campaign{sentAs("i"), []Record{of("a1", 0), forged}, []Record{renamed}, first}},
		{name: "forged headers stripped", campaign: campaign{sentAs("i"), []Record{of("a1", 0), forged}, []Record{stripped}, first}},
		{
			name:     "forged headers dropped without a word",
			campaign: campaign{sentAs("i"), []Record{of("a1", 0), forged}, []Record{dead(of("a2", 1), "invalid", 0)}, first},
			want:     map[Fault]int{Altered: 1},
			example:  "altered: t.dlq partition 0 offset 0 is not what is at t partition 0 offset 1",
		},
		{
			name:     "forged headers copied",
			campaign: campaign{sentAs("i"), []Record{of("a1", 0), forged}, []Record{dead(forged, "invalid", 0)}, first},
			want:     map[Fault]int{Altered: 1},
			example:  "altered: t.dlq partition 0 offset 0 is not what is at t partition 0 offset 1",
		},
		{
			name:     "partition stands still",
			campaign: campaign{sentTwo, two(), nil, first + "\nC g t 0 1"},
			want:     map[Fault]int{Stalled: 1},
			example:  "stalled: a2 was acknowledged, and its partition 0 of t stands still at 1",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			v := judge(t, false, test.campaign)
			if !maps.Equal(v.Faults, test.want) {
				t.Errorf("faults %v, want %v; %q", v.Faults, test.want, v.Examples)
			}
			if test.example != "" && (len(v.Examples) == 0 || v.Examples[0] != test.example) {
				t.Errorf("examples %q, want first %q", v.Examples, test.example)
			}
		})
	}
}

func TestChecker_CountsTombstonesAndRefusals(t *testing.T) {
	v := judge(t, false, campaign{sentAs("z") + "\nS a3 a 3 o t\nU a3 1", two(), nil, "H 1000 t 0 0 a1 a 1 c0"})
	if v.Tombstones != 1 || v.Refused != 1 || v.Unwritten != 1 || !v.OK() {
		t.Errorf("tombstones %d, refused %d, not written %d; %q", v.Tombstones, v.Refused, v.Unwritten, v.Examples)
	}
}
