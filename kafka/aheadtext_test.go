package kafka

import (
	"encoding/base64"
	"encoding/binary"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

var drawnStretches = rapid.Custom(func(t *rapid.T) (list stretches) {
	at, epoch := rapid.Int64Range(0, math.MaxInt64/2).Draw(t, "base"), rapid.Int32Range(-1, 3).Draw(t, "epoch")
	for range rapid.IntRange(0, 300).Draw(t, "stretches") {
		at += rapid.Int64Range(0, 100).Draw(t, "gap")
		s := stretch{at, at + rapid.Int64Range(1, 1<<rapid.IntRange(1, 40).Draw(t, "bits")).Draw(t, "length"), epoch}
		at = s.to
		list = list.with(s)
		epoch += rapid.SampledFrom([]int32{0, 0, 0, 0, 1, 1000}).Draw(t, "more")
	}
	return list
})

func baseOf(list stretches) int64 {
	if len(list) == 0 {
		return 0
	}
	return max(0, list[0].from-7)
}

// What is written is read again, as far as there is room for it, and is a text
// that Kafka takes.
func TestAheadTextIsReadAgain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list, room := drawnStretches.Draw(t, "list"), rapid.IntRange(0, aheadRoom).Draw(t, "room")
		w := whose{group: "g", place: place{"t", 3}, topicID: [16]byte{1}, base: baseOf(list)}
		text := w.aheadText(list, room)
		got := w.parseAhead(text)
		if len(text) > room || strings.Trim(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_:") != "" {
			t.Fatalf("%q has %d characters, where there is room for %d", text, len(text), room)
		}
		if len(got) > len(list) || !slices.Equal(got, list[:len(got)]) {
			t.Fatalf("read %v of %v", got, list)
		}
		if n := len(got); n < len(list) && len(text)+44 < room && text != "" { // what a stretch takes at most
			t.Fatalf("only %d of %d were written, in %d of %d characters", n, len(list), len(text), room)
		}
	})
}

// A text means nothing beside another offset, or for somebody else, or once it
// was changed.
func TestAheadTextIsOfOneCommit(t *testing.T) {
	w := whose{group: "g", place: place{"t", 3}, topicID: [16]byte{1}, base: 10}
	text := w.aheadText(stretches{{12, 40, 5}}, aheadRoom)
	if got := w.parseAhead(text); !slices.Equal(got, stretches{{12, 40, 5}}) {
		t.Fatalf("read %v of %s", got, text)
	}
	for name, other := range map[string]whose{
		"group":     {group: "h", place: w.place, topicID: w.topicID, base: w.base},
		"topic":     {group: "g", place: place{"u", 3}, topicID: w.topicID, base: w.base},
		"partition": {group: "g", place: place{"t", 4}, topicID: w.topicID, base: w.base},
		"topic id":  {group: "g", place: w.place, base: w.base},
		"offset":    {group: "g", place: w.place, topicID: w.topicID, base: 11},
		"names":     {group: "gt", place: place{"", 3}, topicID: w.topicID, base: w.base},
	} {
		if got := other.parseAhead(text); got != nil {
			t.Errorf("of another %s: %v", name, got)
		}
	}
	for i := range len(text) {
		for _, c := range "A_0:" {
			if changed := text[:i] + string(c) + text[i+1:]; changed != text && w.parseAhead(changed) != nil {
				t.Errorf("%s was taken for %s", changed, text)
			}
		}
		if w.parseAhead(text[:i]) != nil || w.parseAhead(text+text[:i+1]) != nil {
			t.Errorf("%d characters of %s, or more, were taken for it", i, text)
		}
	}
}

// TestAheadText_FillsItsRoom writes as many stretches as there is room for, to the
// character.
func TestAheadText_FillsItsRoom(t *testing.T) {
	w := whose{group: "g", place: place{"t", 3}, base: 10}
	const most = 1493 // of 2 bytes each, of which the first has 3: 2,995 bytes with the seal
	list := manyStretches(most+10, 11)
	full := w.aheadText(list, aheadRoom)
	if len(full) != aheadRoom || !slices.Equal(w.parseAhead(full), list[:most]) {
		t.Errorf("%d of %d characters hold %d stretches, want %d", len(full), aheadRoom, len(w.parseAhead(full)), most)
	}
	for n := 1; n <= 100; n++ {
		text := w.aheadText(list[:n], aheadRoom)
		if got := w.aheadText(list, len(text)); got != text {
			t.Errorf("in %d characters: %d stretches, want %d", len(text), len(w.parseAhead(got)), n)
		}
		if got := w.aheadText(list, len(text)-1); len(w.parseAhead(got)) != n-1 {
			t.Errorf("in %d characters: %d stretches, want %d", len(text)-1, len(w.parseAhead(got)), n-1)
		}
	}
	for _, room := range []int{-1 << 20, -1, 0, 1, len(aheadMark), len(aheadMark) + 8} {
		if got := w.aheadText(list, room); got != "" {
			t.Errorf("in %d characters: %s", room, got)
		}
	}
	// Others would not read a longer one, however sound it is.
	if long := w.aheadText(list, aheadRoom+2); len(long) <= aheadRoom || w.parseAhead(long) != nil {
		t.Errorf("%d characters are read as %d stretches", len(long), len(w.parseAhead(long)))
	}
	// Nor is written what lies before the committed offset.
	w.base = 12
	if got := w.aheadText(list, aheadRoom); got != "" {
		t.Errorf("behind %d is done %v", w.base, w.parseAhead(got))
	}
}

