package wire_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/mediamesh/events/wire"
	"pgregory.net/rapid"
)

// canonicalForms are JSON texts and what the writer makes of them.
var canonicalForms = []struct{ where, text, want string }{
	{here(), `null`, `null`},
	{here(), `true`, `true`},
	{here(), ` false `, `false`},
	{here(), `""`, `""`},
	{here(), `{}`, `{}`},
	{here(), `[]`, `[]`},
	{here(), " { \"a\" :\t[ 1 ,\r\n2 ] , \"b\" : { } } ", `{"a":[1,2],"b":{}}`},
	{here(), `{"b":1,"a":2}`, `{"b":1,"a":2}`},
	{here(), `"a b"`, `"a b"`},
	{here(), `"\u0041\/\u00e9\u2028\u003c"`, "\"A/é\u2028<\""},
	{here(), `"\u0022\u005c\u0008\u000c\u000a\u000d\u0009\u001F\u007f"`, "\"\\\"\\\\\\b\\f\\n\\r\\t\\u001f\x7f\""},
	{here(), `"\ud83d\ude00"`, `"😀"`},
	{here(), `{"\u0061":{"\"":"\u0062"}}`, `{"a":{"\"":"b"}}`},
	{here(), `0`, `0`},
	{here(), `-0`, `0`},
	{here(), `-0.0e5`, `0`},
	{here(), `0e99999999999999999999`, `0`},
	{here(), `-1`, `-1`},
	{here(), `1.0`, `1`},
	{here(), `1.50`, `1.5`},
	{here(), `1E2`, `100`},
	{here(), `12e-1`, `1.2`},
	{here(), `1e21`, `1e+21`},
	{here(), `1000000000000000000000`, `1e+21`},
	{here(), `123456789012345680000`, `123456789012345680000`},
	{here(), `0.000001`, `0.000001`},
	{here(), `0.0000001`, `1e-7`},
	{here(), `1e-07`, `1e-7`},
	{here(), `5e-324`, `5e-324`},
	{here(), `999999999999999`, `999999999999999`},
	{here(), `9007199254740992`, `9007199254740992`},
	// What a float64 cannot hold keeps its digits.
	{here(), `9007199254740993`, `9007199254740993`},
	{here(), `12345678901234567890123`, `12345678901234567890123`},
	{here(), `0.1000000000000000055511151231257827`, `0.1000000000000000055511151231257827`},
	{here(), `1.00000000000000000001`, `1.00000000000000000001`},
	{here(), `1e400`, `1e400`},
	{here(), `-1E400`, `-1E400`},
	{here(), `1e-400`, `1e-400`},
	{here(), `1e99999999999999999999`, `1e99999999999999999999`},
	{here(), `1e-99999999999999999999`, `1e-99999999999999999999`},
	{here(), `[1.0,"\u0031",{"x":1e2}]`, `[1,"1",{"x":100}]`},
}

func TestCanonicalForm(t *testing.T) {
	for _, c := range canonicalForms {
		got, list := canonical(wire.JSON(c.text))
		same(t, c.where, nil, list)
		if got != c.want {
			t.Errorf("%s: %s is written as %s, want %s", c.where, c.text, got, c.want)
		}
		again, list := canonical(wire.JSON(got))
		if again != got || list != nil {
			t.Errorf("%s: written again, %s becomes %s, %v", c.where, got, again, list)
		}
	}
}

