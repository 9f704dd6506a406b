// Playback shows an event type that lived: 1.0.0, then 1.1.0 with a field more,
// then 2.0.0 with other names, units and structure. Services of each age read
// each other's events, and nothing is lost on the way.
//
//	go run ./examples/playback
package main

import (
	"fmt"
	"io"
	"os"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/examples/playback/catalog/playback"
	old "github.com/mediamesh/events/examples/playback/old/catalog/playback"
)

//go:generate go run ../../internal/gen/generate contract old/contract

func main() {
	if err := run(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

const (
	event100 = `{"metadata":{"eventId":"evt-1","eventType":"playback.started","eventVersion":"1.0.0","timestamp":"2025-03-01T20:15:00.000Z","source":"player"},"payload":{"sessionId":"s-1","contentId":"c-9","userId":"user-456","startedAt":"2025-03-01T20:15:00.000Z","position":61.5}}`
	ended100 = `{"metadata":{"eventId":"evt-3","eventType":"playback.ended","eventVersion":"1.0.0","timestamp":"2025-09-01T20:16:00.000Z","source":"player"},"payload":{"sessionId":"s-2","contentId":"c-9","userId":"user-456","endedAt":"2025-09-01T20:16:00.000Z","position":61.5,"deviceName":"Living room","reason":"left","player":"web/3.1"}}`
	event110 = `{"metadata":{"eventId":"evt-2","eventType":"playback.started","eventVersion":"1.1.0","timestamp":"2025-09-01T20:15:00.000Z","source":"player"},"payload":{"sessionId":"s-2","contentId":"c-9","startedAt":"2025-09-01T20:15:00.000Z","position":0,"device":"tv/Living room"}}`
)

func run(out io.Writer) error {
	reg, err := registry()
	if err != nil {
		return err
	}

	fmt.Fprintln(out, "A service of 1.0.0 relays an event of 1.1.0, whose device it does not know:")
	relayed, err := events.UnmarshalString[old.Started](event110)
	if err != nil {
		return err
	}
	text, err := events.MarshalString(relayed)
	if err != nil {
		return err
	}
	fmt.Fprintln(out, text)

	fmt.Fprintln(out, "\nA service of 2.0.0 reads one of 1.0.0:")
	e, err := events.DecodeAs[playback.StartedV2](reg, []byte(event100))
	if err != nil {
		return err
	}
	if text, err = events.MarshalString(e); err != nil {
		return err
	}
	fmt.Fprintln(out, text)

	fmt.Fprintln(out, "\nA service that pins 1.1.0 is served the same event:")
	pinned, err := reg.Migrate(e.Any(), "1.1.0")
	if err != nil {
		return err
	}
	if text, err = events.MarshalString(pinned); err != nil {
		return err
	}
	fmt.Fprintln(out, text)

	fmt.Fprintln(out, "\nThe contract itself says how an end of playing goes to 2.0.0, and back:")
	ended, err := events.DecodeAs[playback.EndedV2](reg, []byte(ended100))
	if err != nil {
		return err
	}
	if text, err = events.MarshalString(ended); err != nil {
		return err
	}
	fmt.Fprintln(out, text)
	if pinned, err = reg.Migrate(ended.Any(), "1.0.0"); err != nil {
		return err
	}
	if text, err = events.MarshalString(pinned); err != nil {
		return err
	}
	fmt.Fprintln(out, text)

	fmt.Fprintln(out, "\nA service of 1.0.0 refuses the event of 2.0.0:")
	if text, err = events.MarshalString(e); err != nil {
		return err
	}
	_, err = events.UnmarshalString[old.Started](text)
	fmt.Fprintln(out, err)
	return nil
}
