package dispatch

import (
	"testing"

	"github.com/mediamesh/events"
)

// Version 2 of three major versions has no handler, so the newest version's handler gets it.
func TestHandlers_OfAnotherVersion(t *testing.T) {
	type payload struct{}
	version := func(v string) events.Descriptor {
		return events.NewType(events.Spec[payload]{Name: "a.b", Version: v})
	}
	v1, v2, v3 := version("1.4.0"), version("2.0.0"), version("3.1.0")
	reg, err := events.NewRegistry(v1, v2, v3)
	if err != nil {
		t.Fatal(err)
	}
	called := ""
	handler := func(name string) Prepare {
		return func(*events.Any) (Call, error) {
			called = name
			return nil, nil
		}
	}
	var h Handlers
	for _, err := range []error{h.Add(reg, v3, handler("v3")), h.Add(reg, v1, handler("v1")), h.Add(reg, nil, handler("rest"))} {
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		t    events.Descriptor
		want string
	}{{v1, "v1"}, {v2, "v3"}, {v3, "v3"}, {events.NewType(events.Spec[payload]{Name: "c.d", Version: "1.0.0"}), "rest"}} {
		if _, err := h.Find(c.t)(new(events.Any)); err != nil || called != c.want {
			t.Errorf("%s %s goes to %s, want %s", c.t.Name(), c.t.Version(), called, c.want)
		}
	}
}