// unsound are texts that are not JSON, and the faults found in them.
var unsound = []struct {
	where, text string
	want        []wire.Violation
}{
	{here(), ``, syntax("", "is cut off at byte 0: expected a value")},
	{here(), ` `, syntax("", "is cut off at byte 1: expected a value")},
	{here(), `nul`, syntax("", "is cut off at byte 3: expected null")},
	{here(), `nulx`, syntax("", "is malformed at byte 0: expected null")},
	{here(), `nil`, syntax("", "is malformed at byte 0: expected null")},
	{here(), `True`, syntax("", "is malformed at byte 0: expected a value")},
	{here(), `t`, syntax("", "is cut off at byte 1: expected true")},
	{here(), `fals`, syntax("", "is cut off at byte 4: expected false")},
	{here(), `'a'`, syntax("", "is malformed at byte 0: expected a value")},
	{here(), `undefined`, syntax("", "is malformed at byte 0: expected a value")},
	{here(), "\x00", syntax("", "is malformed at byte 0: expected a value")},
	{here(), "\ufeff1", syntax("", "is malformed at byte 0: expected a value")},
	{here(), "\u00a01", syntax("", "is malformed at byte 0: expected a value")},
	{here(), "\v1", syntax("", "is malformed at byte 0: expected a value")},
	{here(), `1 2`, syntax("", "is malformed at byte 2: expected nothing more, the document ends here")},
	{here(), `{} {}`, syntax("", "is malformed at byte 3: expected nothing more, the document ends here")},
	{here(), `{}}`, syntax("", "is malformed at byte 2: expected nothing more, the document ends here")},
	{here(), `[]]`, syntax("", "is malformed at byte 2: expected nothing more, the document ends here")},
	{here(), "1\x00", syntax("", "is malformed at byte 1: expected nothing more, the document ends here")},
	{here(), `1 // one`, syntax("", "is malformed at byte 2: expected nothing more, the document ends here")},
	{here(), `]`, syntax("", "is malformed at byte 0: expected a value")},
	{here(), `[`, syntax("/0", "is cut off at byte 1: expected a value")},
	{here(), `[1`, syntax("", "is cut off at byte 2: expected a comma or a closing bracket")},
	{here(), `[1,`, syntax("/1", "is cut off at byte 3: expected a value")},
	{here(), `[1,]`, syntax("/1", "is malformed at byte 3: expected a value")},
	{here(), `[,1]`, syntax("/0", "is malformed at byte 1: expected a value")},
	{here(), `[1 2]`, syntax("", "is malformed at byte 3: expected a comma or a closing bracket")},
	{here(), `[1}`, syntax("", "is malformed at byte 2: expected a comma or a closing bracket")},
	{here(), `{`, syntax("", "is cut off at byte 1: expected a field's name in quotes or a closing brace")},
	{here(), `{]`, syntax("", "is malformed at byte 1: expected a field's name in quotes or a closing brace")},
	{here(), `{a:1}`, syntax("", "is malformed at byte 1: expected a field's name in quotes or a closing brace")},
	{here(), `{1:1}`, syntax("", "is malformed at byte 1: expected a field's name in quotes or a closing brace")},
	{here(), `{"a"}`, syntax("", "is malformed at byte 4: expected a colon")},
	{here(), `{"a"`, syntax("", "is cut off at byte 4: expected a colon")},
	{here(), `{"a`, syntax("", "is cut off at byte 3: expected a closing quote")},
	{here(), `{"a":`, syntax("/a", "is cut off at byte 5: expected a value")},
	{here(), `{"a":}`, syntax("/a", "is malformed at byte 5: expected a value")},
	{here(), `{"a"=1}`, syntax("", "is malformed at byte 4: expected a colon")},
	{here(), `{"a":1`, syntax("", "is cut off at byte 6: expected a comma or a closing brace")},
	{here(), `{"a":1,`, syntax("", "is cut off at byte 7: expected a field's name in quotes")},
	{here(), `{"a":1,}`, syntax("", "is malformed at byte 7: expected a field's name in quotes")},
	{here(), `{,"a":1}`, syntax("", "is malformed at byte 1: expected a field's name in quotes or a closing brace")},
	{here(), `{"a":1 "b":2}`, syntax("", "is malformed at byte 7: expected a comma or a closing brace")},
	{here(), `{"a":[{"b":nope}]}`, syntax("/a/0/b", "is malformed at byte 11: expected null")},
	{here(), `{"a/b~c":[`, syntax("/a~1b~0c/0", "is cut off at byte 10: expected a value")},
	{here(), `{"a":"\ud800"}`, found(violation("/a", "utf8", "", "has half of a surrogate pair at byte 6, which no UTF-8 can hold"))},
	{here(), `{"\ud800":1}`, found(violation("", "utf8", "", "has half of a surrogate pair at byte 2, which no UTF-8 can hold"))},
	{here(), "[\"\xff\",\"\xfe\"]", found(violation("/0", "utf8", "", "is not valid UTF-8"), violation("/1", "utf8", "", "is not valid UTF-8"))},
	{here(), `{"a":1,"a":2}`, found(violation("/a", "duplicateKey", "", "is there more than once"))},
	{here(), `{"a":1,"\u0061":2}`, found(violation("/a", "duplicateKey", "", "is there more than once"))},
	{here(), `{"":1,"":2}`, found(violation("/", "duplicateKey", "", "is there more than once"))},
	{here(), `{"a":1,"a":2,"a":3}`, found(
		violation("/a", "duplicateKey", "", "is there more than once"),
		violation("/a", "duplicateKey", "", "is there more than once"))},
	{here(), `[{"x":{"a":1,"b":{"c":1,"c":2},"a":"\udc00"}}]`, found(
		violation("/0/x/b/c", "duplicateKey", "", "is there more than once"),
		violation("/0/x/a", "duplicateKey", "", "is there more than once"),
		violation("/0/x/a", "utf8", "", "has half of a surrogate pair at byte 36, which no UTF-8 can hold"))},
}

