package jsontree

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// A tree keeps the order of names, and numbers as they are written.
func TestParse_KeepsOrderAndNumbers(t *testing.T) {
	v, err := Parse([]byte(` {"b":[1.50,{"d":null}], "a" : {"z":true,"y":"x\/\ud83c\udfac"}} `))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := v.String(), `{"b":[1.50,{"d":null}], "a" : {"z":true,"y":"x\/\ud83c\udfac"}}`; got != want {
		t.Errorf("%s before anything is looked at, want %s", got, want)
	}
	if got := v.At("a", "y"); got == nil || got.Text() != "x/🎬" {
		t.Errorf("/a/y is %v, want x/🎬", got)
	}
	for _, path := range [][]string{{"b", "c", "d"}, {"b", "0"}, {"c"}, {"a", "z", "y"}} {
		if got := v.At(path...); got != nil {
			t.Errorf("%v is %v, want nothing", path, got)
		}
	}
	if got := v.Child("b").Child("1").Child("d"); got == nil || got.Kind() != 'n' {
		t.Errorf("/b/1/d is %v, want null", got)
	}
	for _, token := range []string{"2", "-1", "x", ""} {
		if got := v.Child("b").Child(token); got != nil {
			t.Errorf("/b/%s is %v, want nothing", token, got)
		}
	}
	if got, want := v.String(), `{"b":[1.50,{"d":null}],"a":{"z":true,"y":"x\/\ud83c\udfac"}}`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestParse_Errors(t *testing.T) {
	for broken, want := range map[string]string{
		``:        "unexpected end of JSON input",
		`{"a":`:   "unexpected end of JSON input",
		`{"a":1`:  "unexpected end of JSON input",
		`{"a":[1`: "unexpected end of JSON input",
		`[1`:      "unexpected end of JSON input",
		`[1] 2`:   "invalid character '2' after top-level value",
		`{"a" 1}`: "invalid character '1' after object key",
	} {
		if v, err := Parse([]byte(broken)); err == nil || err.Error() != want {
			t.Errorf("%s is read as %v, %v, want %s", broken, v, err, want)
		}
	}
}

func TestValue_Changes(t *testing.T) {
	v := Object().Add("n", 1).Add("s", "a").AddText("none", "").AddText("some", "b").Add("list", Array(true, nil, Array(), Object()))
	v.Remove("s")
	v.Remove("absent")
	*v.At("n") = *New("-1.50")
	v.At("list").SetMembers(v.At("list").Members()[1:])
	if got, want := v.String(), `{"n":-1.50,"some":"b","list":[null,[],{}]}`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	var names []string
	for name, child := range v.Children() {
		names = append(names, name)
		for index := range child.Children() {
			names = append(names, index)
		}
	}
	if got, want := strings.Join(names, " "), "n some list 0 1 2"; got != want {
		t.Errorf("children %s, want %s", got, want)
	}
	kinds := ""
	for _, text := range []string{"{ }", "[]", `""`, "-1", "0", "true", "false", "null", ""} {
		kinds += string(New(text).Kind())
	}
	if want := `{["00tfnn`; kinds != want {
		t.Errorf("kinds %s, want %s", kinds, want)
	}
}

// openAll takes all of a value apart.
func openAll(v *Value) {
	for _, m := range v.Members() {
		openAll(m.Value)
	}
}

func draw(t *rapid.T, depth int) any {
	kinds := 6
	if depth == 0 {
		kinds = 4 // nothing with something inside
	}
	switch rapid.IntRange(0, kinds).Draw(t, "kind") {
	case 0:
		return nil
	case 1:
		return rapid.Bool().Draw(t, "bool")
	case 2:
		return rapid.Float64Range(-math.MaxFloat64, math.MaxFloat64).Draw(t, "number")
	case 3, 4:
		return rapid.String().Draw(t, "text")
	case 5:
		list := []any{}
		for range rapid.IntRange(0, 3).Draw(t, "elements") {
			list = append(list, draw(t, depth-1))
		}
		return list
	}
	m := map[string]any{}
	for range rapid.IntRange(0, 3).Draw(t, "members") {
		m[rapid.String().Draw(t, "name")] = draw(t, depth-1)
	}
	return m
}

// Whatever JSON is taken apart, with white space or without: what is written of it
// is what encoding/json writes, and its strings are those of encoding/json.
func TestValue_SaysWhatEncodingJSONSays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		compact, err := json.Marshal(draw(t, 4))
		if err != nil {
			t.Fatal(err)
		}
		indent := rapid.SampledFrom([]string{"", " ", "\t", "\r\n"}).Draw(t, "white space")
		spread, err := json.MarshalIndent(json.RawMessage(compact), indent, indent)
		if err != nil {
			t.Fatal(err)
		}
		v, err := Parse(spread)
		if err != nil {
			t.Fatal(err)
		}
		openAll(v)
		var want, got any
		if err := json.Unmarshal(compact, &want); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(v.Append(nil), &got); err != nil {
			t.Fatalf("%v in %s", err, v)
		}
		a, _ := json.Marshal(want)
		b, _ := json.Marshal(got)
		if string(a) != string(b) || strings.ContainsAny(v.String(), "\r\n\t") {
			t.Fatalf("%s, want %s", v, compact)
		}
	})
}

func TestQuote_AsJSONStringify(t *testing.T) {
	for text, want := range map[string]string{
		"":                     `""`,
		"a\"b\\c/":             `"a\"b\\c/"`,
		"\b\f\n\r\t\x00\x1f":   `"\b\f\n\r\t\u0000\u001f"`,
		"\x7fé\u2028🎬\ufeff<>": "\"\x7fé\u2028🎬\ufeff<>\"",
	} {
		if got := Quote(text); got != want {
			t.Errorf("%q is %s, want %s", text, got, want)
		}
		if got := New(want).Text(); got != text {
			t.Errorf("%s says %q, want %q", want, got, text)
		}
	}
	if got := New("1").Text(); got != "" {
		t.Errorf("a number says %q, want nothing", got)
	}
}
