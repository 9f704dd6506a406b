package document

import (
	"strings"
	"testing"
)

func TestTheSpellingIsKept(t *testing.T) {
	const text = `{"b":1.0,"\u0061":[-0,1e+2,"\/\ud83c\udfac",{},[],null,true],"":{"":"é"}}`
	v, err := Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	c := v.Clone()
	v.Members[1].Value.Items[0].Text = "1"
	if got := string(c.Append(nil, nil)); got != text {
		t.Errorf("got %s", got)
	}
	if got := string(v.Append(nil, nil)); got != strings.Replace(text, "-0", "1", 1) {
		t.Errorf("got %s", got)
	}
	spaced := v.Append(nil, func(dst []byte) []byte { return append(dst, ' ') })
	if _, err := Parse(spaced); err != nil || strings.ReplaceAll(string(spaced), " ", "") != string(v.Append(nil, nil)) {
		t.Errorf("got %s, %v", spaced, err)
	}
}

func TestQuoteAndUnquote(t *testing.T) {
	const text = "a\"\\/\b\f\n\r\t\x00\x1f\x7fé\u2028🎬\U0010ffff"
	all := func(rune) bool { return true }
	for _, quoted := range []string{Quote(text, nil), Quote(text, all)} {
		if got, ok := Unquote(quoted); !ok || got != text {
			t.Errorf("%s is %q, %v", quoted, got, ok)
		}
	}
	if got, want := Quote("A/🎬\n", all), `"\u0041\/\ud83c\uDFAC\u000a"`; !strings.EqualFold(got, want) {
		t.Errorf("got %s, want %s", got, want)
	}
	for _, bad := range []string{"", `a"`, `"a`, `"\x"`} {
		if _, ok := Unquote(bad); ok {
			t.Errorf("%s is a string", bad)
		}
	}
}