func TestUnsoundJSON(t *testing.T) {
	for _, c := range unsound {
		_, list := readJSON(c.text)
		same(t, c.where+" read", c.want, list)
		if c.text == "" {
			continue // to the writer, the empty text is not a value
		}
		_, list = canonical(wire.JSON(c.text))
		same(t, c.where+" written", c.want, list)
	}
}

// The same name in different objects is not a duplicate, nor are names that only
// look alike.
func TestNamesThatAreNotRepeated(t *testing.T) {
	for _, text := range []string{
		`{"a":{"a":{"a":1}},"b":{"a":1}}`,
		`[{"a":1},{"a":1}]`,
		`{"a":1,"A":2,"a ":3,"":4,"é":5,"e\u0301":6}`,
	} {
		v, list := readJSON(text)
		same(t, text, nil, list)
		if string(v) != text {
			t.Errorf("%s reads as %s", text, v)
		}
	}
}

// Wide objects are watched by other means than narrow ones.
func TestRepeatedNamesInWideObjects(t *testing.T) {
	for _, width := range []int{2, 15, 16, 17, 18, 100, 5000} {
		for _, at := range []int{0, 1, width / 2, width - 1} {
			var b strings.Builder
			for n := range width {
				fmt.Fprintf(&b, `"n%d":{"n%d":0},`, n, n)
			}
			text := "{" + b.String() + `"last":0}`
			_, list := readJSON(text)
			same(t, "distinct", nil, list)
			text = fmt.Sprintf(`{%s"n%d":0}`, b.String(), at)
			_, list = readJSON(text)
			same(t, fmt.Sprintf("%d of %d", at, width), found(violation(fmt.Sprintf("/n%d", at), "duplicateKey", "", "is there more than once")), list)
		}
	}
}

func TestDepth(t *testing.T) {
	mixed := func(depth int) string {
		open, end := strings.Repeat(`{"a":[`, depth/2), strings.Repeat(`]}`, depth/2)
		if depth%2 == 1 {
			return open + "[]" + end
		}
		return open + end
	}
	for _, c := range []struct {
		where string
		nest  func(depth int) string
		tooly string // where the 65th is
	}{
		{here(), func(n int) string { return strings.Repeat("[", n) + strings.Repeat("]", n) }, strings.Repeat("/0", 64)},
		{here(), func(n int) string { return strings.Repeat(`{"a":`, n-1) + "{}" + strings.Repeat("}", n-1) }, strings.Repeat("/a", 64)},
		{here(), mixed, strings.Repeat("/a/0", 32)},
	} {
		for _, depth := range []int{1, 63, 64} {
			v, list := readJSON(c.nest(depth))
			same(t, fmt.Sprint(c.where, " read ", depth), nil, list)
			_, list = canonical(v)
			same(t, fmt.Sprint(c.where, " written ", depth), nil, list)
		}
		for _, depth := range []int{65, 10_000} {
			want := found(violation(c.tooly, "depth", "64", "is nested more than 64 deep"))
			_, list := readJSON(c.nest(depth))
			same(t, fmt.Sprint(c.where, " read ", depth), want, list)
			_, list = canonical(wire.JSON(c.nest(depth)))
			same(t, fmt.Sprint(c.where, " written ", depth), want, list)
		}
	}
	// What has been left again does not count.
	if _, list := readJSON("[" + strings.Repeat("[[]],", 100) + "{}]"); list != nil {
		t.Errorf("siblings count as depth: %v", list)
	}
}

// A field of any JSON stands deep in a document already.
func TestDepthBelowAField(t *testing.T) {
	rule := &wire.Value{Key: fieldKey}
	for depth, want := range map[int][]wire.Violation{
		63: nil,
		64: found(violation("/f"+strings.Repeat("/0", 63), "depth", "64", "is nested more than 64 deep")),
	} {
		value := strings.Repeat("[", depth) + strings.Repeat("]", depth)
		list := read(field(value), func(r *wire.Reader, i int) int { return r.JSON(i, new(wire.JSON), rule) })
		same(t, fmt.Sprint("read ", depth), want, list)
		_, list = write(func(w *wire.Writer) { w.JSON(wire.JSON(value), rule) })
		same(t, fmt.Sprint("written ", depth), want, list)
	}
}

