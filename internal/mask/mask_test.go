package mask_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/mediamesh/events/internal/mask"
)

const schema = `{"type":"object","properties":{
	"id":{"type":"string"},
	"n":{"type":["number","null"]},
	"email":{"type":"string"},
	"any":{},
	"free":{"type":"object"},
	"map":{"type":"object","additionalProperties":{"type":"object","properties":{"old":{},"name":{"type":"string"}}}},
	"open":{"type":"object","additionalProperties":true},
	"sealed":{"type":"object","additionalProperties":false},
	"list":{"type":["array","null"],"items":{"type":"array","items":{"type":"object","properties":{"name":{},"size":{"type":"integer"}}}}},
	"tuple":{"type":"array","items":[{"type":"string"}]},
	"empty":{"type":"object","properties":{}},
	"ref":{"$ref":"#/definitions/x"}}}`

var personal = []string{"/email", "/map/*/name", "/list/*/*/name", "/free/ip"}

func TestMask_Append(t *testing.T) {
	m := mask.New(schema, personal)
	for _, test := range []struct{ name, document, want string }{
		{"declared", `{"id":"a","n":-1.5e3}`, `{"id":"a","n":-1.5e3}`},
		{"personal", `{"email":"x@y.z","id":"a"}`, `{"email":"***","id":"a"}`},
		{"null is shown", `{"email":null,"other":null,"id":null,"list":null}`, `{"email":null,"other":null,"id":null,"list":null}`},
		{"unknown", `{"x":1,"y":{"id":"a"},"z":["\"}]"],"id":"b"}`, `{"x":"***","y":"***","z":"***","id":"b"}`},
		{"white space", " {\n\t\"id\" : \"a b\" ,\r\n \"any\" : [ 1 , { } ] } ", `{"id":"a b","any":[1,{}]}`},
		{"escaped names", `{"em\u0061il":"x","\u0069d":"a","a\"\\":1}`, `{"em\u0061il":"***","\u0069d":"a","a\"\\":"***"}`},
		{"repeated names", `{"email":"x","email":"y"}`, `{"email":"***","email":"***"}`},
		{"any JSON", `{"any":{"email":"x","l":[true,[],"\\"]}}`, `{"any":{"email":"x","l":[true,[],"\\"]}}`},
		{"map", `{"map":{"email":{"old":"a","name":"b","c":1},"":{}}}`, `{"map":{"email":{"old":"a","name":"***","c":"***"},"":{}}}`},
		{"open map", `{"open":{"a":1},"sealed":{"a":1}}`, `{"open":{"a":1},"sealed":{"a":"***"}}`},
		{"lists", `{"list":[[{"name":"a","size":1},{}],[]]}`, `{"list":[[{"name":"***","size":1},{}],[]]}`},
		{"personal beside what no schema declares", `{"free":{"ip":"1.1.1.1","a":2}}`, `{"free":{"ip":"***","a":"***"}}`},
		{"another kind of value", `{"id":{"email":"x"},"n":["x"],"map":"x","list":{"name":"x"},"empty":"x"}`, `{"id":"***","n":"***","map":"***","list":"***","empty":"***"}`},
		{"another kind of element", `{"list":["x",[1,{"size":{"x":1}}]],"map":{"a":"x"}}`, `{"list":["***",["***",{"size":"***"}]],"map":{"a":"***"}}`},
		{"no fields", `{"empty":{"a":1}}`, `{"empty":{"a":"***"}}`},
		{"keywords that are not known", `{"ref":{"a":1},"tuple":["a",1]}`, `{"ref":"***","tuple":["***","***"]}`},
		{"no object", `"x"`, `"***"`},
		{"a list", `["x"]`, `"***"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, ok := m.Append([]byte("before "), []byte(test.document))
			if want := "before " + test.want; string(got) != want || !ok {
				t.Errorf("%s, %v, want\n%s", got, ok, want)
			}
		})
	}
	for _, document := range []string{"", "{", `{"id":}`, `{} x`, "\x00"} {
		if got, ok := m.Append([]byte("a"), []byte(document)); string(got) != "a" || ok {
			t.Errorf("%q: %s, %v", document, got, ok)
		}
	}
}

func TestMask_At(t *testing.T) {
	m := mask.New(schema, append(personal, "/any"))
	for _, test := range []struct{ at, document, want string }{
		{"", `{"email":"x"}`, `{"email":"***"}`},
		{"/map/*", `{"name":"x","old":1}`, `{"name":"***","old":1}`},
		{"/list/*/*", `{"name":"x","size":1}`, `{"name":"***","size":1}`},
		{"/any", `{"a":1}`, `"***"`},
		{"/any/a", `1`, `"***"`},
		{"/nowhere/a", `1`, `"***"`},
	} {
		if got, ok := m.At(test.at).Append(nil, []byte(test.document)); string(got) != test.want || !ok {
			t.Errorf("%s: %s, want %s", test.at, got, test.want)
		}
	}
}

func TestNew_MasksAllOfASchemaThatItCannotRead(t *testing.T) {
	for _, schema := range []string{"", "{", "true", `{"anyOf":[{}]}`, `{"properties":[]}`} {
		if got, ok := mask.New(schema, []string{"/a"}).Append(nil, []byte(`{"a":1}`)); string(got) != `"***"` || !ok {
			t.Errorf("%s: %s, %v", schema, got, ok)
		}
	}
}

// A document is masked to JSON of the same shape, in time in proportion to its length.
func FuzzAppend(f *testing.F) {
	f.Add(`{"id":"a","list":[[{"name":"x"}]],"x":{"y":[1,"\"",null]}}`)
	f.Add(" [ { } , \"\\\\\" ] ")
	m := mask.New(schema, personal)
	f.Fuzz(func(t *testing.T, document string) {
		got, ok := m.Append(nil, []byte(document))
		if ok != json.Valid([]byte(document)) {
			t.Fatalf("%q: %v", document, ok)
		}
		if !ok {
			return
		}
		if !json.Valid(got) {
			t.Errorf("%q was masked as %q", document, got)
		}
		if again, _ := m.Append(nil, got); string(again) != string(got) {
			t.Errorf("%q was masked as %q, and that as %q", document, got, again)
		}
		_ = mask.LogValue(got).String()
		if wrapped, _ := m.Append(nil, []byte(`{"email":`+document+`}`)); strings.TrimSpace(document) != "null" && string(wrapped) != `{"email":"***"}` {
			t.Errorf("%q was masked as %q", document, wrapped)
		}
	})
}
