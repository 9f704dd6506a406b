package doneset

import (
	"encoding/base64"
	"encoding/binary"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

var drawnStretches = rapid.Custom(func(t *rapid.T) (list Ranges) {
	at, epoch := rapid.Int64Range(0, math.MaxInt64/2).Draw(t, "base"), rapid.Int32Range(-1, 3).Draw(t, "epoch")
	for range rapid.IntRange(0, 300).Draw(t, "stretches") {
		at += rapid.Int64Range(0, 100).Draw(t, "gap")
		s := Range{at, at + rapid.Int64Range(1, 1<<rapid.IntRange(1, 40).Draw(t, "bits")).Draw(t, "length"), epoch}
		at = s.To
		list = list.With(s)
		epoch += rapid.SampledFrom([]int32{0, 0, 0, 0, 1, 1000}).Draw(t, "more")
	}
	return list
})

func baseOf(list Ranges) int64 {
	if len(list) == 0 {
		return 0
	}
	return max(0, list[0].From-7)
}

// Parse returns the ranges that Text wrote, as many as fit, and the text has only characters that
// Kafka accepts.
func TestAheadTextIsReadAgain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list, room := drawnStretches.Draw(t, "list"), rapid.IntRange(0, MaxText).Draw(t, "room")
		w := Scope{Group: "g", Topic: "t", Partition: 3, TopicID: [16]byte{1}, Offset: baseOf(list)}
		text := w.Text(list, room)
		got := w.Parse(text)
		if len(text) > room || strings.Trim(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_:") != "" {
			t.Fatalf("%q has %d characters, where there is room for %d", text, len(text), room)
		}
		if len(got) > len(list) || !slices.Equal(got, list[:len(got)]) {
			t.Fatalf("read %v of %v", got, list)
		}
		if n := len(got); n < len(list) && len(text)+44 < room && text != "" { // the longest encoding of one range
			t.Fatalf("only %d of %d were written, in %d of %d characters", n, len(list), len(text), room)
		}
	})
}

// A text is invalid with another offset or scope, or if it was changed.
func TestAheadTextIsOfOneCommit(t *testing.T) {
	w := Scope{Group: "g", Topic: "t", Partition: 3, TopicID: [16]byte{1}, Offset: 10}
	text := w.Text(Ranges{{12, 40, 5}}, MaxText)
	if got := w.Parse(text); !slices.Equal(got, Ranges{{12, 40, 5}}) {
		t.Fatalf("read %v of %s", got, text)
	}
	for name, other := range map[string]Scope{
		"group":     {Group: "h", Topic: w.Topic, Partition: w.Partition, TopicID: w.TopicID, Offset: w.Offset},
		"topic":     {Group: "g", Topic: "u", Partition: 3, TopicID: w.TopicID, Offset: w.Offset},
		"partition": {Group: "g", Topic: "t", Partition: 4, TopicID: w.TopicID, Offset: w.Offset},
		"topic id":  {Group: "g", Topic: w.Topic, Partition: w.Partition, Offset: w.Offset},
		"offset":    {Group: "g", Topic: w.Topic, Partition: w.Partition, TopicID: w.TopicID, Offset: 11},
		"names":     {Group: "gt", Topic: "", Partition: 3, TopicID: w.TopicID, Offset: w.Offset},
	} {
		if got := other.Parse(text); got != nil {
			t.Errorf("of another %s: %v", name, got)
		}
	}
	for i := range len(text) {
		for _, c := range "A_0:" {
			if changed := text[:i] + string(c) + text[i+1:]; changed != text && w.Parse(changed) != nil {
				t.Errorf("%s was taken for %s", changed, text)
			}
		}
		if w.Parse(text[:i]) != nil || w.Parse(text+text[:i+1]) != nil {
			t.Errorf("%d characters of %s, or more, were taken for it", i, text)
		}
	}
}

