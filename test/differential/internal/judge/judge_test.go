package judge

import (
	"strings"
	"testing"

	"github.com/mediamesh/events"
)

func TestPointers(t *testing.T) {
	long := strings.Repeat("é", 100)
	for _, test := range []struct {
		path []string
		want string
	}{
		{nil, ""},
		{[]string{"payload", "a/b~c", ""}, "/payload/a~1b~0c/"},
		{[]string{long}, "/" + strings.Repeat("é", 64) + "…"},
	} {
		if got := pointer(test.path); got != test.want {
			t.Errorf("%q: got %s, want %s", test.path, got, test.want)
		}
	}
	whole := "/payload/a~1b~0c/" + long
	if got, want := shortened(whole), "/payload/a~1b~0c/"+strings.Repeat("é", 64)+"…"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestSyntax(t *testing.T) {
	for text, sound := range map[string]bool{
		`{"a":[1,{"b":null}]}`: true, ` 1e400 `: true, `"\ud83c\udfac"`: true,
		``: false, `{"a":1,"\u0061":2}`: false, `"\ud800"`: false, "\"\xff\"": false, `1 2`: false, `[1,]`: false, "\ufeff1": false,
	} {
		var s Syntax
		s.Read([]byte(text))
		if (s.Err == nil) != sound {
			t.Errorf("%q: %v", text, s.Err)
		}
		if s.OnlyRepeats([]byte(text)) != strings.Contains(text, "0061") {
			t.Errorf("%q: repeats", text)
		}
	}
	var s Syntax
	s.Read([]byte(`{"metadata":{"eventType":"content.created","x":[[1]]}}`))
	if s.Depth != 4 || s.EventType() != "content.created" {
		t.Errorf("depth %d, type %s", s.Depth, s.EventType())
	}
}

// An error of each sort is told for what it is.
func TestOurs(t *testing.T) {
	event := func(name, version, payload string) []byte {
		return []byte(`{"metadata":{"eventId":"e","eventType":"` + name + `","eventVersion":"` + version + `","timestamp":"2026-01-02T03:04:05Z","source":"s"},"payload":` + payload + `}`)
	}
	for _, test := range []struct {
		data []byte
		want string
	}{
		{event("content.invented", "1.0.0", "{}"), "an unknown type"},
		{event("content.deleted", "2.0.0", "{}"), "another major version"},
		{event("content.deleted", "1.0", "[]"), "violations at /metadata/eventVersion /payload"},
		{event("content.deleted", "1.0", `{"a":1,"a":2}`), "unsound: [duplicateKey]"},
	} {
		got, err := Decode(test.data)
		if err != nil || got.String() != test.want {
			t.Errorf("%s: %v, %v, want %s", test.data, got, err, test.want)
		}
	}
	got, err := Unmarshal("content.deleted", event("content.created", "2.0.0", "{}"), events.DecodeOptions{})
	if err != nil || !got.Verdict.Has("/metadata/eventType") || !got.Verdict.Has("/metadata/eventVersion") || got.Unsupported {
		t.Errorf("%v, %v", got, err)
	}
}
