package kafka

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
)

// from is a record of a producer.
func from(source string) *kgo.Record {
	return &kgo.Record{Topic: "t", Headers: []kgo.RecordHeader{{Key: HeaderEventSource, Value: []byte(source)}}}
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

// TestFloods logs ten lines of a kind in a minute, and then how many more there were.
func TestFloods(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f, out := newFloods(), new(lines)
		config := &ConsumerConfig{Group: "g", Logger: slog.New(slog.NewTextHandler(out, &slog.HandlerOptions{
			ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
				if a.Key == slog.TimeKey {
					return slog.Attr{}
				}
				return a
			},
		}))}
		stop := f.watch(config)
		passed := 0
		flood := func(n int, reason Reason, rec *kgo.Record) {
			for range n {
				if f.passes("kafka: dead letter", reason, rec, time.Now()) {
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
			return fmt.Sprintf("level=WARN msg=\"kafka: more lines of a kind were not logged\" count=%d message=\"kafka: dead letter\" reason=%s topic=t source=%s group=g\n", n, reason, source)
		}
		flood(20_000, ReasonInvalid, from("cms"))
		flood(3, ReasonHandlerFailed, from("cms"))
		flood(10, ReasonInvalid, from("ingest"))
		time.Sleep(floodPeriod - time.Second)
		expect("within the period", 23, "")
		time.Sleep(2 * time.Second)
		expect("after it", 0, more(19_990, "invalid", "cms"))
		flood(12, ReasonInvalid, from("cms"))
		expect("in the next", 10, "")
		stop()
		expect("at the end", 0, more(2, "invalid", "cms"))
	})
}

// TestFloods_OfManyProducers keeps count of a hundred producers, and of all others
// together.
func TestFloods_OfManyProducers(t *testing.T) {
	f := newFloods()
	now := time.Now()
	for i := range 100_000 {
		f.passes("kafka: dead letter", ReasonInvalid, from(fmt.Sprint(i)), now)
	}
	f.passes("kafka: dead letter", ReasonInvalid, from(strings.Repeat("x", 1000)), now)
	f.passes("kafka: dead letter", ReasonInvalid, from("evil\n::error"), now)
	f.passes("kafka: dead letter", ReasonInvalid, &kgo.Record{Topic: "t"}, now)
	if len(f.kinds) != maxSources+2 {
		t.Errorf("%d kinds are kept", len(f.kinds))
	}
	if left := f.over(now.Add(floodPeriod)); len(left) != 1 || left[floodKind{"kafka: dead letter", ReasonInvalid, "t", otherSource}] != 100_002-maxSources-floodLines {
		t.Errorf("left out are %v", left)
	}
	if len(f.kinds) != 0 {
		t.Errorf("%d kinds are kept", len(f.kinds))
	}
	if !(*floods)(nil).passes("x", ReasonInvalid, &kgo.Record{}, now) {
		t.Error("without a limit, a line is not logged")
	}
}
