package load

import (
	"path/filepath"
	"testing"

	"github.com/mediamesh/events/test/chaos/journal"
)

func config() *Config {
	return &Config{Keys: 2, Seed: 5, Topics: []Topic{{Name: "a"}, {Name: "b"}}}
}

// A publisher that is killed goes on where it was: what was not acknowledged is
// sent again, by the same id, before anything else of its key.
func TestResume(t *testing.T) {
	c := config()
	path := filepath.Join(t.TempDir(), "sent")
	out, err := journal.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	first := c.slots(0)
	var ids []string
	for range lifetime + 1 { // into the next key
		e, fresh := first[0].next(c)
		if !fresh {
			t.Fatalf("%s is not new", e.id())
		}
		ids = append(ids, e.id())
		lines := journal.Line(nil, journal.Sent, e.id(), e.key, e.seq, e.kind, "a")
		if len(ids) <= lifetime {
			lines = journal.Line(lines, journal.Acked, e.id())
			first[0].pending = nil
		}
		if err := out.Append(lines); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	second := c.slots(0)
	sent, err := resume(path, second)
	if err != nil || sent != lifetime+1 {
		t.Fatalf("resume: %d, %v", sent, err)
	}
	e, fresh := second[0].next(c)
	if fresh || e.id() != ids[lifetime] || e.key != "p0-0-1" || e.seq != 1 {
		t.Errorf("then comes %s (new: %v), want %s again", e.id(), fresh, ids[lifetime])
	}
	if e, fresh := second[1].next(c); !fresh || e.seq != 1 || e.key != "p0-1-0" {
		t.Errorf("the other slot begins with %s (new: %v)", e.id(), fresh)
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
	mix := Mix{Slow: 100_000, Transient: 50_000, Hangs: 20_000, Panics: 20_000, Permanent: 20_000, Unwanted: 20_000, Invalid: 50_000}
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
		journal.Permanent: mix.Permanent, journal.Unwanted: mix.Unwanted, journal.Invalid: mix.Invalid, journal.Normal: 720_000,
	} {
		if want := share / (1_000_000 / n); counts[kind] < want*9/10 || counts[kind] > want*11/10 {
			t.Errorf("%d of %d events are of kind %s, want about %d", counts[kind], n, kind, want)
		}
	}
}
