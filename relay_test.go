package events_test

import (
	"reflect"
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/examples/playback/catalog"
	"github.com/mediamesh/events/examples/playback/catalog/playback"
	old "github.com/mediamesh/events/examples/playback/old/catalog"
	oldplayback "github.com/mediamesh/events/examples/playback/old/catalog/playback"
	"github.com/mediamesh/events/internal/contract"
	"pgregory.net/rapid"
)

// What 1.1.0 added, and whatever else a later minor version may, goes through a
// service of 1.0.0 to the byte, so that one of 1.1.0 sees the same event.
func TestRelayThroughAnOlderMinor(t *testing.T) {
	document := parse(startedFull(t)).without("/payload/device")
	rapid.Check(t, func(t *rapid.T) {
		document.with("/metadata/eventVersion", `"`+rapid.SampledFrom([]string{"1.1.0", "1.1.9", "1.12.0"}).Draw(t, "version")+`"`)
		x := extras{}
		for _, pointer := range []string{"", "/metadata", "/payload"} {
			x[document.at(pointer)] = drawExtras(t)
		}
		payload := document.field("payload")
		x[payload] = rapid.Permutation(append(x[payload], drawDevice(t))).Draw(t, "order")
		text, want := x.scattered(t, document), x.gathered(document)

		relayed := throughOld(t, text)
		if relayed != want {
			t.Fatalf("%s is relayed as\n%s\nwant\n%s", text, relayed, want)
		}
		if again := throughOld(t, relayed); again != want {
			t.Fatalf("%s is relayed as\n%s", relayed, again)
		}
		sameStarted(t, text, relayed)
	})
}

// startedFull is the contract's example of playback.started 1.1.0 with a device.
func startedFull(t *testing.T) []byte {
	t.Helper()
	c, err := contract.Read("examples/playback/contract")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range c.Events() {
		for _, ex := range e.Examples {
			if e.Version == "1.1.0" && ex.Name == "full" {
				return ex.JSON
			}
		}
	}
	t.Fatal("no full example of playback.started 1.1.0")
	return nil
}

var deviceText = rapid.StringOfN(rapid.SampledFrom([]rune("ab/\"\\\n\x00\x7fé\u2028😀")), 1, 110, -1)

// drawDevice draws the field that is new in 1.1.0, in any spelling.
func drawDevice(t *rapid.T) string {
	device := "null"
	if rapid.IntRange(0, 4).Draw(t, "device") > 0 {
		device = spelt(t, deviceText.Draw(t, "text"))
	}
	return spelt(t, "device") + oddSpace.Draw(t, "before colon") + ":" + oddSpace.Draw(t, "after colon") + device
}

// throughOld decodes and encodes a document by the contract of 1.0.0.
func throughOld(t *rapid.T, text string) string {
	e, err := old.Decode([]byte(text))
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	out, err := events.MarshalString(e)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	typed, err := events.UnmarshalString[oldplayback.Started](text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	if same, err := events.MarshalString(typed); same != out || err != nil {
		t.Fatalf("typed, %s is written as\n%s, %v\nwant\n%s", text, same, err, out)
	}
	return out
}

// sameStarted checks that two documents are one event to a service of 1.1.0.
func sameStarted(t *rapid.T, a, b string) {
	want, err := catalog.Decode([]byte(a))
	if err != nil {
		t.Fatalf("%s: %v", a, err)
	}
	got, err := catalog.Decode([]byte(b))
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Fatalf("decoded, these differ, %v:\n%s\n%s", err, a, b)
	}
	if _, ok := got.Payload.(*playback.Started); !ok {
		t.Fatalf("%s is a %T", b, got.Payload)
	}
}
