package events_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"pgregory.net/rapid"
)

// anyJSON generates sound JSON, with odd strings and numbers and white space.
var anyJSON = rapid.Custom(func(t *rapid.T) string { return drawJSON(t, 3) })

var (
	oddText   = rapid.StringOf(rapid.SampledFrom([]rune("ab\"\\/<>&'\b\f\n\r\t\x00\x1f\x7fé€\u2028\u2029\ufeff😀\U0010ffff")))
	oddNumber = rapid.StringMatching(`-?(0|[1-9][0-9]{0,18})(\.[0-9]{1,18})?([eE][+-]?[0-9]{1,3})?`)
	oddSpace  = rapid.SampledFrom([]string{"", "", "", "", " ", "\n", "\r\n\t "})
)

func drawJSON(t *rapid.T, depth int) string {
	kind := rapid.IntRange(0, 6).Draw(t, "kind")
	if depth == 0 {
		kind %= 5
	}
	space := func() string { return oddSpace.Draw(t, "space") }
	var parts []string
	switch kind {
	case 0:
		return "null"
	case 1:
		return rapid.SampledFrom([]string{"true", "false"}).Draw(t, "boolean")
	case 2:
		return oddNumber.Draw(t, "number")
	case 3, 4:
		return spelt(t, oddText.Draw(t, "string"))
	case 5:
		for range rapid.IntRange(0, 3).Draw(t, "items") {
			parts = append(parts, space()+drawJSON(t, depth-1)+space())
		}
		return "[" + space() + strings.Join(parts, ",") + "]"
	}
	for _, name := range rapid.SliceOfNDistinct(oddText, 0, 3, rapid.ID[string]).Draw(t, "names") {
		parts = append(parts, space()+spelt(t, name)+space()+":"+space()+drawJSON(t, depth-1)+space())
	}
	return "{" + space() + strings.Join(parts, ",") + "}"
}

