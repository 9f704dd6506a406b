package kafka

import (
	"encoding/base64"
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
