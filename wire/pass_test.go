package wire

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// FuzzPass compares the quick look with the thorough one: what passes is sound
// and ends where it should, and what is not loose is in JSON.stringify's form.
func FuzzPass(f *testing.F) {
	for _, text := range []string{
		`{"a":[1,-2.50,{"b":"\u0041\n","c":null}],"d":true}`, `{"a":1,"a":2}`, `[1,]`, `{"a":1,}`, `{,}`, `[,1]`, `"é\ud83d\ude00"`, "\"\xff\"",
		`{"\u0061":1,"a":2}`, `-0`, `0.5`, `01`, `1e5`, ` [ 1 , 2 ] `, `{"a" : 1}`, `tru`, `[[[[`, `"\q"`, "\"a\tb\"", `{"a"}`, `{"a":}`, `[1 2]`, ``, `12`,
		`{"a":0,"b":0,"c":0,"d":0,"e":0,"f":0,"g":0,"h":0,"i":0,"j":0,"k":0,"l":0,"m":0,"n":0,"o":0,"p":0,"q":0}`,
	} {
		f.Add(text)
	}
	suite, err := os.ReadFile("testdata/jsontestsuite/test_parsing.ndjson")
	if err != nil {
		f.Fatal(err)
	}
	for line := range bytes.Lines(suite) {
		var c struct{ Document string }
		if err := json.Unmarshal(line, &c); err != nil {
			f.Fatal(err)
		}
		f.Add(c.Document)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r, i := NewReader([]byte(text))
		defer r.Release()
		if i == Fault {
			return
		}
		quick := r.pass(i)
		if quick == no {
			return
		}
		loose := r.loose
		if end := r.inspect(i); end != quick || !r.OK() {
			list, _ := r.Violations()
			t.Fatalf("%q passes up to %d; inspected, it ends at %d: %v", text, quick, end, list)
		}
		if canonical := string(appendCanonical(nil, readText(text[i:quick]))); !loose && canonical != text[i:quick] {
			t.Fatalf("%q is not loose, but canonically %q", text[i:quick], canonical)
		}
	})
}

// What is sound and not rare must pass, or the quick look would be for nothing.
func TestSoundValuesPass(t *testing.T) {
	for _, text := range []string{
		`{"a":[1,-2.5,{"b":"x\n\u0041","c":null}],"d":true,"é":"ü"}`, `[]`, `{}`, `[[],{}]`, `"` + "12345678" + `"`, ` [ 1 , 2.0 ] `, `{ "a" : 1 , "b" : false }`, `-1e5`,
		`{"a":0,"b":0,"c":0,"d":0,"e":0,"f":0,"g":0,"h":0,"i":0,"j":0,"k":0,"l":0,"m":0,"n":0,"o":0,"p":0}`,
		"[" + strings.Repeat("{},[],", MaxDepth) + "{}]", // none is inside another
	} {
		r, i := NewReader([]byte(text))
		if end := r.pass(i); space(text, max(end, 0)) != len(text) {
			t.Errorf("%s: pass gives %d", text, end)
		}
		r.Release()
	}
}