func TestSize(t *testing.T) {
	text := `"` + strings.Repeat("a", wire.MaxSize-2) + `"`
	v, list := readJSON(text)
	same(t, "at the limit", nil, list)
	if string(v) != text {
		t.Error("a document of 1 MiB does not come back")
	}
	_, list = readJSON(text + " ")
	same(t, "over the limit", found(violation("", "size", "1048576", "must have at most 1048576 bytes, has 1048577")), list)

	rule := &wire.Text{Key: fieldKey, Max: wire.NoLimit}
	long := strings.Repeat("a", wire.MaxSize-len(`{"f":""}`))
	document, list := write(func(w *wire.Writer) { w.String(long, rule) })
	same(t, "written at the limit", nil, list)
	if len(document) != wire.MaxSize {
		t.Errorf("%d bytes are written, want %d", len(document), wire.MaxSize)
	}
	_, list = write(func(w *wire.Writer) { w.String(long+"a", rule) })
	same(t, "written over the limit", found(violation("", "size", "1048576", "must have at most 1048576 bytes, has 1048577")), list)
}

// Where a buffer held something before, that is not the document's size.
func TestSizeIsTheDocumentsOwn(t *testing.T) {
	w := wire.NewWriter(make([]byte, wire.MaxSize))
	defer w.Release()
	start := w.Begin()
	w.End(start)
	w.Finish(start)
	if list, _ := w.Violations(); list != nil {
		t.Errorf("violations: %v", list)
	}
}

func TestJSONFields(t *testing.T) {
	optional, required := &wire.Value{Key: fieldKey, Optional: true}, &wire.Value{Key: fieldKey}
	for _, c := range []struct {
		where, value string
		rule         *wire.Value
		want         wire.JSON
	}{
		{here(), "null", required, "null"},
		{here(), "null", optional, ""},
		{here(), " null ", optional, ""},
		{here(), ` {"a": 1} `, required, `{"a": 1}`},
		{here(), `""`, optional, `""`},
		{here(), `[null]`, optional, `[null]`},
	} {
		var v wire.JSON
		list := read(field(c.value), func(r *wire.Reader, i int) int { return r.JSON(i, &v, c.rule) })
		same(t, c.where, nil, list)
		if v != c.want {
			t.Errorf("%s: reads as %q, want %q", c.where, v, c.want)
		}
	}
	document, list := write(func(w *wire.Writer) { w.JSON("", optional) })
	same(t, here(), nil, list)
	if document != "{}" {
		t.Errorf("an absent field is written as %s", document)
	}
	_, list = write(func(w *wire.Writer) { w.JSON("", required) })
	same(t, here(), found(violation("/f", "required", "", "is required")), list)
	_, list = write(func(w *wire.Writer) { w.JSON(`{"a":[1,}`, required) })
	same(t, here(), syntax("/f/a/1", "is malformed at byte 8: expected a value"), list)
}

func TestAnyObjectFields(t *testing.T) {
	optional, required := &wire.Value{Key: fieldKey, Optional: true}, &wire.Value{Key: fieldKey}
	readField := func(value string, rule *wire.Value) (v wire.JSON, list []wire.Violation) {
		list = read(field(value), func(r *wire.Reader, i int) int { return r.AnyObject(i, &v, rule) })
		return v, list
	}
	for _, value := range []string{"{}", `{"a":{"b":[1]}}`, ` { "a" : 1 } `} {
		v, list := readField(value, required)
		same(t, value, nil, list)
		if want := strings.TrimSpace(value); string(v) != want {
			t.Errorf("%s reads as %s", value, v)
		}
	}
	if v, list := readField("null", optional); v != "" || list != nil {
		t.Errorf("null reads as %q, %v", v, list)
	}
	for value, have := range map[string]string{"null": "null", "[]": "array", `"{}"`: "string", "1": "number", "true": "boolean"} {
		_, list := readField(value, required)
		want := found(violation("/f", "type", "object", "must be an object, not "+article(have)))
		same(t, value, want, list)
		_, list = write(func(w *wire.Writer) { w.AnyObject(wire.JSON(" "+value), required) })
		same(t, value, want, list)
	}
	_, list := write(func(w *wire.Writer) { w.AnyObject("", required) })
	same(t, here(), found(violation("/f", "required", "", "is required")), list)
	_, list = write(func(w *wire.Writer) { w.AnyObject("?", required) })
	same(t, here(), syntax("/f", "is malformed at byte 0: expected a value"), list)
	_, list = write(func(w *wire.Writer) { w.AnyObject(" ", required) })
	same(t, here(), syntax("/f", "is cut off at byte 1: expected a value"), list)
}