// TestAheadText_FillsItsRoom checks that as many ranges are written as fit, to the character.
func TestAheadText_FillsItsRoom(t *testing.T) {
	w := Scope{Group: "g", Topic: "t", Partition: 3, Offset: 10}
	const most = 1493 // the first of 3 bytes, the others of 2: 2,995 bytes with the seal
	list := singleRanges(most+10, 11)
	full := w.Text(list, MaxText)
	if len(full) != MaxText || !slices.Equal(w.Parse(full), list[:most]) {
		t.Errorf("%d of %d characters hold %d stretches, want %d", len(full), MaxText, len(w.Parse(full)), most)
	}
	for n := 1; n <= 100; n++ {
		text := w.Text(list[:n], MaxText)
		if got := w.Text(list, len(text)); got != text {
			t.Errorf("in %d characters: %d stretches, want %d", len(text), len(w.Parse(got)), n)
		}
		if got := w.Text(list, len(text)-1); len(w.Parse(got)) != n-1 {
			t.Errorf("in %d characters: %d stretches, want %d", len(text)-1, len(w.Parse(got)), n-1)
		}
	}
	for _, room := range []int{-1 << 20, -1, 0, 1, len(prefix), len(prefix) + 8} {
		if got := w.Text(list, room); got != "" {
			t.Errorf("in %d characters: %s", room, got)
		}
	}
	// Other members would not read a longer text, even if it is valid.
	if long := w.Text(list, MaxText+2); len(long) <= MaxText || w.Parse(long) != nil {
		t.Errorf("%d characters are read as %d stretches", len(long), len(w.Parse(long)))
	}
	// Ranges before the committed offset are not written either.
	w.Offset = 12
	if got := w.Text(list, MaxText); got != "" {
		t.Errorf("behind %d is done %v", w.Offset, w.Parse(got))
	}
}

// TestParseStretches checks the limits of the numbers in a text with a valid seal.
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
		want Ranges
	}{
		{"empty", nil, nil},
		{"adjoins the committed offset", body(1, 1, 1), Ranges{{10, 11, 0}}},
		{"no epoch known", body(2*3+1, 0, 4), Ranges{{13, 17, -1}}},
		{"two of one epoch", body(2*3+1, 6, 4, 2*2, 1), Ranges{{13, 17, 5}, {19, 20, 5}}},
		{"two that adjoin", body(2*3+1, 6, 4, 2*0+1, 7, 1), Ranges{{13, 17, 5}, {17, 18, 6}}},
		{"the highest epoch", body(1, math.MaxInt32+1, 1), Ranges{{10, 11, math.MaxInt32}}},
		{"above the highest epoch", body(1, math.MaxInt32+2, 1), nil},
		{"the first without an epoch", body(0, 1), nil},
		{"no record", body(1, 1, 0), nil},
		{"to the last offset", body(1, 1, last-base), Ranges{{10, last, 0}}},
		{"beyond the last offset", body(1, 1, last-base+1), nil},
		{"to the last offset, behind a gap", body(2*5+1, 1, last-base-5), Ranges{{15, last, 0}}},
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
		if got := (Scope{Offset: base}).parseRanges(c.body); !slices.Equal(got, c.want) || (got == nil) != (c.want == nil) {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

// Metadata of other clients is ignored.
func TestOthersMetadata(t *testing.T) {
	var w Scope
	for _, text := range []string{
		"", "done1", "done1:", "done2:AAAA", "kgo-1234", "NO_METADATA", "done1:====", "{}", prefix + strings.Repeat("A", MaxText),
	} {
		if got := w.Parse(text); got != nil {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// Any body with a valid seal is decoded safely: ranges are in order, none is empty or beyond the
// largest offset, and encoding them again gives the same ranges.
func FuzzAheadText(f *testing.F) {
	w := Scope{Group: "g", Offset: 10}
	for _, list := range []Ranges{{{11, 12, 0}}, {{12, 40, 5}, {40, 50, 6}, {60, math.MaxInt64, -1}}} {
		_, coded, _ := strings.Cut(w.Text(list, MaxText), ":")
		data, _ := base64.RawURLEncoding.DecodeString(coded)
		f.Add(int64(10), data[8:])
	}
	f.Add(int64(10), []byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 1, 1})
	f.Fuzz(func(t *testing.T, base int64, body []byte) {
		w := Scope{Group: "g", Offset: max(0, base)}
		text := prefix + base64.RawURLEncoding.EncodeToString(append(w.seal(body), body...))
		list := w.Parse(text)
		last := w.Offset
		for _, s := range list {
			if s.From < last || s.To <= s.From || s.Epoch < -1 {
				t.Fatalf("%v behind %d", list, w.Offset)
			}
			last = s.To
		}
		if again := w.Parse(w.Text(list, MaxText)); len(list) > 0 && !slices.Equal(again, list) {
			t.Fatalf("%v is read again as %v", list, again)
		}
	})
}
