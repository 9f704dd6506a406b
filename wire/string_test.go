package wire_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/mediamesh/events/wire"
	"pgregory.net/rapid"
)

var anyText = wire.Text{Key: fieldKey, Max: wire.NoLimit}

func readString(document string, rule *wire.Text) (string, []wire.Violation) {
	var v string
	list := read(document, func(r *wire.Reader, i int) int { return r.String(i, &v, rule) })
	return v, list
}

func TestStringsAreRead(t *testing.T) {
	for _, c := range []struct{ where, value, want string }{
		{here(), `""`, ""},
		{here(), `"a"`, "a"},
		{here(), ` "a" `, "a"},
		{here(), `"12345678"`, "12345678"},
		{here(), `"123456789"`, "123456789"},
		{here(), `"\"\\\/\b\f\n\r\t"`, "\"\\/\b\f\n\r\t"},
		{here(), `"1234567\"9"`, `1234567"9`},
		{here(), `"\u0041\u00e9\u20AC\uffff"`, "Aé€\uffff"},
		{here(), `"\u0000\u001f"`, "\x00\x1f"},
		{here(), "\"\x7f\"", "\x7f"},
		{here(), `"\ud83d\ude00"`, "😀"},
		{here(), `"\uD83D\uDE00"`, "😀"},
		{here(), `"\ud800\udc00\udbff\udfff"`, "\U00010000\U0010ffff"},
		{here(), `"\ud7ff\ue000"`, "\ud7ff\ue000"},
		{here(), `"\\ud83d"`, `\ud83d`},
		{here(), "\"\u2028\u2029<>&\"", "\u2028\u2029<>&"},
		{here(), `"späte Stunde 🔎 and more"`, "späte Stunde 🔎 and more"},
		{here(), `"späte \"Stunde\" 🔎"`, `späte "Stunde" 🔎`},
	} {
		got, list := readString(field(c.value), &anyText)
		same(t, c.where, nil, list)
		if got != c.want {
			t.Errorf("%s: %s reads as %q, want %q", c.where, c.value, got, c.want)
		}
	}
}

func TestUnsoundStringsAreFaults(t *testing.T) {
	const prefix = len(`{"f":`)
	half := func(at int) wire.Violation {
		return violation("/f", "utf8", "", fmt.Sprintf("has half of a surrogate pair at byte %d, which no UTF-8 can hold", prefix+at))
	}
	invalid := found(violation("/f", "utf8", "", "is not valid UTF-8"))
	malformed := func(at int, want string) []wire.Violation {
		return syntax("/f", fmt.Sprintf("is malformed at byte %d: expected %s", prefix+at, want))
	}
	const escape = `one of "\/bfnrtu after a backslash`
	const hex = `four hexadecimal digits after \u`
	for _, c := range []struct {
		where, value string
		want         []wire.Violation
	}{
		{here(), `"\ud83d"`, found(half(1))},
		{here(), `"\ude00"`, found(half(1))},
		{here(), `"ab\ud83dx"`, found(half(3))},
		{here(), `"\ud83d\u0041"`, found(half(1))},
		{here(), `"\ud83d\ue000"`, found(half(1))},
		{here(), `"\ud83d\udbff"`, found(half(1), half(7))},
		{here(), `"\ud83d\n"`, found(half(1))},
		{here(), `"\ud83d\\ude00"`, found(half(1))},
		{here(), `"\ud83d\ud83d\ude00"`, found(half(1))},
		{here(), `"\ude00\ud83d"`, found(half(1), half(7))},
		{here(), `"\x41"`, malformed(2, escape)},
		{here(), `"\'"`, malformed(2, escape)},
		{here(), `"\U0041"`, malformed(2, escape)},
		{here(), `"\u12"`, malformed(3, hex)},
		{here(), `"\u12G4"`, malformed(3, hex)},
		{here(), `"\u12@4"`, malformed(3, hex)},
		{here(), "\"\\u12`4\"", malformed(3, hex)},
		{here(), `"\u12g4"`, malformed(3, hex)},
		{here(), `"\u-123"`, malformed(3, hex)},
		{here(), `"\ud83d\u12"`, append(found(half(1)), malformed(9, hex)...)},
		{here(), "\"\x00\"", malformed(1, "no control character in a string")},
		{here(), "\"tab\tbed\"", malformed(4, "no control character in a string")},
		{here(), "\"\\n\n\"", malformed(3, "no control character in a string")},
		{here(), "\"123456789\x1f\"", malformed(10, "no control character in a string")},
		{here(), "\"é\x1f\"", malformed(3, "no control character in a string")},
		{here(), "\"\x80\"", invalid},
		{here(), "\"\xff\"", invalid},
		{here(), "\"\xc0\x80\"", invalid},
		{here(), "\"\xed\xa0\x80\"", invalid},
		{here(), "\"\xe2\x82\"", invalid},
		{here(), "\"\xf4\x90\x80\x80\"", invalid},
		{here(), "\"\xe2\x82\\u00ac\"", invalid},
		{here(), "\"\\n\xff\"", invalid},
		{here(), "\"123456789é\xff\"", invalid},
	} {
		_, list := readString(field(c.value), &anyText)
		same(t, c.where, c.want, list)
	}
}

