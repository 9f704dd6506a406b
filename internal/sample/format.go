package sample

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/mediamesh/events/internal/contract"
)

// formatted makes up a text of that format and length.
func (s *Source) formatted(f contract.Format, least, most int) (string, error) {
	switch f {
	case contract.FormatDate:
		return s.date(), nil
	case contract.FormatDateTime:
		return s.dateTime(), nil
	case contract.FormatDateOrDateTime:
		if s.oneIn(2) {
			return s.date(), nil
		}
		return s.dateTime(), nil
	case contract.FormatUUID:
		return s.anyUUID(), nil
	}
	if implied, ok := f.MaxLength(); ok {
		most = min(most, implied)
	}
	if least > most {
		return "", errOfNoLength
	}
	text, fill := s.pick(emails), "a"
	if f == contract.FormatURI {
		text, fill = s.pick(uris), "/a"
	}
	want := least
	if s.oneIn(8) {
		want = most
	}
	if n := utf8.RuneCountInString(text); n < want {
		pad := strings.Repeat(fill, want/len(fill)+1)
		if f == contract.FormatEmail {
			text = pad[:want-n] + text
		} else {
			text += pad[:want-n]
		}
	}
	if utf8.RuneCountInString(text) > most {
		if text = "a@b.c"; f == contract.FormatURI {
			text = "a:b"
		}
	}
	if n := utf8.RuneCountInString(text); n < least || n > most {
		return "", errOfNoLength
	}
	return text, nil
}

var errOfNoLength = errors.New("nothing of its format is of its length; loosen the length")

// anyUUID makes up a UUID of any version, now and then in capital letters.
func (s *Source) anyUUID() string {
	if s.oneIn(8) {
		return s.pick([]string{"00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff", "FFFFFFFF-ffff-FFFF-ffff-FFFFFFFFFFFF"})
	}
	if s.oneIn(4) {
		return strings.ToUpper(s.uuid())
	}
	return s.uuid()
}

var emails = []string{
	"anna@example.com", "a.b+c@sub.example.co.uk", "jürgen@müller.example", "\"x\"@example.org", "o'neil@example.com",
	"x@y.z", "日本@例え.jp", "a..b@example.com", "user_1@xn--mller-kva.example", "<a>@example.com",
}

var uris = []string{
	"https://cdn.example.com/p/aurora.jpg?w=320&h=180", "http://localhost:8080/", "s3://media-bucket/raw/clip%20one.mxf",
	"urn:isbn:9780306406157", "HTTPS://EXAMPLE.COM/A#b", "file:///var/media/a.mp4", "data:,x", "https://例え.jp/パス?q=🎬",
	"a+b-c.d:e", "mailto:a@b.c", "https://example.com/?q='a'\\{b}|`^",
}

// date makes up a day of the calendar, now and then a rare one.
func (s *Source) date() string {
	if s.oneIn(6) {
		return s.pick([]string{"0000-01-01", "0000-02-29", "9999-12-31", "2000-02-29", "1900-02-28", "2024-02-29", "1969-12-31", "1970-01-01"})
	}
	return fmt.Sprintf("%04d-%02d-%02d", s.between(1950, 2040), s.between(1, 12), s.between(1, 28))
}

// dateTime makes up a moment, written as the library writes it.
func (s *Source) dateTime() string {
	zone := "Z"
	if s.oneIn(3) {
		zone = s.pick([]string{"+01:00", "-05:30", "+05:45", "+14:00", "-12:00", "+00:00", "-00:00", "+23:59", "-23:59", "+00:01"})
	}
	return fmt.Sprintf("%sT%02d:%02d:%02d.%s%s", s.date(), s.below(24), s.below(60), s.below(60), s.fraction(), zone)
}

// fraction has three digits, or more if finer ones are not zero.
func (s *Source) fraction() string {
	digits := fmt.Sprintf("%09d", s.below(1_000_000_000))
	if s.below(3) > 0 {
		return digits[:3]
	}
	digits = strings.TrimRight(digits[:s.between(3, 9)], "0")
	return digits + strings.Repeat("0", max(0, 3-len(digits)))
}