// TestParseStretches checks the limits of what a text with the right seal may say.
func TestParseStretches(t *testing.T) {
	const base = 10
	body := func(list ...uint64) (b []byte) {
		for _, n := range list {
			b = binary.AppendUvarint(b, n)
		}
		return b
	}
	const last = math.MaxInt64
	for _, c := range []struct {
		name string
		body []byte
		want stretches
	}{
		{"empty", nil, nil},
		{"adjoins the committed offset", body(1, 1, 1), stretches{{10, 11, 0}}},
		{"no epoch known", body(2*3+1, 0, 4), stretches{{13, 17, -1}}},
		{"two of one epoch", body(2*3+1, 6, 4, 2*2, 1), stretches{{13, 17, 5}, {19, 20, 5}}},
		{"two that adjoin", body(2*3+1, 6, 4, 2*0+1, 7, 1), stretches{{13, 17, 5}, {17, 18, 6}}},
		{"the highest epoch", body(1, math.MaxInt32+1, 1), stretches{{10, 11, math.MaxInt32}}},
		{"above the highest epoch", body(1, math.MaxInt32+2, 1), nil},
		{"the first without an epoch", body(0, 1), nil},
		{"no record", body(1, 1, 0), nil},
		{"to the last offset", body(1, 1, last-base), stretches{{10, last, 0}}},
		{"beyond the last offset", body(1, 1, last-base+1), nil},
		{"to the last offset, behind a gap", body(2*5+1, 1, last-base-5), stretches{{15, last, 0}}},
		{"beyond the last offset, behind a gap", body(2*5+1, 1, last-base-4), nil},
		{"a gap to the last offset", body(2*(last-base)+1, 1, 1), nil},
		{"a gap beyond the last offset", body(2*(last-base+1)+1, 1, 1), nil},
		{"a second one that is not sound", body(2*3+1, 6, 4, 2*2, 0), nil},
		{"without a length", body(1, 1), nil},
		{"without an epoch", body(1), nil},
		{"a number that does not end", []byte{0x80}, nil},
		{"an epoch that does not end", []byte{1, 0x80}, nil},
		{"a length that does not end", []byte{1, 1, 0x80}, nil},
	} {
		if got := (whose{base: base}).parseStretches(c.body); !slices.Equal(got, c.want) || (got == nil) != (c.want == nil) {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

// What others commit is not ours.
func TestOthersMetadata(t *testing.T) {
	var w whose
	for _, text := range []string{
		"", "done1", "done1:", "done2:AAAA", "kgo-1234", "NO_METADATA", "done1:====", "{}", aheadMark + strings.Repeat("A", aheadRoom),
	} {
		if got := w.parseAhead(text); got != nil {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// Whatever has the right seal is read without harm: in order, none empty, none
// beyond what an offset can be, and as it would be written.
func FuzzAheadText(f *testing.F) {
	w := whose{group: "g", base: 10}
	for _, list := range []stretches{{{11, 12, 0}}, {{12, 40, 5}, {40, 50, 6}, {60, math.MaxInt64, -1}}} {
		_, coded, _ := strings.Cut(w.aheadText(list, aheadRoom), ":")
		data, _ := base64.RawURLEncoding.DecodeString(coded)
		f.Add(int64(10), data[8:])
	}
	f.Add(int64(10), []byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 1, 1})
	f.Fuzz(func(t *testing.T, base int64, body []byte) {
		w := whose{group: "g", base: max(0, base)}
		text := aheadMark + base64.RawURLEncoding.EncodeToString(append(w.seal(body), body...))
		list := w.parseAhead(text)
		last := w.base
		for _, s := range list {
			if s.from < last || s.to <= s.from || s.epoch < -1 {
				t.Fatalf("%v behind %d", list, w.base)
			}
			last = s.to
		}
		if again := w.parseAhead(w.aheadText(list, aheadRoom)); len(list) > 0 && !slices.Equal(again, list) {
			t.Fatalf("%v is read again as %v", list, again)
		}
	})
}
