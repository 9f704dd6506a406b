package wire_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/wire"
	"pgregory.net/rapid"
)

func TestFormats(t *testing.T) {
	for _, c := range []struct {
		where  string
		format wire.Format
		value  string
		want   bool
	}{
		{here(), wire.Date, "2026-01-31", true},
		{here(), wire.Date, "2024-02-29", true},
		{here(), wire.Date, "0000-02-29", true},
		{here(), wire.Date, "2026-02-29", false},
		{here(), wire.Date, "1900-02-29", false},
		{here(), wire.Date, "2026-02-30", false},
		{here(), wire.Date, "2026-06-31", false},
		{here(), wire.Date, "2026-1-31", false},
		{here(), wire.Date, "2026-01-31T", false},
		{here(), wire.Date, "2026-01-31T12:00:00Z", false},
		{here(), wire.Date, "", false},
		{here(), wire.DateOrDateTime, "2026-01-31", true},
		{here(), wire.DateOrDateTime, "2026-01-31T12:00:00Z", true},
		{here(), wire.DateOrDateTime, "2026-01-31T", false},
		{here(), wire.DateOrDateTime, "2026-02-30T12:00:00Z", false},
		{here(), wire.DateOrDateTime, "", false},
		{here(), wire.DateTime, "2026-01-31T12:00:00Z", true},
		{here(), wire.DateTime, "2026-01-31", false},
		{here(), wire.Email, "a@b.c", true},
		{here(), wire.Email, "name+tag@mail.example.com", true},
		{here(), wire.Email, "\"quoted\"@example.com", true},
		{here(), wire.Email, "ü@exämple.de", true},
		{here(), wire.Email, "a@b..c", true},
		{here(), wire.Email, "", false},
		{here(), wire.Email, "@b.c", false},
		{here(), wire.Email, "a.b.c", false},
		{here(), wire.Email, "a@", false},
		{here(), wire.Email, "a@b", false},
		{here(), wire.Email, "a@.b.c", false},
		{here(), wire.Email, "a@b.c.", false},
		{here(), wire.Email, "a@.", false},
		{here(), wire.Email, "a@...", false},
		{here(), wire.Email, "a@b@c.d", false},
		{here(), wire.Email, "a@b.c@d.e", false},
		{here(), wire.Email, "a b@c.d", false},
		{here(), wire.Email, "a@b\u00a0.c", false},
		{here(), wire.Email, "a\u3000@b.c", false},
		{here(), wire.Email, "a@b.c\n", false},
		{here(), wire.Email, "a@b.c\ufeff", false},
		{here(), wire.Email, "a\u0085@b.c", false},
		{here(), wire.Email, "a\u200b@b.c", true},
		{here(), wire.URI, "https://example.com/a?b=c#d", true},
		{here(), wire.URI, "s3://bucket/key", true},
		{here(), wire.URI, "urn:isbn:1", true},
		{here(), wire.URI, "a:b", true},
		{here(), wire.URI, "A1+-.:b", true},
		{here(), wire.URI, "a::", true},
		{here(), wire.URI, "https://exämple.com/ü", true},
		{here(), wire.URI, "", false},
		{here(), wire.UUID, "0198c7a1-5b3e-7c4d-9f00-a1b2c3d4e5f6", true},
		{here(), wire.UUID, "0198C7A1-5b3e-7C4D-9F00-A1B2C3D4E5F6", true},
		{here(), wire.UUID, "00000000-0000-0000-0000-000000000000", true},
		{here(), wire.UUID, "ffffffff-ffff-ffff-ffff-ffffffffffff", true},
		{here(), wire.UUID, "", false},
		{here(), wire.UUID, "0198c7a1-5b3e-7c4d-9f00-a1b2c3d4e5f", false},
		{here(), wire.UUID, "0198c7a1-5b3e-7c4d-9f00-a1b2c3d4e5f60", false},
		{here(), wire.UUID, "0198c7a15b3e7c4d9f00a1b2c3d4e5f6", false},
		{here(), wire.UUID, "0198c7a-15b3e-7c4d-9f00-a1b2c3d4e5f6", false},
		{here(), wire.UUID, "{0198c7a1-5b3e-7c4d-9f00-a1b2c3d4e5f6}", false},
		{here(), wire.UUID, "0198c7a1-5b3e-7c4d-9f00-a1b2c3d4e5fg", false},
		{here(), wire.UUID, "0198c7a1-5b3e-7c4d-9f00-a1b2c3d4e5f:", false},
		{here(), wire.UUID, "0198c7a1-5b3e-7c4d-9f00-a1b2c3d4e5f@", false},
		{here(), wire.UUID, "0198c7a1-5b3e-7c4d-9f00-a1b2c3d4e5\u00e9", false},
		{here(), wire.URI, "a", false},
		{here(), wire.URI, "a:", false},
		{here(), wire.URI, ":b", false},
		{here(), wire.URI, "1a:b", false},
		{here(), wire.URI, "+a:b", false},
		{here(), wire.URI, "ä:b", false},
		{here(), wire.URI, "/path/only", false},
		{here(), wire.URI, "//example.com", false},
		{here(), wire.URI, "a b:c", false},
		{here(), wire.URI, "a:b c", false},
		{here(), wire.URI, "a:<b>", false},
		{here(), wire.URI, "a:\"b\"", false},
		{here(), wire.URI, "a:b\x00", false},
		{here(), wire.URI, "a:b\x7f", false},
		{here(), wire.URI, "a:b\u009f", false},
		{here(), wire.URI, "a:b\u2028", false},
		{here(), wire.Semver, "0.0.0", true},
		{here(), wire.Semver, "1.0.0", true},
		{here(), wire.Semver, "10.20.30", true},
		{here(), wire.Semver, "99999999999999999999.0.0", true},
		{here(), wire.Semver, "", false},
		{here(), wire.Semver, "1", false},
		{here(), wire.Semver, "1.0", false},
		{here(), wire.Semver, "1.0.", false},
		{here(), wire.Semver, "1.0.0.0", false},
		{here(), wire.Semver, ".1.0", false},
		{here(), wire.Semver, "01.0.0", false},
		{here(), wire.Semver, "1.00.0", false},
		{here(), wire.Semver, "1.0.01", false},
		{here(), wire.Semver, "v1.0.0", false},
		{here(), wire.Semver, "1.0.0-beta", false},
		{here(), wire.Semver, "1.0.0+build", false},
		{here(), wire.Semver, "-1.0.0", false},
		{here(), wire.Semver, "1.0.0 ", false},
		{here(), wire.Semver, "１.0.0", false},
	} {
		if got := c.format.Valid(c.value); got != c.want {
			t.Errorf("%s: %s valid as %s: %v, want %v", c.where, c.value, c.format, got, c.want)
		}
		if got := patterns[c.format].MatchString(c.value); got != c.want {
			t.Errorf("%s: %s matches the published pattern of %s: %v, want %v", c.where, c.value, c.format, got, c.want)
		}
	}
}

