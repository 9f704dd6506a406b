package ajv

import (
	"math/rand/v2"
	"regexp"
	"testing"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/wire"
)

// The published pattern and the hand-written check of the same format are two
// roads to one verdict: they are walked with texts that are nearly right.
func TestPatternsMatchLikeWire(t *testing.T) {
	formats := map[contract.Format]wire.Format{
		contract.FormatDateTime:       wire.DateTime,
		contract.FormatDate:           wire.Date,
		contract.FormatDateOrDateTime: wire.DateOrDateTime,
		contract.FormatEmail:          wire.Email,
		contract.FormatURI:            wire.URI,
		contract.FormatUUID:           wire.UUID,
	}
	if len(formats) != len(contract.Patterns) {
		t.Fatalf("%d formats of %d", len(formats), len(contract.Patterns))
	}
	random := rand.New(rand.NewPCG(1, 2))
	all := texts()
	for format, check := range formats {
		re := regexp.MustCompile(format.Pattern())
		try := func(text string) {
			want := re.MatchString(text)
			if got := check.Valid(text); got != want {
				t.Errorf("%s: wire says %v of %q, and the schema %v", format, got, text, want)
			}
		}
		for c := rune(0); c <= 0x3100; c++ {
			around(format, c, try)
		}
		for range 20_000 {
			try(mutate(random, all[random.IntN(len(all))]))
		}
	}
}

// mutate changes up to two characters.
func mutate(random *rand.Rand, text string) string {
	const alphabet = "0123456789-:.+TZtz@ab \n\t\u00a0\u0085\u2028<>\"é🎬"
	runes, letters := []rune(text), []rune(alphabet)
	for range random.IntN(3) {
		c := letters[random.IntN(len(letters))]
		at := random.IntN(len(runes) + 1)
		switch {
		case at == len(runes):
			runes = append(runes, c)
		case random.IntN(3) == 0:
			runes = append(runes[:at], runes[at+1:]...)
		default:
			runes[at] = c
		}
	}
	return string(runes)
}