func TestJSONOf(t *testing.T) {
	v, err := wire.JSONOf(map[string]any{"b": "<&>\u2028", "a": []int{1, 2}})
	if err != nil || v != `{"a":[1,2],"b":"<&>\u2028"}` {
		t.Errorf("JSONOf = %s, %v", v, err)
	}
	_, err = wire.JSONOf(make(chan int))
	if want := "wire: no JSON form: json: unsupported type: chan int"; err == nil || err.Error() != want {
		t.Errorf("JSONOf of a channel: %v, want %s", err, want)
	}
	var back struct{ A []int }
	if err := v.Unmarshal(&back); err != nil || fmt.Sprint(back) != "{[1 2]}" {
		t.Errorf("Unmarshal = %v, %v", back, err)
	}
}

func TestJSONInEncodingJSON(t *testing.T) {
	type holder struct{ V, None wire.JSON }
	data, err := json.Marshal(holder{V: `{"a":1}`})
	if err != nil || string(data) != `{"V":{"a":1},"None":null}` {
		t.Errorf("Marshal = %s, %v", data, err)
	}
	var back holder
	if err := json.Unmarshal(data, &back); err != nil || back != (holder{V: `{"a":1}`, None: wire.Null}) {
		t.Errorf("Unmarshal = %+v, %v", back, err)
	}
}

// anyJSON generates sound JSON with white space, escapes and odd numbers.
var anyJSON = rapid.Custom(func(t *rapid.T) string { return drawJSON(t, 4) })

var (
	anySpace  = rapid.SampledFrom([]string{"", "", "", " ", "\n", "\r\n\t "})
	oddText   = rapid.StringOf(rapid.SampledFrom([]rune("ab\"\\/<>&'\b\f\n\r\t\x00\x1f\x7fé€\u2028\u2029\ufeff😀\U0010ffff")))
	oddNumber = rapid.StringMatching(`-?(0|[1-9][0-9]{0,18})(\.[0-9]{1,18})?([eE][+-]?[0-9]{1,3})?`)
)

func drawJSON(t *rapid.T, depth int) string {
	kind := rapid.IntRange(0, 7).Draw(t, "kind")
	if depth == 0 {
		kind %= 5
	}
	space := func() string { return anySpace.Draw(t, "space") }
	switch kind {
	case 0:
		return "null"
	case 1:
		return rapid.SampledFrom([]string{"true", "false"}).Draw(t, "boolean")
	case 2:
		return oddNumber.Draw(t, "number")
	case 3, 4:
		return quote(t, oddText.Draw(t, "string"))
	case 5:
		var items []string
		for range rapid.IntRange(0, 4).Draw(t, "items") {
			items = append(items, space()+drawJSON(t, depth-1)+space())
		}
		return "[" + space() + strings.Join(items, ",") + "]"
	}
	var fields []string
	for _, name := range rapid.SliceOfNDistinct(oddText, 0, 20, rapid.ID[string]).Draw(t, "names") {
		fields = append(fields, space()+quote(t, name)+space()+":"+space()+drawJSON(t, depth-1)+space())
	}
	return "{" + space() + strings.Join(fields, ",") + "}"
}

// quote escapes some characters that need not be.
func quote(t *rapid.T, s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		must := r < 0x20 || r == '"' || r == '\\'
		if r > 0xffff || !must && !rapid.Bool().Draw(t, "escape") {
			b.WriteRune(r)
			continue
		}
		fmt.Fprintf(&b, `\u%04x`, r)
	}
	return b.String() + `"`
}

func TestAnyJSONComesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := anyJSON.Draw(t, "text")
		checkRoundTrip(t, text)
	})
}

// checkRoundTrip checks that sound JSON is read as it stands, written in a form
// that means the same, and that this form is final.
func checkRoundTrip(t interface{ Fatalf(string, ...any) }, text string) {
	v, list := readJSON(text)
	if list != nil {
		t.Fatalf("%s is refused: %v", text, list)
	}
	if want := strings.Trim(text, " \n\r\t"); string(v) != want {
		t.Fatalf("%s reads as %s", text, v)
	}
	out, list := canonical(v)
	if list != nil {
		t.Fatalf("%s cannot be written: %v", text, list)
	}
	if again, list := canonical(wire.JSON(out)); again != out || list != nil {
		t.Fatalf("%s is written as %s, and again as %s, %v", text, out, again, list)
	}
	if !json.Valid([]byte(out)) || !equalJSON(text, out) {
		t.Fatalf("%s is written as %s, which means something else", text, out)
	}
	// Where numbers fit a float64, the form is JSON.stringify's.
	if reference, ok := stringify(text); ok && reference != out {
		t.Fatalf("%s is written as %s, want %s", text, out, reference)
	}
}
