//go:build unix

package load

import (
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/test/chaos/journal"
)

// Each way to spoil an event is refused by the library, and an event that is
// not to be spoilt is not.
func TestSpoil(t *testing.T) {
	for seq := 1; seq <= 5; seq++ {
		sound := pending{event: event{key: "k", seq: seq, kind: journal.Normal}, attempt: 1}
		value, err := events.Marshal(sound.message())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := catalog.Decode(sound.spoil(value)); err != nil {
			t.Errorf("sound event %d: %v", seq, err)
		}
		bad := event{key: "k", seq: seq, kind: journal.Invalid}
		if _, err := catalog.Decode(bad.spoil(value)); err == nil {
			t.Errorf("invalid event %d is valid: %s", seq, bad.spoil(value))
		}
	}
}
