package dynamic_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/internal/dynamic"
)

// A payload alone is the same JSON as that of the compiled catalog, and refuses the same.
func TestPayload_JSONAgreesWithGeneratedCode(t *testing.T) {
	c := theContract(t)
	reg := registry(t, c)
	for _, e := range c.Events() {
		for _, ex := range e.Examples {
			compiled, err := catalog.Decode(ex.JSON)
			if err != nil {
				t.Fatal(err)
			}
			decoded, err := reg.Decode(ex.JSON)
			if err != nil {
				t.Fatal(err)
			}
			want, _ := json.Marshal(compiled.Payload)
			got, err := json.Marshal(decoded.Payload)
			if string(got) != string(want) || err != nil {
				t.Errorf("%s: written as\n%s, %v, want\n%s", ex.Pos, got, err, want)
			}
			if got, want := fmt.Sprintf("%v", decoded.Payload), fmt.Sprintf("%v", compiled.Payload); got != want {
				t.Errorf("%s: printed as\n%s, want\n%s", ex.Pos, got, want)
			}
			if err := json.Unmarshal(want, decoded.Payload); err != nil {
				t.Errorf("%s: %v", ex.Pos, err)
			} else if got, err := json.Marshal(decoded.Payload); string(got) != string(want) || err != nil {
				t.Errorf("%s: read as\n%s, %v, want\n%s", ex.Pos, got, err, want)
			}
			err = json.Unmarshal([]byte(`{"x":1}`), decoded.Payload)
			if want := json.Unmarshal([]byte(`{"x":1}`), compiled.Payload); errorText(err) != errorText(want) {
				t.Errorf("%s: error %v, want %v", ex.Pos, err, want)
			}
		}
	}
	const unknown = "dynamic: a payload that was not decoded has no event type"
	if _, err := new(dynamic.Payload).MarshalJSON(); err == nil || err.Error() != unknown {
		t.Errorf("error %v, want %s", err, unknown)
	}
	if err := json.Unmarshal([]byte(`{}`), new(dynamic.Payload)); err == nil || err.Error() != unknown {
		t.Errorf("error %v, want %s", err, unknown)
	}
}
