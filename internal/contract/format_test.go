package contract

import (
	"regexp"
	"strings"
	"testing"
)

func TestFormats(t *testing.T) {
	tests := []struct {
		format         Format
		valid, invalid []string
	}{
		{
			format: FormatDateTime,
			valid: []string{
				"2026-01-15T10:00:00Z", "2026-01-15T10:00:00.000Z", "2026-01-15T10:00:00.1Z", "2026-01-15T10:00:00.123456789Z",
				"2026-01-15T00:00:00+00:00", "2026-01-15T23:59:59-23:59", "2026-12-31T23:59:59+14:00",
				"2024-02-29T00:00:00Z", "2000-02-29T00:00:00Z", "0000-02-29T00:00:00Z", "0400-02-29T00:00:00Z", "9999-12-31T23:59:59Z",
			},
			invalid: []string{
				"", "2026-01-15", "2026-01-15T10:00Z", "2026-01-15T10:00:00", "2026-01-15 10:00:00Z", "2026-01-15t10:00:00Z",
				"2026-01-15T10:00:00z", "2026-01-15T24:00:00Z", "2026-01-15T23:60:00Z", "2026-01-15T23:59:60Z",
				"2026-01-15T10:00:00.Z", "2026-01-15T10:00:00.1234567890Z", "2026-01-15T10:00:00,5Z",
				"2026-01-15T10:00:00+24:00", "2026-01-15T10:00:00+01:60", "2026-01-15T10:00:00+0100", "2026-01-15T10:00:00+01",
				"2026-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2100-02-29T00:00:00Z", "2026-02-30T00:00:00Z", "2026-04-31T00:00:00Z",
				"2026-00-10T00:00:00Z", "2026-13-10T00:00:00Z", "2026-01-00T00:00:00Z", "2026-01-32T00:00:00Z",
				"26-01-15T10:00:00Z", "02026-01-15T10:00:00Z", "+2026-01-15T10:00:00Z", " 2026-01-15T10:00:00Z", "2026-01-15T10:00:00Z\n",
				"٢٠٢٦-01-15T10:00:00Z",
			},
		},
		{
			format:  FormatDate,
			valid:   []string{"2026-01-31", "2024-02-29", "0000-02-29", "2000-02-29", "2026-06-30", "2026-11-30"},
			invalid: []string{"", "2026-02-29", "1900-02-29", "2026-06-31", "2026-11-31", "2026-1-1", "20260101", "2026-01-15T10:00:00Z", "2026-01-15\n"},
		},
		{
			format:  FormatDateOrDateTime,
			valid:   []string{"2026-03-01", "2026-03-01T20:15:00+01:00", "2024-02-29", "2024-02-29T00:00:00Z"},
			invalid: []string{"", "2026", "2026-03", "2026-02-29", "2026-02-29T00:00:00Z", "2026-03-01T", "2026-03-01Z", "2026-03-01T20:15"},
		},
		{
			format: FormatEmail,
			valid:  []string{"a@b.c", "ada@example.com", "a.b+c@d.e.f", "ö@exämple.de", `"x"@y.z`, "a@b..c", "<a>@b.c", "a@-.-"},
			invalid: []string{
				"", "a", "@b.c", "a@", "a@b", "a@.b.c", "a@b.c.", "a@.", "a@b@c.d", "a@@b.c", "a b@c.d", "a@b .c", "a@b.c ", "a@b.c\n",
				"a@b\u0085.c", "a@b\u00a0.c", "a\u1680@b.c", "a\u2003@b.c", "a@\u2028b.c", "a@b.\u3000c", "\ufeffa@b.c", "a\v@b.c",
			},
		},
		{
			format: FormatURI,
			valid: []string{
				"a:b", "https://example.com/ä?b=c#d", "s3://media-example/k", "urn:isbn:0451450523", "mailto:a@b.c", "A+b-c.9:x", "x::",
				"https://example.com/%zz", "data:,{}|^`\\",
			},
			invalid: []string{
				"", "a", ":b", "a:", "1a:b", "-a:b", "//example.com", "/path", "a b:c", "a:b c", "a:b\tc", "a:<b>", `a:"b"`, "a:b\n",
				"a:\x00", "a:\x1f", "a:\x7f", "a:\u0080", "a:\u009f", "a:\u00a0", "a:\u2028", "a:\ufeff", "é:b",
			},
		},
	}
	for _, test := range tests {
		re := regexp.MustCompile(test.format.Pattern())
		for _, text := range test.valid {
			if !re.MatchString(text) {
				t.Errorf("%s refuses %q", test.format, text)
			}
		}
		for _, text := range test.invalid {
			if re.MatchString(text) {
				t.Errorf("%s admits %q", test.format, text)
			}
		}
	}
}

func TestFormatPatternsArePortable(t *testing.T) {
	for format, pattern := range Patterns {
		if reason := Unportable(pattern); reason != "" {
			t.Errorf("%s: %s", format, reason)
		}
	}
	if reason := Unportable(VersionPattern(12)); reason != "" {
		t.Error(reason)
	}
}

func TestFormatMaxLength(t *testing.T) {
	for format, want := range map[Format]int{FormatEmail: 254, FormatURI: 2048, FormatDateTime: 0, FormatDate: 0, FormatDateOrDateTime: 0} {
		if got, ok := format.MaxLength(); got != want || ok != (want > 0) {
			t.Errorf("%s: %d, %v", format, got, ok)
		}
	}
}

func TestVersionPattern(t *testing.T) {
	re := regexp.MustCompile(VersionPattern(1))
	for text, want := range map[string]bool{
		"1.0.0": true, "1.10.200": true, "1.0": false, "1.0.0.0": false, "1.00.0": false, "1.0.01": false, "2.0.0": false,
		"10.0.0": false, "v1.0.0": false, "1.0.0-rc.1": false, "1.0.0\n": false,
	} {
		if got := re.MatchString(text); got != want {
			t.Errorf("%q: %v", strings.TrimSpace(text), got)
		}
	}
}