// spelt quotes a string, with some escapes that need not be, of each sort.
func spelt(t *rapid.T, s string) string {
	var b strings.Builder
	for _, r := range s {
		short := strings.IndexRune("\"\\/\b\f\n\r\t", r)
		must := r < 0x20 || r == '"' || r == '\\'
		switch how := rapid.IntRange(0, 5).Draw(t, "escape"); {
		case short >= 0 && how < 2:
			b.WriteString(`\` + `"\/bfnrt`[short:short+1])
		case r > 0xffff && how == 0:
			high, low := utf16.EncodeRune(r)
			fmt.Fprintf(&b, `\u%04x\u%04X`, high, low)
		case r <= 0xffff && (must || how == 2):
			fmt.Fprintf(&b, `\u%04x`, r)
		case r <= 0xffff && how == 3:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	return `"` + b.String() + `"`
}

// strangers draws fields that no contract knows: their names are empty, or
// have nothing of the known ones.
func strangers(t *rapid.T) []member {
	var fields []member
	for _, name := range strangeNames.Draw(t, "strangers") {
		text := spelt(t, name)
		fields = append(fields, member{text[1 : len(text)-1], &value{text: anyJSON.Draw(t, "value")}})
	}
	return fields
}

// Some are nearly those of known fields.
var strangeNames = rapid.SliceOfNDistinct(rapid.OneOf(oddText, rapid.SampledFrom([]string{
	"ContentId", "contentid", "contentId ", "title\x00", "Metadata", "payload\u00ad", "eventid", "__proto__", "toString", "0",
})), 0, 3, rapid.ID[string])

// open lists the objects that have fields of their own, to which others may be
// added: those of any JSON are kept as a whole, and entries of a map are events'
// own.
func open(t testing.TB, name string, document []byte) []string {
	t.Helper()
	var list []string
	for _, pointer := range parse(document).pointers(isObject) {
		if pointer == "/payload/changes" && !strings.HasPrefix(name, "search") {
			continue
		}
		any := false
		for _, field := range []string{"/payload/filters", "/payload/errorDetails", "/payload/oldValue", "/payload/newValue"} {
			any = any || strings.HasPrefix(pointer, field)
		}
		if !any && !strings.Contains(pointer, "/old/") && !strings.Contains(pointer, "/new/") {
			list = append(list, pointer)
		}
	}
	return list
}

func eventName(document []byte) string {
	var e struct{ Metadata struct{ EventType string } }
	if err := json.Unmarshal(document, &e); err != nil {
		panic(err)
	}
	return e.Metadata.EventType
}

// Keys in any order, white space anywhere and unknown fields in between make no
// difference but to the order of the unknown ones.
func TestOrderAndWhiteSpaceMakeNoDifference(t *testing.T) {
	for _, ex := range examples(t) {
		objects := open(t, eventName(ex.JSON), ex.JSON)
		rapid.Check(t, func(t *rapid.T) {
			document, wanted := parse(ex.JSON), parse(ex.JSON)
			for _, pointer := range objects {
				o := document.at(pointer)
				kept := strangers(t)
				o.fields = append(o.fields, kept...)
				// Maps keep their order, so those of any JSON do.
				o.fields = rapid.Permutation(o.fields).Draw(t, "order")
				known := map[string]bool{}
				for _, f := range wanted.at(pointer).fields {
					known[f.name] = true
				}
				for _, f := range o.fields {
					if !known[f.name] {
						w := wanted.at(pointer)
						w.fields = append(w.fields, f)
					}
				}
			}
			var b strings.Builder
			document.write(&b, func() string { return oddSpace.Draw(t, "space") })
			got := recode(t, b.String())
			if stripped(got) != stripped(wanted.String()) {
				t.Fatalf("%s: %s is written as\n%s\nwant\n%s", ex.Pos, b.String(), got, wanted)
			}
		})
	}
}

// stripped takes the white space out of a document: unknown fields may keep
// theirs.
func stripped(document string) string {
	var b strings.Builder
	inString := false
	for i := 0; i < len(document); i++ {
		c := document[i]
		if inString && c == '\\' {
			b.WriteString(document[i : i+2])
			i++
			continue
		}
		if c == '"' {
			inString = !inString
		}
		if inString || c != ' ' && c != '\n' && c != '\r' && c != '\t' {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// An event that is written and read is the same event.
func TestRoundTrip_Events(t *testing.T) {
	for _, ex := range examples(t) {
		typ, ok := typedOf(eventName(ex.JSON))
		if !ok {
			t.Fatalf("%s: no such type", ex.Pos)
		}
		e, zero, err := typ.unmarshal(ex.JSON)
		if err != nil || zero {
			t.Fatalf("%s: %v", ex.Pos, err)
		}
		data, err := events.Marshal(e)
		if err != nil {
			t.Fatalf("%s: %v", ex.Pos, err)
		}
		if !typ.same(t, ex.JSON, data) {
			t.Errorf("%s: encoded and decoded, it is another event", ex.Pos)
		}
	}
}

// Any document that is damaged at random is an event or an error, and what
// encoding/json thinks of its syntax is what we do.
func TestDamagedDocuments(t *testing.T) {
	all := examples(t)
	pieces := rapid.SampledFrom([]string{
		"", "{", "}", "[", "]", ",", ":", `"`, `\`, `\u`, `\ud800`, `\udc00`, "0", "-", ".", "e", "E+", "null", "nul", "true", "fals",
		" ", "\n", "\x00", "\x1f", "\x7f", "\x80", "\xff", "\xc3", "é", "\u2028", `{}`, `[]`, `""`, `"a":1,`, `,"a":1`, `"metadata":{},`, "1e400", "01",
	})
	rapid.Check(t, func(t *rapid.T) {
		document := string(rapid.SampledFrom(all).Draw(t, "example").JSON)
		for range rapid.IntRange(1, 4).Draw(t, "edits") {
			from := rapid.IntRange(0, len(document)).Draw(t, "from")
			to := min(len(document), from+rapid.IntRange(0, 5).Draw(t, "length"))
			document = document[:from] + pieces.Draw(t, "piece") + document[to:]
		}
		checkDocument(t, []byte(document))
	})
}

// A relay of an older minor version loses nothing of what a newer one added.
func TestRelay(t *testing.T) {
	const added = `"addedIn1_3":{"a":[1.50,"\u00e9"]},"also":null`
	document := strings.Replace(string(example(t, "content.created minimal")), `"1.0.0"`, `"1.3.0"`, 1)
	document = strings.TrimSuffix(document, "}}") + "," + added + "}," + added + "}"
	e, err := catalog.Decode([]byte(document))
	if err != nil {
		t.Fatal(err)
	}
	if string(e.Unknown) != added {
		t.Errorf("beside metadata and payload there is %s, want %s", e.Unknown, added)
	}
	if got, err := events.MarshalString(e); got != document || err != nil {
		t.Errorf("relayed as\n%s, %v\nwant\n%s", got, err, document)
	}
}
