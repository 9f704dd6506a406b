//lint:file-ignore SA1019 it is about events that are deprecated.

package migrate_test

import (
	"fmt"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/examples/playback/catalog/playback"
	"github.com/mediamesh/events/migrate"
)

// Steps are a migration and its way back. A contract declares them under
// migration:, and its catalog registers them; here they are given in Go.
func ExampleRewrite() {
	reg, err := events.NewRegistry(playback.Ended{}.EventType(), playback.EndedV2{}.EventType())
	if err != nil {
		panic(err)
	}
	reg, err = reg.With(migrate.Rewrite(playback.Ended{}.EventType(), playback.EndedV2{}.EventType(),
		migrate.Rename("userId", "viewerId"),
		migrate.Convert("position", "positionMs", 1000).Loses("fractions of a millisecond"),
		migrate.Move("deviceName", "device.name"),
		migrate.Default("device.kind", `"UNKNOWN"`),
		migrate.MapValues("reason", "done", "FINISHED", "left", "STOPPED"),
		migrate.MapValues("reason", "FAILED", "STOPPED").Back(), // 1.x has no FAILED; applied first in the downgrade
		migrate.Drop("player"),
	)...)
	if err != nil {
		panic(err)
	}
	e, err := events.DecodeAs[playback.EndedV2](reg, []byte(`{"metadata":{"eventId":"e-1","eventType":"playback.ended","eventVersion":"1.0.0","timestamp":"2025-09-01T20:16:00.000Z","source":"player"},`+
		`"payload":{"sessionId":"s-2","contentId":"c-9","endedAt":"2025-09-01T20:16:00.000Z","position":61.5,"reason":"left","mood":"good"}}`))
	if err != nil {
		panic(err)
	}
	fmt.Println(e.Payload.PositionMs, e.Payload.Device.Kind, e.Payload.Reason, e.Payload.Unknown)

	e.Payload.Reason = playback.EndReasonFailed
	pinned, err := events.MigrateAs[playback.Ended](reg, e.Any())
	fmt.Println(pinned.Payload.Position, pinned.Payload.Reason, pinned.Payload.Unknown, err)
	// Output:
	// 61500 UNKNOWN STOPPED "mood":"good"
	// 61.5 left "mood":"good" <nil>
}

// An event from before the contract is not an event of any version: its document is
// repaired, and then decoded as ever.
func ExampleRewriteDocument() {
	repaired, err := migrate.RewriteDocument(
		[]byte(`{"metadata":{"eventVersion":"1.0"},"payload":{"jobId":"i-1","bytes":1.50}}`),
		migrate.MapValues("metadata.eventVersion", "1.0", "1.0.0"),
		migrate.Rename("payload.jobId", "payload.ingestId"),
		migrate.Default("payload.filename", `"unknown"`))
	fmt.Println(string(repaired), err)
	// Output: {"metadata":{"eventVersion":"1.0.0"},"payload":{"bytes":1.50,"ingestId":"i-1","filename":"unknown"}} <nil>
}
