package telemetry

import (
	"bytes"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/deadletter"
	"github.com/mediamesh/events/kafka/internal/record"
)

// from is a record of a producer.
func from(source string) *kgo.Record {
	return &kgo.Record{Topic: "t", Headers: []kgo.RecordHeader{{Key: record.EventSource, Value: []byte(source)}}}
}

// lines is what was logged since it was last taken.
type lines struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(p)
}

func (l *lines) take() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	defer l.buf.Reset()
	return l.buf.String()
}

// TestLogLimiter logs ten lines of a kind in a minute, and then how many more there were.
func TestLogLimiter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, out := NewLogLimiter(), new(lines)
		logger := slog.New(slog.NewTextHandler(out, &slog.HandlerOptions{
			ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
				if a.Key == slog.TimeKey {
					return slog.Attr{}
				}
				return a
			},
		}))
		stop := l.Watch(logger, "g")
		passed := 0
		flood := func(n int, reason string, rec *kgo.Record) {
			for range n {
				if l.Allow("kafka: dead letter", reason, rec, time.Now()) {
					passed++
				}
			}
		}
		expect := func(when string, count int, text string) {
			t.Helper()
			synctest.Wait()
			if got := out.take(); passed != count || got != text {
				t.Errorf("%s: %d lines were logged, want %d, and\n%s\nwant\n%s", when, passed, count, got, text)
			}
			passed = 0
		}
		more := func(n int, reason, source string) string {
			return fmt.Sprintf("level=WARN msg=\"kafka: similar log lines suppressed\" count=%d message=\"kafka: dead letter\" reason=%s topic=t source=%s group=g\n", n, reason, source)
		}
		flood(20_000, deadletter.ReasonInvalid, from("cms"))
		flood(3, deadletter.ReasonHandlerFailed, from("cms"))
		flood(10, deadletter.ReasonInvalid, from("ingest"))
		time.Sleep(linePeriod - time.Second)
		expect("within the period", 23, "")
		time.Sleep(2 * time.Second)
		expect("after it", 0, more(19_990, "invalid", "cms"))
		flood(12, deadletter.ReasonInvalid, from("cms"))
		expect("in the next", 10, "")
		stop()
		expect("at the end", 0, more(2, "invalid", "cms"))
	})
}

// TestLogLimiter_OfManyProducers keeps count of a hundred producers, and of all others
// together.
func TestLogLimiter_OfManyProducers(t *testing.T) {
	l := NewLogLimiter()
	now := time.Now()
	for i := range 100_000 {
		l.Allow("kafka: dead letter", deadletter.ReasonInvalid, from(fmt.Sprint(i)), now)
	}
	l.Allow("kafka: dead letter", deadletter.ReasonInvalid, from(strings.Repeat("x", 1000)), now)
	l.Allow("kafka: dead letter", deadletter.ReasonInvalid, from("evil\n::error"), now)
	l.Allow("kafka: dead letter", deadletter.ReasonInvalid, &kgo.Record{Topic: "t"}, now)
	if len(l.kinds) != MaxSources+2 {
		t.Errorf("%d kinds are kept", len(l.kinds))
	}
	if left := l.over(now.Add(linePeriod)); len(left) != 1 || left[lineKind{"kafka: dead letter", deadletter.ReasonInvalid, "t", otherSource}] != 100_002-MaxSources-maxLines {
		t.Errorf("left out are %v", left)
	}
	if len(l.kinds) != 0 {
		t.Errorf("%d kinds are kept", len(l.kinds))
	}
	if !(*LogLimiter)(nil).Allow("x", deadletter.ReasonInvalid, &kgo.Record{}, now) {
		t.Error("without a limit, a line is not logged")
	}
}