func TestStringsCutOff(t *testing.T) {
	for _, c := range []struct{ where, document, want string }{
		{here(), `{"f":"`, "a closing quote"},
		{here(), `{"f":"abc`, "a closing quote"},
		{here(), `{"f":"é`, "a closing quote"},
		{here(), `{"f":"\n`, "a closing quote"},
		{here(), `{"f":"\`, "an escape"},
		{here(), `{"f":"ab\`, "an escape"},
		{here(), `{"f":"\u`, `four hexadecimal digits after \u`},
		{here(), `{"f":"\u00e`, `four hexadecimal digits after \u`},
	} {
		_, list := readString(c.document, &anyText)
		same(t, c.where, syntax("/f", fmt.Sprintf("is cut off at byte %d: expected %s", len(c.document), c.want)), list)
	}
}

// Each control character is refused, and each other character read, wherever
// it stands in the scanner's words of eight bytes.
func TestEveryByteAtEveryPlaceOfAString(t *testing.T) {
	for c := range 0x80 {
		if c == '"' || c == '\\' {
			continue
		}
		for before := range 18 {
			text := strings.Repeat("a", before) + string(rune(c)) + "bc"
			got, list := readString(field(`"`+text+`"`), &anyText)
			if c < 0x20 {
				message := fmt.Sprintf("is malformed at byte %d: expected no control character in a string", len(`{"f":"`)+before)
				same(t, fmt.Sprintf("byte %#02x after %d", c, before), syntax("/f", message), list)
			} else if got != text || list != nil {
				t.Errorf("byte %#02x after %d: %q, %v", c, before, got, list)
			}
		}
	}
}

func TestTextRules(t *testing.T) {
	short := &wire.Text{Key: fieldKey, Min: 1, Max: 3}
	long := &wire.Text{Key: fieldKey, Min: 2, Max: wire.NoLimit}
	enum := &wire.Text{Key: fieldKey, Max: wire.NoLimit, Enum: []string{"DRAFT", "PUBLISHED"}}
	pattern := &wire.Text{Key: fieldKey, Max: wire.NoLimit, Pattern: &wire.Pattern{Source: "^[0-9]+$"}}
	all := &wire.Text{Key: fieldKey, Max: 6, Format: wire.Email, Enum: []string{"a@b.c"}, Pattern: &wire.Pattern{Source: "^a@b.c$"}}
	form := &wire.Text{Key: fieldKey, Max: 3, Pattern: &wire.Pattern{Source: "^[0-9]+$"}}
	one := &wire.Text{Key: fieldKey, Max: 1}
	for _, c := range []struct {
		where string
		rule  *wire.Text
		value string
		want  []wire.Violation
	}{
		{here(), short, "abc", nil},
		{here(), short, "äöü", nil},
		{here(), short, "😀😀😀", nil},
		{here(), short, "abcd", found(violation("/f", "maxLength", "3", "must have at most 3 characters, has 4"))},
		{here(), short, "😀😀😀😀", found(violation("/f", "maxLength", "3", "must have at most 3 characters, has 4"))},
		{here(), short, "", found(violation("/f", "minLength", "1", "must not be empty"))},
		{here(), one, "ab", found(violation("/f", "maxLength", "1", "must have at most 1 character, has 2"))},
		{here(), long, "😀", found(violation("/f", "minLength", "2", "must have at least 2 characters, has 1"))},
		{here(), long, "", found(violation("/f", "minLength", "2", "must not be empty"))},
		{here(), long, "ab", nil},
		{here(), enum, "DRAFT", nil},
		{here(), enum, "draft", found(violation("/f", "enum", "DRAFT, PUBLISHED", "must be one of DRAFT, PUBLISHED"))},
		{here(), enum, "", found(violation("/f", "enum", "DRAFT, PUBLISHED", "must be one of DRAFT, PUBLISHED"))},
		{here(), pattern, "17", nil},
		{here(), pattern, "1a", found(violation("/f", "pattern", "^[0-9]+$", "must match ^[0-9]+$"))},
		{here(), form, "äöü", found(violation("/f", "pattern", "^[0-9]+$", "must match ^[0-9]+$"))},
		{here(), form, "äöüß", found(violation("/f", "maxLength", "3", "must have at most 3 characters, has 4"))},
		{here(), all, "unknown", found(
			violation("/f", "maxLength", "6", "must have at most 6 characters, has 7"),
			violation("/f", "enum", "a@b.c", "must be one of a@b.c"),
		)},
		{here(), all, "nobody", found(
			violation("/f", "pattern", "email", "must be an e-mail address such as name@example.com"),
			violation("/f", "enum", "a@b.c", "must be one of a@b.c"),
			violation("/f", "pattern", "^a@b.c$", "must match ^a@b.c$"),
		)},
	} {
		_, list := readString(field(`"`+c.value+`"`), c.rule)
		same(t, c.where+" read", c.want, list)
		document, list := write(func(w *wire.Writer) { w.String(c.value, c.rule) })
		same(t, c.where+" written", c.want, list)
		if want := field(`"` + c.value + `"`); document != want {
			t.Errorf("%s: written as %s, want %s", c.where, document, want)
		}
	}
}

func TestStringsAreWrittenAsStringifyDoes(t *testing.T) {
	for _, c := range []struct{ where, value, want string }{
		{here(), "", `""`},
		{here(), "a\"b\\c/d", `"a\"b\\c/d"`},
		{here(), "\b\f\n\r\t", `"\b\f\n\r\t"`},
		{here(), "\x00\x01\x1f", `"\u0000\u0001\u001f"`},
		{here(), "\x7f", "\"\x7f\""},
		{here(), "\u0085\u2028\u2029\ufeff", "\"\u0085\u2028\u2029\ufeff\""},
		{here(), "<script>&'</script>", `"<script>&'</script>"`},
		{here(), "😀\U0010ffff", "\"😀\U0010ffff\""},
		{here(), "a long plain run, then \"quotes\" and é", `"a long plain run, then \"quotes\" and é"`},
	} {
		got, list := write(func(w *wire.Writer) { w.String(c.value, &anyText) })
		same(t, c.where, nil, list)
		if got != field(c.want) {
			t.Errorf("%s: %q is written as %s, want %s", c.where, c.value, got, field(c.want))
		}
	}
}

// A text of nothing but one character that needs an escape, of each length up to
// that of two of the scanner's words, and a little more.
func TestWriter_EscapesTextsOfOneCharacter(t *testing.T) {
	for char, escape := range map[string]string{`"`: `\"`, `\`: `\\`, "\n": `\n`, "\x1f": `\u001f`} {
		for n := 1; n <= 18; n++ {
			got, list := write(func(w *wire.Writer) { w.String(strings.Repeat(char, n), &anyText) })
			if want := field(`"` + strings.Repeat(escape, n) + `"`); got != want || list != nil {
				t.Errorf("%q %d times is written as %s, %v, want %s", char, n, got, list, want)
			}
		}
	}
}

// encoding/json is asked as well, which differs from JSON.stringify in two
// line separators.
func TestStringsAreWrittenAsEncodingJSONDoes(t *testing.T) {

	rapid.Check(t, func(t *rapid.T) {
		value := strings.ToValidUTF8(rapid.String().Draw(t, "value"), "?")
		var want bytes.Buffer
		enc := json.NewEncoder(&want)
		enc.SetEscapeHTML(false)
		if err := enc.Encode(value); err != nil {
			t.Fatal(err)
		}
		text := lineSeparators.Replace(strings.TrimSuffix(want.String(), "\n"))
		got, list := write(func(w *wire.Writer) { w.String(value, &anyText) })
		if got != field(text) || list != nil {
			t.Fatalf("%q is written as %s, %v; want %s", value, got, list, field(text))
		}
		back, list := readString(got, &anyText)
		if back != value || list != nil {
			t.Fatalf("%q comes back as %q, %v", value, back, list)
		}
	})
}

func TestInvalidUTF8IsNotWritten(t *testing.T) {
	for _, value := range []string{"\xff", "plain and \x80", "é and \xed\xa0\x80", "\n\xc0\x80"} {
		_, list := write(func(w *wire.Writer) { w.String(value, &anyText) })
		same(t, fmt.Sprintf("%q", value), found(violation("/f", "utf8", "", "is not valid UTF-8")), list)
	}
}

func TestStringsOfTheWrongKind(t *testing.T) {
	for _, c := range []struct{ where, value, have string }{
		{here(), "null", "null"},
		{here(), "true", "boolean"},
		{here(), "false", "boolean"},
		{here(), "1.5e3", "number"},
		{here(), "-1", "number"},
		{here(), `{"a":[1]}`, "object"},
		{here(), `["a"]`, "array"},
	} {
		v, list := readString(field(c.value), &anyText)
		same(t, c.where, found(violation("/f", "type", "string", "must be a string, not "+article(c.have))), list)
		if v != "" {
			t.Errorf("%s: reads as %q", c.where, v)
		}
	}
}
