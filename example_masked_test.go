package events_test

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/auth"
)

// Personal data does not reach logs. What calls json.Marshal is given the event by Masked.
func ExampleMasked() {
	e := events.New("identity-service", auth.PasswordChanged{
		UserID: "u-1", Email: "ada@example.com", ChangedBy: "u-1", ChangedAt: time.Date(2026, 1, 31, 12, 0, 0, 0, time.UTC),
	})

	log := slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: withoutTime}))
	log.Info("password changed", "payload", e.Payload)
	fmt.Printf("%+v\n", e.Payload)

	line, _ := json.Marshal(map[string]any{"payload": events.Masked(e.Payload)})
	fmt.Println(string(line))
	// Output:
	// level=INFO msg="password changed" payload.userId=u-1 payload.email=*** payload.changedBy=u-1 payload.changedAt=2026-01-31T12:00:00.000Z
	// {"userId":"u-1","email":"***","changedBy":"u-1","changedAt":"2026-01-31T12:00:00.000Z"}
	// {"payload":{"userId":"u-1","email":"***","changedBy":"u-1","changedAt":"2026-01-31T12:00:00.000Z"}}
}

// withoutTime leaves out the time of a line.
func withoutTime(groups []string, a slog.Attr) slog.Attr {
	if len(groups) == 0 && a.Key == slog.TimeKey {
		return slog.Attr{}
	}
	return a
}
