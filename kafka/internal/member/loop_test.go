package member

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/decompress"
	"github.com/mediamesh/events/kafka/internal/telemetry"
)

// refusedFetch is what the test's members make of a refused fetch.
type refusedFetch struct {
	topic     string
	partition int32
	error
}

func (e *refusedFetch) Unwrap() error { return e.error }

func fetchError(topic string, partition int32, err error) error {
	return &refusedFetch{topic, partition, err}
}

// The client wraps the errors of fetches. Only some of them are worth a line, and few end
// the consumer.
func TestMember_JudgesWrappedErrors(t *testing.T) {
	wrapped := func(err error) error { return fmt.Errorf("fetching: %w", err) }
	for _, c := range []struct {
		name   string
		err    error
		logged string
		fails  bool
	}{
		{"memory in use", wrapped(decompress.ErrBusy), "", false},
		{"a batch that is too large", wrapped(&kgo.ErrDecompressTooLarge{Topic: "t"}), "", false},
		{"an answer that may change", wrapped(kerr.NotLeaderForPartition), `level=WARN msg="kafka: fetch failed; retrying" group=g topic=t partition=3 error="fetching: `, false},
		{"an answer that stays", wrapped(kerr.TopicAuthorizationFailed), "", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			var log bytes.Buffer
			m := &Member{config: Config{Group: "g", Logger: slog.New(slog.NewTextHandler(&log, nil)), FetchError: fetchError}}
			err := m.pollFailed(context.Background(), kgo.FetchError{Topic: "t", Partition: 3, Err: c.err})
			if c.logged == "" && log.Len() > 0 || !strings.Contains(log.String(), c.logged) {
				t.Errorf("logged %q, want %q", log.String(), c.logged)
			}
			var failed *refusedFetch
			if !c.fails {
				if err != nil {
					t.Errorf("it fails: %v", err)
				}
			} else if !errors.As(err, &failed) || failed.topic != "t" || failed.partition != 3 || !errors.Is(err, c.err) {
				t.Errorf("got %v, want the error of a fetch, %v", err, c.err)
			}
		})
	}
}

// A batch that the client cannot read is asked for again at once, as often as the cluster
// answers.
func TestMember_LogsFewLinesOfTheSameFailure(t *testing.T) {
	var log bytes.Buffer
	m := &Member{config: Config{Group: "g", Logger: slog.New(slog.NewTextHandler(&log, nil)), LogLimit: telemetry.NewLogLimiter()}}
	for range 1000 {
		if err := m.pollFailed(context.Background(), kgo.FetchError{Topic: "t", Err: errors.New("invalid record batch")}); err != nil {
			t.Fatal(err)
		}
	}
	if n := strings.Count(log.String(), "\n"); n != 10 {
		t.Errorf("%d lines, want 10", n)
	}
	log.Reset()
	m.config.LogLimit.Watch(m.config.Logger, m.config.Group)() // which logs what was left out
	if want := `msg="kafka: similar log lines suppressed" count=990 message="kafka: fetch failed; retrying"`; !strings.Contains(log.String(), want) {
		t.Errorf("logged %q, want %q", log.String(), want)
	}
}

func TestMember_WaitsLongerAfterEachFailure(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := &Member{}
		var waits []time.Duration
		for range 7 {
			began := time.Now()
			m.backOffPoll(context.Background())
			waits = append(waits, time.Since(began)/time.Millisecond)
		}
		if want := []time.Duration{10, 20, 40, 80, 160, 250, 250}; !slices.Equal(waits, want) {
			t.Errorf("waits of %d ms, want %d", waits, want)
		}
		ended, end := context.WithCancel(context.Background())
		end()
		began := time.Now()
		if m.backOffPoll(ended); time.Since(began) > 0 {
			t.Error("it waits although the run has ended")
		}
	})
}
