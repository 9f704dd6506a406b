package main

import (
	"math"
	"strings"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/examples/playback/catalog"
	"github.com/mediamesh/events/examples/playback/catalog/playback"
)

// registry knows both majors, and the way from each to the other. That of
// playback.ended is in the contract; that of playback.started takes a text apart,
// which needs code.
func registry() (*events.Registry, error) {
	return catalog.Registry().With(
		events.Upcast(upcast).Loses("/payload/position", "fractions of a millisecond, and what is later than 2^53 of them"),
		events.Downcast(downcast).
			Loses("/payload/device", "what is more than a kind and a name, which have to fit into 110 characters").
			Loses("/payload/positionMs", "milliseconds of positions later than some thousand years, which a float64 rounds"),
	)
}

// latest is where a position is cut off: 2^53 ms, beyond which JavaScript does
// not count. 1.x set no limit.
const latest = 1 << 53

// upcast gives a 1.x event the units, names and structure of 2.0.0. Fields that
// neither version declares are carried over.
func upcast(old playback.Started) (playback.StartedV2, error) {
	return playback.StartedV2{
		SessionID:  old.SessionID,
		ContentID:  old.ContentID,
		ViewerID:   old.UserID,
		StartedAt:  old.StartedAt,
		PositionMs: int64(min(math.Round(old.Position*1000), latest)),
		Device:     parseDevice(old.Device),
		Unknown:    old.Unknown.Without("viewerId", "positionMs"),
	}, nil
}

// kinds are the devices that 1.x named.
var kinds = map[string]playback.DeviceKind{
	"tv": playback.DeviceKindTv, "phone": playback.DeviceKindPhone, "web": playback.DeviceKindWeb,
}

// parseDevice reads "tv/Living room". Players of 1.0.0 named no device, and
// nothing kept those of 1.1.0 from writing what they liked.
func parseDevice(s string) playback.Device {
	kind, name, ok := strings.Cut(s, "/")
	if known, listed := kinds[kind]; ok && listed {
		return playback.Device{Kind: known, Name: name}
	}
	return playback.Device{Kind: playback.DeviceKindUnknown, Name: s}
}

// downcast serves readers that still pin 1.x. What the device has besides, they
// do not get.
func downcast(event playback.StartedV2) (playback.Started, error) {
	return playback.Started{
		SessionID: event.SessionID,
		ContentID: event.ContentID,
		UserID:    event.ViewerID,
		StartedAt: event.StartedAt,
		Position:  float64(event.PositionMs) / 1000,
		Device:    deviceText(event.Device),
		Unknown:   event.Unknown.Without("userId", "position"),
	}, nil
}

func deviceText(d playback.Device) string {
	text := d.Name
	if d.Kind != playback.DeviceKindUnknown {
		text = strings.ToLower(string(d.Kind)) + "/" + d.Name
	}
	if runes := []rune(text); len(runes) > 110 {
		text = string(runes[:110])
	}
	return text
}
