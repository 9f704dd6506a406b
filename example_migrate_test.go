package events_test

import (
	"fmt"
	"strings"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/examples/playback/catalog"
	"github.com/mediamesh/events/examples/playback/catalog/playback"
)

// toSeconds leads back to 1.1.0, which counted in seconds and named a device in
// one string.
func toSeconds(p playback.StartedV2) (playback.Started, error) {
	device := ""
	if p.Device.Kind != playback.DeviceKindUnknown {
		device = strings.ToLower(string(p.Device.Kind)) + "/" + p.Device.Name
	}
	return playback.Started{
		SessionID: p.SessionID,
		ContentID: p.ContentID,
		UserID:    p.ViewerID,
		StartedAt: p.StartedAt,
		Position:  float64(p.PositionMs) / 1000,
		Device:    device,
		// Carried over, or they would be lost; less the names that 1.1.0
		// declares, or those would be there twice.
		Unknown: p.Unknown.Without("userId", "position"),
	}, nil
}

// Serve an event to a reader that pins an older major version. The result is
// validated by that version's contract.
func ExampleRegistry_Migrate() {
	reg, err := catalog.Registry().With(events.Downcast(toSeconds))
	if err != nil {
		panic(err)
	}
	e, err := reg.Decode([]byte(`{"metadata":{"eventId":"evt-1","eventType":"playback.started","eventVersion":"2.0.0","timestamp":"2026-06-01T20:15:00.000Z","source":"player"},` +
		`"payload":{"sessionId":"s-4","contentId":"program-123","startedAt":"2026-06-01T20:15:00.000Z","positionMs":61500,"device":{"kind":"TV","name":"Den"}}}`))
	if err != nil {
		panic(err)
	}
	pinned, err := reg.Migrate(e, "1.1.0")
	if err != nil {
		panic(err)
	}
	text, err := events.MarshalString(pinned)
	fmt.Println(text, err)
	// Output: {"metadata":{"eventId":"evt-1","eventType":"playback.started","eventVersion":"1.1.0","timestamp":"2026-06-01T20:15:00.000Z","source":"player"},"payload":{"sessionId":"s-4","contentId":"program-123","startedAt":"2026-06-01T20:15:00.000Z","position":61.5,"device":"tv/Den"}} <nil>
}
