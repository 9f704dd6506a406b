package wire_test

import (
	"bytes"
	"encoding/json"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/mediamesh/events/wire"
)

// own is a struct of a service's own.
type own struct {
	Count   wire.Optional[int64]     `json:"count,omitzero"`
	Note    wire.Optional[string]    `json:"note"`
	At      wire.Optional[time.Time] `json:"at,omitzero"`
	Sizes   wire.Map[float64]        `json:"sizes,omitzero"`
	Filters wire.JSON                `json:"filters,omitempty"`
	Unknown wire.Unknown             `json:"unknown,omitzero"`
}

func TestOwnStructs_RoundTripThroughEncodingJSON(t *testing.T) {
	for _, test := range []struct {
		name string
		v    own
		json string
	}{
		{"all absent", own{}, `{"note":null}`},
		{"zero values", own{
			Count: wire.Some[int64](0), Note: wire.Some(""), At: wire.Some(time.Unix(0, 0).UTC()), Sizes: wire.Map[float64]{}, Filters: "null", Unknown: "",
		}, `{"count":0,"note":"","at":"1970-01-01T00:00:00Z","sizes":{},"filters":null}`},
		{"values", own{
			Count: wire.Some[int64](-5), Note: wire.Some("a<b & \u2028"), Sizes: wire.Map[float64]{{"z", 1}, {"a\"", 0.5}}, Filters: `{"x":[1e400]}`, Unknown: `"b":1,"a":{"c":[]}`,
		}, `{"count":-5,"note":"a<b & ` + "\u2028" + `","sizes":{"z":1,"a\"":0.5},"filters":{"x":[1e400]},"unknown":{"b":1,"a":{"c":[]}}}`},
	} {
		t.Run(test.name, func(t *testing.T) {
			var b bytes.Buffer
			enc := json.NewEncoder(&b)
			enc.SetEscapeHTML(false)
			if err := enc.Encode(test.v); err != nil {
				t.Fatal(err)
			}
			// encoding/json escapes U+2028 whatever SetEscapeHTML says.
			got := bytes.ReplaceAll(bytes.TrimSpace(b.Bytes()), []byte(`\u2028`), []byte("\u2028"))
			if string(got) != test.json {
				t.Errorf("written as\n%s, want\n%s", got, test.json)
			}
			escaped, err := json.Marshal(test.v)
			if err != nil {
				t.Fatal(err)
			}
			for _, document := range []string{test.json, string(escaped)} {
				var back own
				if err := json.Unmarshal([]byte(document), &back); err != nil {
					t.Fatal(err)
				}
				if !reflect.DeepEqual(back, test.v) {
					t.Errorf("%s was read as\n%#v, want\n%#v", document, back, test.v)
				}
			}
		})
	}
}

func TestOwnStructs_NullClears(t *testing.T) {
	v := own{Count: wire.Some[int64](1), Note: wire.Some("x"), Sizes: wire.Map[float64]{{"a", 1}}, Filters: "1", Unknown: `"a":1`}
	if err := json.Unmarshal([]byte(`{"count":null,"note":null,"sizes":null,"filters":null,"unknown":null}`), &v); err != nil {
		t.Fatal(err)
	}
	if want := (own{Filters: wire.Null}); !reflect.DeepEqual(v, want) {
		t.Errorf("%#v, want %#v", v, want)
	}
}

func TestOwnStructs_KeepTheirValueOnErrors(t *testing.T) {
	for _, test := range []struct{ json, err string }{
		{`{"count":"1"}`, "json: cannot unmarshal "},
		{`{"sizes":[]}`, "wire: the document must be an object, not an array"},
		{`{"sizes":{"a":1,"a":2}}`, "wire: /a is there more than once"},
		{`{"sizes":{"a":{"b":1,"b":2}}}`, "wire: /a/b is there more than once"},
		{`{"sizes":{"a":"x"}}`, "json: cannot unmarshal "},
		{`{"unknown":"x"}`, "wire: the document must be an object, not a string"},
		{`{"unknown":{"a":1,"\u0061":2}}`, "wire: /a is there more than once"},
		{"{\"unknown\":{\"a\":\"\xff\"}}", "wire: /a is not valid UTF-8"},
	} {
		v := own{Count: wire.Some[int64](1), Sizes: wire.Map[float64]{{"old", 1}}, Unknown: `"old":1`}
		want := v
		err := json.Unmarshal([]byte(test.json), &v)
		if err == nil || !strings.HasPrefix(err.Error(), test.err) {
			t.Errorf("%s: error %v, want %s", test.json, err, test.err)
		}
		if !reflect.DeepEqual(v, want) {
			t.Errorf("%s: left %#v", test.json, v)
		}
	}
}

func TestMarshalJSON_RefusesMalformedJSON(t *testing.T) {
	for _, test := range []struct {
		v   json.Marshaler
		err string
	}{
		{wire.Some(math.NaN()), "wire: no JSON form: json: unsupported value: NaN"},
		{wire.Map[int]{{"a", 1}, {"b", 2}, {"a", 3}}, "wire: /a is there more than once"},
		{wire.Map[int]{{"\xff", 1}}, "wire: /\ufffd has a name that is not valid UTF-8"},
		{wire.Map[float64]{{"a", math.Inf(1)}}, "wire: no JSON form: json: unsupported value: +Inf"},
		{wire.Unknown(`"a":1},{"b":2`), "wire: the document is malformed at byte 5: expected a comma between fields"},
		{wire.Unknown(`"a":1,"a":2`), "wire: /a is there more than once"},
		{wire.Unknown(`a`), "wire: the document is malformed at byte 0: expected a field's name in quotes"},
	} {
		if got, err := test.v.MarshalJSON(); err == nil || err.Error() != test.err {
			t.Errorf("%#v: %s, %v, want error %s", test.v, got, err, test.err)
		}
	}
}
