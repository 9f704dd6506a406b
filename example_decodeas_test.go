package events_test

import (
	"fmt"
	"math"
	"strings"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/examples/playback/catalog"
	"github.com/mediamesh/events/examples/playback/catalog/playback"
)

// toMilliseconds leads to 2.0.0, where a device is an object that must be there.
func toMilliseconds(p playback.Started) (playback.StartedV2, error) {
	device := playback.Device{Kind: playback.DeviceKindUnknown} // 1.0.0 named none
	if p.Device != "" {
		kind, name, _ := strings.Cut(p.Device, "/") // a kind that 2.0.0 lacks is refused by its contract
		device = playback.Device{Kind: playback.DeviceKind(strings.ToUpper(kind)), Name: name}
	}
	return playback.StartedV2{
		SessionID:  p.SessionID,
		ContentID:  p.ContentID,
		ViewerID:   p.UserID,
		StartedAt:  p.StartedAt,
		PositionMs: int64(math.Round(p.Position * 1000)),
		Device:     device,
		Unknown:    p.Unknown.Without("viewerId", "positionMs"),
	}, nil
}

// Read events of every major version as the newest, so that only the migration
// knows of the old ones.
func ExampleDecodeAs() {
	reg, err := catalog.Registry().With(events.Upcast(toMilliseconds))
	if err != nil {
		panic(err)
	}
	for _, document := range []string{
		`{"metadata":{"eventId":"evt-1","eventType":"playback.started","eventVersion":"1.0.0","timestamp":"2025-03-01T20:15:00.000Z","source":"player"},` +
			`"payload":{"sessionId":"s-1","contentId":"program-123","startedAt":"2025-03-01T20:15:00.000Z","position":61.5}}`,
		`{"metadata":{"eventId":"evt-2","eventType":"playback.started","eventVersion":"2.0.0","timestamp":"2026-06-01T20:15:00.000Z","source":"player"},` +
			`"payload":{"sessionId":"s-4","contentId":"program-123","startedAt":"2026-06-01T20:15:00.000Z","positionMs":0,"device":{"kind":"TV","name":"Den"}}}`,
	} {
		e, err := events.DecodeAs[playback.StartedV2](reg, []byte(document))
		if err != nil {
			panic(err)
		}
		fmt.Println(e.Metadata.EventID, e.Metadata.EventVersion, e.Payload.PositionMs, e.Payload.Device.Kind)
	}
	// Output:
	// evt-1 2.0.0 61500 UNKNOWN
	// evt-2 2.0.0 0 TV
}
