package connect

import (
	"context"
	"log/slog"

	"github.com/twmb/franz-go/pkg/kgo"
)

// Log forwards the client's warnings and errors to a logger.
type Log struct{ To *slog.Logger }

// Level implements [kgo.Logger].
func (l Log) Level() kgo.LogLevel { return kgo.LogLevelWarn }

// Log implements [kgo.Logger].
func (l Log) Log(level kgo.LogLevel, msg string, keyvals ...any) {
	at := slog.LevelWarn
	if level == kgo.LogLevelError {
		at = slog.LevelError
	}
	for i, v := range keyvals {
		if err, ok := v.(error); ok {
			keyvals[i] = RedactAuthError(err)
		}
	}
	l.To.Log(context.Background(), at, "kafka client: "+msg, keyvals...)
}
