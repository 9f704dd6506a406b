package wire_test

import (
	"encoding/json"
	"testing"
)

// FuzzRoundTrip reads any JSON and writes it. What encoding/json refuses must
// be refused; what is read must come back, meaning the same.
func FuzzRoundTrip(f *testing.F) {
	for _, c := range canonicalForms {
		f.Add(c.text)
	}
	for _, c := range unsound {
		f.Add(c.text)
	}
	for _, c := range malformedNumbers {
		f.Add(c.value)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if _, list := readJSON(text); list != nil {
			for _, v := range list {
				switch v.Rule {
				case "syntax", "utf8", "duplicateKey", "depth", "size":
				default:
					t.Fatalf("%q: %+v is not a fault", text, v)
				}
				if v.Rule == "syntax" && json.Valid([]byte(text)) {
					t.Fatalf("%q is JSON, and refused: %v", text, v)
				}
			}
			return
		}
		if !json.Valid([]byte(text)) {
			t.Fatalf("%q is not JSON, and accepted", text)
		}
		checkRoundTrip(t, text)
	})
}
