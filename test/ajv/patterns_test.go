package ajv

import (
	"regexp"
	"testing"

	"github.com/mediamesh/events/internal/contract"
)

// patternCase is a line of input for patterns.mjs.
type patternCase struct {
	Pattern string `json:"pattern"`
	Text    string `json:"text"`
	Match   bool   `json:"match"`
}

// Every character is put where a format is picky about characters, so that RE2
// and ECMAScript are known to agree on each, not on those that came to mind.
func TestPatternsMatchAlike(t *testing.T) {
	var cases []patternCase
	for format, pattern := range contract.Patterns {
		re := regexp.MustCompile(pattern)
		try := func(text string) {
			cases = append(cases, patternCase{pattern, text, re.MatchString(text)})
		}
		for _, text := range texts() {
			try(text)
			try(text + "\n")
			try("\n" + text)
		}
		for c := rune(0); c <= 0x3100; c++ {
			around(format, c, try)
		}
		for _, c := range []rune{0xd7ff, 0xe000, 0xfeff, 0xfffd, 0xffff, 0x10000, 0x1f3ac, 0x10ffff} {
			around(format, c, try)
		}
	}
	runNode(t, ndjson(t, cases), "patterns.mjs")
}

// around puts a character in the places of a text where the format is picky.
func around(format contract.Format, c rune, try func(string)) {
	s := string(c)
	switch format {
	case contract.FormatEmail:
		try("a" + s + "b@example.com")
		try("a@ex" + s + "ample.com")
	case contract.FormatURI:
		try("urn:a" + s + "b")
		try("u" + s + "n:a")
	case contract.FormatUUID:
		try("0198c7a1-5b3e-7C4D-9f00-a1b2c3d4e5f" + s)
		try("0198c7a1" + s + "5b3e-7c4d-9f00-a1b2c3d4e5f6")
		try("0198c7a1-5b3e-7c4d-9f00-a1b2c3d4e5f6" + s)
	default:
		try("2026-01-02T03:04:05" + s)
	}
}

// texts has every day that may exist in some years of every sort, and times at
// the edges.
func texts() []string {
	all := []string{"", "a@b", "a@b.c", "a@.b.c", "a@b.c.", "a@b..c", "a@b@c.d", "@b.c", "a:", ":a", "a:b", "1a:b", "a+b-c.d:x", "é:a",
		"00000000-0000-0000-0000-000000000000", "FFFFFFFF-ffff-FFFF-ffff-FFFFFFFFFFFF", "0198c7a15b3e7c4d9f00a1b2c3d4e5f6", "{0198c7a1-5b3e-7c4d-9f00-a1b2c3d4e5f6}",
		"0198c7a1-5b3e-7c4d-9f00-a1b2c3d4e5f", "0198c7a-15b3e-7c4d-9f00-a1b2c3d4e5f6", "urn:uuid:0198c7a1-5b3e-7c4d-9f00-a1b2c3d4e5f6"}
	for _, year := range []string{"0000", "0004", "0100", "0400", "1900", "2000", "2023", "2024", "2026", "2100", "9999"} {
		for month := range 14 {
			for _, day := range []string{"00", "01", "28", "29", "30", "31", "32", "1"} {
				date := year + "-" + string([]byte{'0' + byte(month/10), '0' + byte(month%10)}) + "-" + day
				all = append(all, date, date+"T12:00:00Z")
			}
		}
	}
	for _, time := range []string{
		"00:00:00Z", "23:59:59Z", "24:00:00Z", "23:60:00Z", "23:59:60Z", "1:00:00Z", "12:00Z", "12:00:00", "12:00:00z",
		"12:00:00.Z", "12:00:00.1Z", "12:00:00.123456789Z", "12:00:00.1234567890Z", "12:00:00,5Z",
		"12:00:00+00:00", "12:00:00-00:00", "12:00:00+23:59", "12:00:00-23:59", "12:00:00+24:00", "12:00:00+00:60", "12:00:00+0000",
	} {
		all = append(all, "2026-01-02T"+time, "2026-01-02t"+time, "2026-01-02 "+time)
	}
	return all
}