// patterns are what the contract publishes for other languages.
var patterns = map[wire.Format]*regexp.Regexp{
	wire.DateTime:       regexp.MustCompile(contract.FormatDateTime.Pattern()),
	wire.Date:           regexp.MustCompile(contract.FormatDate.Pattern()),
	wire.DateOrDateTime: regexp.MustCompile(contract.FormatDateOrDateTime.Pattern()),
	wire.Email:          regexp.MustCompile(contract.FormatEmail.Pattern()),
	wire.URI:            regexp.MustCompile(contract.FormatURI.Pattern()),
	wire.UUID:           regexp.MustCompile(contract.FormatUUID.Pattern()),
	wire.Semver:         regexp.MustCompile(contract.Envelope().Field("eventVersion").Schema.Pattern),
}

// nearlies generate texts that have the format, or nearly so.
var nearlies = map[wire.Format]*rapid.Generator[string]{
	wire.DateTime:       rapid.StringMatching(`[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-6][0-9]:[0-6][0-9](\.[0-9]{0,10})?(Z|[+-][0-2][0-9]:[0-6][0-9])?`),
	wire.Date:           rapid.StringMatching(`[0-9]{4}-[01][0-9]-[0-3][0-9]`),
	wire.DateOrDateTime: rapid.StringMatching(`[0-9]{2}(00|[0-9]{2})-(02-(28|29|30)|[01][0-9]-[0-3][0-9])(T[0-2][0-9]:[0-6][0-9]:[0-6][0-9]Z?)?`),
	wire.Email:          rapid.StringMatching(`[a.]{0,3}@[a.]{0,3}(a\.a)?[a.@]{0,2}`),
	wire.URI:            rapid.StringMatching(`[a-zA-Z][a-zA-Z0-9+.:-]{0,3}:?[a-z/:]{0,4}`),
	wire.UUID:           rapid.StringMatching(`[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{11,13}`),
	wire.Semver:         rapid.StringMatching(`(0|[0-9]{1,3})(\.(0|[0-9]{0,2})){2}(\.[0-9])?`),
}

