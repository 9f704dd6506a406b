package broker

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"

	"github.com/twmb/franz-go/pkg/kfake"
)

func TestLevels(t *testing.T) {
	var log bytes.Buffer
	l := &logger{to: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))}
	for level, want := range map[kfake.LogLevel]string{
		kfake.LogLevelError: "level=ERROR", kfake.LogLevelWarn: "level=WARN",
		kfake.LogLevelInfo: "level=INFO", kfake.LogLevelDebug: "level=DEBUG",
	} {
		log.Reset()
		l.Logf(level, "member %s", "m-1")
		if line := log.String(); !strings.Contains(line, want) || !strings.Contains(line, `msg="member m-1"`) {
			t.Errorf("logged %q, want %s", line, want)
		}
	}
	if l.failure() != nil {
		t.Error("an ordinary message is taken for lost state")
	}
}
