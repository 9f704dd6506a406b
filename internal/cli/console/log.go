package console

import (
	"context"
	"log/slog"
	"strings"
	"sync"
)

// Warnings returns the logger for a client's warnings, on standard error.
func (a *App) Warnings() *slog.Logger {
	options := &slog.HandlerOptions{Level: slog.LevelWarn, ReplaceAttr: withoutTime}
	switch {
	case a.Quiet:
		options.Level = slog.LevelError
	case a.Verbose:
		options.Level = slog.LevelDebug
	}
	if a.JSON() {
		return slog.New(&onceHandler{Handler: slog.NewJSONHandler(a.Err, options)})
	}
	return slog.New(&onceHandler{Handler: slog.NewTextHandler(a.Err, options)})
}

// ConsumerLog returns the logger for a consumer's warnings, except those about single
// records: the command prints the violations of records itself.
func (a *App) ConsumerLog() *slog.Logger {
	return slog.New(quietHandler{a.Warnings().Handler()})
}

// quietHandler drops lines about single records.
type quietHandler struct{ slog.Handler }

func (h quietHandler) Handle(ctx context.Context, r slog.Record) error {
	aboutRecord := false
	r.Attrs(func(a slog.Attr) bool {
		aboutRecord = a.Key == "reason"
		return !aboutRecord
	})
	if aboutRecord {
		return nil
	}
	return h.Handler.Handle(ctx, r)
}

// withoutTime drops the time, since the log is read while the command runs.
func withoutTime(groups []string, a slog.Attr) slog.Attr {
	if a.Key == slog.TimeKey && len(groups) == 0 {
		return slog.Attr{}
	}
	return a
}

// onceHandler logs each connection problem once: the client retries several times per
// second, and the command reports its failure at the end.
type onceHandler struct {
	slog.Handler
	// mu guards the fields below.
	mu   sync.Mutex
	seen map[string]bool
}

func (h *onceHandler) Handle(ctx context.Context, r slog.Record) error {
	if strings.HasPrefix(r.Message, "kafka client:") {
		h.mu.Lock()
		again := h.seen[r.Message]
		if h.seen == nil {
			h.seen = make(map[string]bool)
		}
		h.seen[r.Message] = true
		h.mu.Unlock()
		if again {
			return nil
		}
	}
	return h.Handler.Handle(ctx, r)
}
