//lint:file-ignore SA1019 it is about events that are deprecated.

package deprecation

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

// Deprecations are logged again after the period, and the number of sources does not raise the
// number of log lines and series beyond the limit.
func TestTracker_LogsOnceAPeriod(t *testing.T) {
	if NewTracker(catalog.Registry()) != nil {
		t.Error("there is something to look for, and nothing is deprecated")
	}
	d := NewTracker(playbacks.Registry())
	e := events.New("player", playback.Ended{}).Any()
	if found := d.In(&e); len(found) != 1 || found[0].Sunset != "2027-06-30" || found[0].Pointer != "" {
		t.Errorf("found %v", found)
	}
	other := events.New("player", playback.EndedV2{}).Any()
	if found := d.In(&other); found != nil {
		t.Errorf("found %v", found)
	}
	start := time.Unix(0, 0)
	for _, c := range []struct {
		after time.Duration
		log   bool
	}{{0, true}, {time.Minute, false}, {time.Hour - 1, false}, {time.Hour, true}, {time.Hour + 1, false}} {
		if _, log := d.Label(&e, "", start.Add(c.after)); log != c.log {
			t.Errorf("after %v: %v, want %v", c.after, log, c.log)
		}
	}
	logged := 0
	for i := range 1_000 {
		e.Metadata.Source = fmt.Sprintf("player-%d", i)
		if _, log := d.Label(&e, "", start); log {
			logged++
		}
	}
	if logged != telemetry.MaxSources { // without the one logged before, plus the one for all other sources
		t.Errorf("%d lines, want %d", logged, telemetry.MaxSources)
	}
}
