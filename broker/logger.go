package broker

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"

	"github.com/twmb/franz-go/pkg/kfake"
)

// logger passes on the cluster's log messages, and keeps the first failure to write its
// state: the cluster reports it only in its log.
type logger struct {
	to *slog.Logger // nil for nowhere

	// mu guards the fields below.
	mu     sync.Mutex
	failed error
}

// Logf implements [kfake.Logger].
func (l *logger) Logf(level kfake.LogLevel, format string, args ...any) {
	if l.to == nil && level > kfake.LogLevelError {
		return
	}
	text := fmt.Sprintf(format, args...)
	if strings.HasPrefix(text, "persist to disk: ") || strings.HasPrefix(text, "save session state: ") {
		l.mu.Lock()
		if l.failed == nil {
			l.failed = errors.New(text)
		}
		l.mu.Unlock()
	}
	if l.to != nil {
		l.to.Log(context.Background(), slogLevel(level), text)
	}
}

// failure returns why the cluster's state was not written, nil if it was.
func (l *logger) failure() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.failed
}

func slogLevel(level kfake.LogLevel) slog.Level {
	switch level {
	case kfake.LogLevelError:
		return slog.LevelError
	case kfake.LogLevelWarn:
		return slog.LevelWarn
	case kfake.LogLevelInfo:
		return slog.LevelInfo
	}
	return slog.LevelDebug
}
