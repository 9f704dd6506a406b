package main

import (
	"fmt"
	"math"
	"strings"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/examples/playback/catalog"
	"github.com/mediamesh/events/examples/playback/catalog/playback"
)

// registry knows both majors, and the way from each to the other.
func registry() (*events.Registry, error) {
	return catalog.Registry().With(events.Upcast(upcast), events.Downcast(downcast))
}

// upcast gives a 1.x event the units, names and structure of 2.0.0. Fields that
// neither version declares are carried over.
func upcast(old playback.Started) (playback.StartedV2, error) {
	device, err := parseDevice(old.Device)
	return playback.StartedV2{
		SessionID:  old.SessionID,
		ContentID:  old.ContentID,
		ViewerID:   old.UserID,
		StartedAt:  old.StartedAt,
		PositionMs: int64(math.Round(old.Position * 1000)),
		Device:     device,
		Unknown:    old.Unknown.Without("viewerId", "positionMs"),
	}, err
}

// parseDevice reads "tv/Living room". Players of 1.0.0 named no device.
func parseDevice(s string) (playback.Device, error) {
	if s == "" {
		return playback.Device{Kind: playback.DeviceKindUnknown}, nil
	}
	kind, name, ok := strings.Cut(s, "/")
	if !ok {
		return playback.Device{}, fmt.Errorf("device is not KIND/NAME")
	}
	return playback.Device{Kind: playback.DeviceKind(strings.ToUpper(kind)), Name: name}, nil
}

// downcast serves readers that still pin 1.x.
func downcast(event playback.StartedV2) (playback.Started, error) {
	old := playback.Started{
		SessionID: event.SessionID,
		ContentID: event.ContentID,
		UserID:    event.ViewerID,
		StartedAt: event.StartedAt,
		Position:  float64(event.PositionMs) / 1000,
		Unknown:   event.Unknown.Without("userId", "position"),
	}
	if event.Device.Kind != playback.DeviceKindUnknown {
		old.Device = strings.ToLower(string(event.Device.Kind)) + "/" + event.Device.Name
	}
	return old, nil
}
