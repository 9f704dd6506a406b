package cloudevents

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"
)

var codings = map[string]coding{"text": text, "reference": reference}

// Every text comes back from its value, and every safe value from its text.
func TestCodingIsOneToOne(t *testing.T) {
	pieces := rapid.SampledFrom([]string{"%", "25", "%25", "%2525", "%41", "%00", "%0", "%C3%A9", "%c3%a9", "%FF", "%EF%BF%BF", "a", "/", ":", "#", "?", "[", " ", "é", "\x00", "\u0085"})
	for name, c := range codings {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				s := strings.Join(rapid.SliceOfN(pieces, 1, 12).Draw(t, "pieces"), "")
				v := c.write(s)
				if !c.safe(v) {
					t.Fatalf("%q is written as %q, which is not safe", s, v)
				}
				if got := c.read(v); got != s {
					t.Fatalf("%q is written as %q, and read as %q", s, v, got)
				}
				if got := c.write(c.read(s)); c.safe(s) && got != s {
					t.Fatalf("%q is read as %q, and written as %q", s, c.read(s), got)
				}
			})
		})
	}
}

func TestCoding(t *testing.T) {
	for _, c := range []struct{ coding, text, value string }{
		{"text", "evt-1", "evt-1"}, {"text", "100%", "100%"}, {"text", "100%25", "100%25"}, {"text", "a\nb", "a%0Ab"}, {"text", "a%0Ab", "a%250Ab"},
		{"text", "50%\n", "50%25%0A"}, {"text", "Späte 😀", "Späte 😀"}, {"text", "\u0085\uffff", "%C2%85%EF%BF%BF"}, {"text", " a b ", "%20a b%20"},
		{"reference", "cms-service", "cms-service"}, {"reference", "https://a.example/b?c=%20d#e", "https://a.example/b?c=%20d#e"},
		{"reference", "cms service", "cms%20service"}, {"reference", "cms%20service", "cms%2520service"}, {"reference", "a:b c", "a%3Ab%20c"},
		{"reference", "1:b", "1%3Ab"}, {"reference", "ü/x", "%C3%BC%2Fx"}, {"reference", "#", "%23"}, {"reference", "a[0]", "a%5B0%5D"}, {"reference", "http://[::1]:80/", "http://[::1]:80/"},
	} {
		if got := codings[c.coding].write(c.text); got != c.value {
			t.Errorf("%s %q is written as %q, want %q", c.coding, c.text, got, c.value)
		}
		if got := codings[c.coding].read(c.value); got != c.text {
			t.Errorf("%s %q is read as %q, want %q", c.coding, c.value, got, c.text)
		}
	}
}

// The longest text that a contract limits is still read; what is longer costs no
// more than its length.
func TestCodingOfLongTexts(t *testing.T) {
	longestID := strings.Repeat("\U0010ffff", 256)
	if v := text.write(longestID); text.read(v) != longestID {
		t.Errorf("%d bytes do not come back", len(v))
	}
	start := time.Now()
	for _, n := range []int{longest, 1 << 20} {
		v := "%" + strings.Repeat("25", n/2-1)
		if s := text.read(v); !utf8.ValidString(s) {
			t.Error("it is not UTF-8")
		}
	}
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("it took %v", took)
	}
}