// sound are texts that have the format.
var sound = map[wire.Format]string{
	wire.DateTime:       "2026-01-15T10:00:00.245Z",
	wire.Date:           "2026-01-15",
	wire.DateOrDateTime: "2024-02-29",
	wire.Email:          "a.b@c.de",
	wire.URI:            "https://a.b/c?d#e",
	wire.UUID:           "0198c7a1-5B3E-7c4d-9f00-a1b2c3d4e5f6",
	wire.Semver:         "1.10.0",
}

// odd are characters at which a check by hand and a pattern may part.
var odd = []rune("@.:/<>\"'-+ \t\n\v\f\r\x00\x1f\x7fTZtz09aZ\u0080\u0085\u009f\u00a0\u1680\u180e\u2000\u200a\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff\ufffd😀٣")

// What Go checks by hand and what other languages match must be the same.
func TestFormatsAgreeWithThePublishedPatterns(t *testing.T) {
	for format, pattern := range patterns {
		t.Run(format.String(), func(t *testing.T) {
			valid := 0
			rapid.Check(t, func(t *rapid.T) {
				text := []rune(rapid.OneOf(nearlies[format], rapid.Just(sound[format])).Draw(t, "text"))
				for range rapid.SampledFrom([]int{0, 0, 1, 2}).Draw(t, "edits") {
					at := rapid.IntRange(0, len(text)).Draw(t, "at")
					r := rapid.SampledFrom(odd).Draw(t, "rune")
					if at == len(text) || rapid.Bool().Draw(t, "insert") {
						text = append(text[:at:at], append([]rune{r}, text[at:]...)...)
					} else {
						text[at] = r
					}
				}
				s := string(text)
				got, want := format.Valid(s), pattern.MatchString(s)
				if got != want {
					t.Fatalf("%q valid as %s: %v by hand, %v by the published pattern", s, format, got, want)
				}
				if got {
					valid++
				}
			})
			if valid == 0 {
				t.Error("nothing valid was tried")
			}
		})
	}
}

// The blocks of Unicode in which anything is white space, or looks like it.
var blocks = [][2]rune{{0, 0x100}, {0x600, 0x6ff}, {0x1670, 0x168f}, {0x1800, 0x180f}, {0x1ff0, 0x2070}, {0x2ff0, 0x3010}, {0xfef0, 0xff30}, {0xfff0, 0x1000f}}

// Each character alone, in the middle of a text that is otherwise valid.
func TestFormatsAgreeOnEveryCharacter(t *testing.T) {
	around := map[wire.Format][]string{
		wire.Email:  {"|@b.c", "a|@b.c", "a@|b.c", "a@b|.c", "a@b.|c", "a@b.c|"},
		wire.URI:    {"|a:b", "a|:b", "a:|", "a:b|c"},
		wire.Semver: {"|.0.0", "1.|.0", "1.0.0|"},
		wire.Date:   {"202|-01-31", "2026-01-3|", "2026-01-31|", "2026|01-31"},
	}
	// At each place of the scanner's words of eight bytes, and behind one.
	for n := range 9 {
		before := strings.Repeat("a", n)
		around[wire.Email] = append(around[wire.Email], before+"|@bcdefgh.ijklmnop", "a@"+before+"|bcdefgh.ijklmnop")
		around[wire.URI] = append(around[wire.URI], "a:"+before+"|bcdefghijklmnop")
	}
	for format, texts := range around {
		for _, text := range texts {
			for _, block := range blocks {
				for r := block[0]; r < block[1]; r++ {
					s := strings.Replace(text, "|", string(r), 1)
					if got, want := format.Valid(s), patterns[format].MatchString(s); got != want {
						t.Errorf("%q valid as %s: %v by hand, %v by the published pattern", s, format, got, want)
					}
				}
			}
		}
	}
}

func TestFormatViolations(t *testing.T) {
	for format, want := range map[wire.Format]string{
		wire.DateTime:       "must be an RFC 3339 date-time such as 2026-01-31T12:00:00.000Z",
		wire.Date:           "must be a date such as 2026-01-31",
		wire.DateOrDateTime: "must be a date such as 2026-01-31 or a date-time such as 2026-01-31T12:00:00.000Z",
		wire.Email:          "must be an e-mail address such as name@example.com",
		wire.URI:            "must be an absolute URI such as https://example.com/a",
		wire.Semver:         "must be MAJOR.MINOR.PATCH such as 1.0.0",
	} {
		_, list := readString(field(`"nothing of the kind"`), &wire.Text{Key: fieldKey, Max: wire.NoLimit, Format: format})
		same(t, format.String(), found(violation("/f", "pattern", format.String(), want)), list)
	}
}

func TestNoFormatAdmitsAll(t *testing.T) {
	if !wire.Format(0).Valid("anything") {
		t.Error("the zero Format refuses a text")
	}
}
