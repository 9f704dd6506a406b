package load

import (
	"path/filepath"
	"testing"

	"github.com/mediamesh/events/test/chaos/journal"
)

func config() *Config {
	return &Config{Keys: 2, Seed: 5, Topics: []Topic{{Name: "a"}, {Name: "b"}}}
}

func always() bool { return true }

// note writes down that events are sent.
func note(t *testing.T, out *journal.Writer, list ...*pending) {
	t.Helper()
	for _, e := range list {
		e.attempt++
		if err := out.Append(journal.Line(nil, journal.Sent, e.id(), e.key, e.seq, e.kind, "a", journal.Async, e.attempt, 1)); err != nil {
			t.Fatal(err)
		}
	}
}

// A publisher that is killed goes on where it was: what was not acknowledged is
// sent again, by the same id, in order, before anything else of its key.
func TestResume(t *testing.T) {
	c := config()
	path := filepath.Join(t.TempDir(), "sent")
	out, err := journal.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	first := c.slots(0)[0]
	for range lifetime - 1 {
		e := first.next(c, 0, always)
		note(t, out, e)
		e.over = true
		if err := out.Append(journal.Line(nil, journal.Acked, e.id(), e.attempt)); err != nil {
			t.Fatal(err)
		}
		first.settle()
	}
	lost := []*pending{first.next(c, 0, always), first.next(c, 1, always), first.next(c, 2, always)} // into the next key
	note(t, out, lost...)
	note(t, out, lost[0]) // again
	if err := out.Append(journal.Line(journal.Line(nil, journal.Unwritten, lost[0].id(), 1), journal.Acked, lost[1].id(), 1)); err != nil {
		t.Fatal(err)
	}
	second := c.slots(0)
	sent, err := resume(path, second)
	if err != nil || sent != lifetime+2 {
		t.Fatalf("resume: %d, %v", sent, err)
	}
	one, two := second[0].next(c, 0, always), second[0].next(c, 1, always)
	if one.event != lost[0].event || one.attempt != 2 || two.event != lost[2].event || two.attempt != 1 || two.key != "p0-0-1" || two.seq != 2 {
		t.Errorf("then come %s, after %d attempts, and %s, after %d; want %s and %s again", one.id(), one.attempt, two.id(), two.attempt, lost[0].id(), lost[2].id())
	}
	if e := second[0].next(c, 2, always); e != nil {
		t.Errorf("behind what is sent again comes %s", e.id())
	}
	if e := second[1].next(c, 0, always); e == nil || e.attempt != 0 || e.seq != 1 || e.key != "p0-1-0" {
		t.Errorf("the other slot begins with %v", e)
	}
	for behind := range 3 {
		if e := c.slots(0)[0].next(c, behind, func() bool { return false }); e != nil {
			t.Errorf("there must be no event, and there is %s", e.id())
		}
	}
}

// All ways are taken, and which is a matter of the seed.
func TestDealsAreMixedAndRepeat(t *testing.T) {
	ways, other := make(map[journal.Way]int), 0
	depths, sizes := make(map[int]bool), make(map[int]bool)
	for round := range 1000 {
		d := dealOf(1, "p0-0", round, 60)
		if d != dealOf(1, "p0-0", round, 60) {
			t.Fatalf("round %d is dealt two ways", round)
		}
		if d != dealOf(2, "p0-0", round, 60) {
			other++
		}
		ways[d.way]++
		depths[d.depth], sizes[d.slots] = true, true
		if d.first < 0 || d.first >= 60 || d.slots < 1 || d.slots > 60 || d.depth > 1 && d.way != journal.Async {
			t.Errorf("round %d is dealt %+v", round, d)
		}
	}
	for way, want := range map[journal.Way]int{journal.Publish: 400, journal.Async: 350, journal.Atomic: 250} {
		if got := ways[way]; got < want*8/10 || got > want*12/10 {
			t.Errorf("%d of 1000 rounds are dealt %q, want about %d", got, way, want)
		}
	}
	if len(depths) != 4 || len(sizes) < 50 || other < 900 {
		t.Errorf("%d depths, %d sizes, %d others by another seed", len(depths), len(sizes), other)
	}
}

func TestAnIDIsParsed(t *testing.T) {
	e := event{key: "p0-1-2", seq: 7, kind: journal.Slow}
	if got, err := parse(e.id()); got != e || err != nil {
		t.Errorf("%q: %v, %v", e.id(), got, err)
	}
	if _, err := parse("evt-1"); err == nil {
		t.Error("a foreign id is parsed")
	}
}

func TestAMixIsMetAndRepeats(t *testing.T) {
	mix := Mix{Slow: 100_000, Transient: 50_000, Hangs: 20_000, Panics: 20_000, Permanent: 20_000, Unwanted: 20_000, Invalid: 50_000, Tombstone: 20_000, Giant: 20_000, Oversize: 20_000}
	counts := make(map[journal.Kind]int)
	const n = 100_000
	for i := range n {
		kind := mix.kindOf(1, "key", i)
		if again := mix.kindOf(1, "key", i); again != kind {
			t.Fatalf("event %d is %s, then %s", i, kind, again)
		}
		counts[kind]++
	}
	for kind, share := range map[journal.Kind]int{
		journal.Slow: mix.Slow, journal.Transient: mix.Transient, journal.Hangs: mix.Hangs, journal.Panics: mix.Panics,
		journal.Permanent: mix.Permanent, journal.Unwanted: mix.Unwanted, journal.Invalid: mix.Invalid,
		journal.Tombstone: mix.Tombstone, journal.Giant: mix.Giant, journal.Oversize: mix.Oversize, journal.Normal: 660_000,
	} {
		if want := share / (1_000_000 / n); counts[kind] < want*9/10 || counts[kind] > want*11/10 {
			t.Errorf("%d of %d events are of kind %s, want about %d", counts[kind], n, kind, want)
		}
	}
}
