//lint:file-ignore SA1019 it is about events that are deprecated.

package kafka

import (
	"fmt"
	"testing"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	playbacks "github.com/mediamesh/events/examples/playback/catalog"
	"github.com/mediamesh/events/examples/playback/catalog/playback"
	"github.com/mediamesh/events/kafka/internal/telemetry"
)

// What was told is told again when the period is over, and those who make up
// producers make no more lines and series than there may be.
func TestDeprecationsAreToldOnceAPeriod(t *testing.T) {
	if newDeprecations(catalog.Registry()) != nil {
		t.Error("there is something to look for, and nothing is deprecated")
	}
	d := newDeprecations(playbacks.Registry())
	e := events.New("player", playback.Ended{}).Any()
	if found := d.in(&e); len(found) != 1 || found[0].Sunset != "2027-06-30" || found[0].Pointer != "" {
		t.Errorf("found %v", found)
	}
	other := events.New("player", playback.EndedV2{}).Any()
	if found := d.in(&other); found != nil {
		t.Errorf("found %v", found)
	}
	start := time.Unix(0, 0)
	for _, c := range []struct {
		after time.Duration
		tell  bool
	}{{0, true}, {time.Minute, false}, {time.Hour - 1, false}, {time.Hour, true}, {time.Hour + 1, false}} {
		if _, tell := d.label(&e, "", start.Add(c.after)); tell != c.tell {
			t.Errorf("after %v: %v, want %v", c.after, tell, c.tell)
		}
	}
	told := 0
	for i := range 1_000 {
		e.Metadata.Source = fmt.Sprintf("player-%d", i)
		if _, tell := d.label(&e, "", start); tell {
			told++
		}
	}
	if told != telemetry.MaxSources { // less the one before, and with the one for all others
		t.Errorf("%d lines, want %d", told, telemetry.MaxSources)
	}
}
