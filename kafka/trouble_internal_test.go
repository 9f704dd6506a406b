package kafka

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/decompress"
)

// The client wraps the errors of fetches. Only some of them are worth a line, and few end
// the consumer.
func TestRun_TellsTroubleByWrappedErrors(t *testing.T) {
	wrapped := func(err error) error { return fmt.Errorf("fetching: %w", err) }
	for _, c := range []struct {
		name   string
		err    error
		logged string
		fails  bool
	}{
		{"memory in use", wrapped(decompress.ErrBusy), "", false},
		{"a batch that is too large", wrapped(&kgo.ErrDecompressTooLarge{Topic: "t"}), "", false},
		{"an answer that may change", wrapped(kerr.NotLeaderForPartition), `level=WARN msg="kafka: consuming is troubled, and goes on" group=g topic=t partition=3 error="fetching: `, false},
		{"an answer that stays", wrapped(kerr.TopicAuthorizationFailed), "", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			var log bytes.Buffer
			r := &run{config: ConsumerConfig{Group: "g", Logger: slog.New(slog.NewTextHandler(&log, nil))}}
			err := r.troubled(context.Background(), kgo.FetchError{Topic: "t", Partition: 3, Err: c.err})
			if c.logged == "" && log.Len() > 0 || !strings.Contains(log.String(), c.logged) {
				t.Errorf("logged %q, want %q", log.String(), c.logged)
			}
			var failed *FetchError
			if !c.fails {
				if err != nil {
					t.Errorf("it fails: %v", err)
				}
			} else if !errors.As(err, &failed) || failed.Topic != "t" || failed.Partition != 3 || failed.Group != "g" || !errors.Is(err, c.err) {
				t.Errorf("got %v, want a FetchError of %v", err, c.err)
			}
		})
	}
}
