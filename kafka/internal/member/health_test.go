package member

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/decompress"
	"github.com/mediamesh/events/kafka/internal/jobs"
	"github.com/mediamesh/events/kafka/internal/provenance"
	"github.com/mediamesh/events/kafka/internal/topicscan"
)

// unreachable returns a member whose cluster does not answer.
func unreachable(t *testing.T) *Member {
	config := cluster.Config{Brokers: []string{"127.0.0.1:1"}}
	deadLetters := func(topic string) string { return topic + ".dlq" }
	running, stop := context.WithCancel(t.Context())
	m, err := New(running, stop, Config{
		Cluster: config, Group: "g", Topics: []string{"t"}, DeadLetterTopic: deadLetters, WriteTimeout: time.Second,
		DecompressBytes: 1 << 20, MaxInFlight: 1, Logger: slog.New(slog.DiscardHandler), Backoff: func(int) time.Duration { return time.Second },
		Crew:     &jobs.Crew{Scheduler: jobs.NewScheduler(running, jobs.Limits{Records: 1}), Workers: 1},
		Redrives: provenance.NewVerifier(provenance.Options{Access: &topicscan.Access{Cluster: config}, DeadLetterTopic: deadLetters}),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stop(); m.Client.Close() })
	return m
}

// A loop that is elsewhere than waiting for records must come back.
func TestMember_HealthOfALoopThatStandsStill(t *testing.T) {
	m := unreachable(t)
	for _, s := range []struct {
		polling bool
		ago     time.Duration
		live    bool
	}{{false, StallThreshold / 2, true}, {false, 2 * StallThreshold, false}, {true, 2 * StallThreshold, true}} {
		m.Status.Moved(time.Now().Add(-s.ago), s.polling)
		h := m.Health()
		if want := "it has not polled for records for 2m0s"; h.Live != s.live || (h.Problems[0] == want) == s.live {
			t.Errorf("after %v, waiting %v: %+v", s.ago, s.polling, h)
		}
	}
	m.Status.Stop()
	if h := m.Health(); !h.Live || h.Ready || h.Problems[0] != "it is stopping: handlers in progress are finishing" {
		t.Errorf("%+v", h)
	}
}

// The client refuses no dead letter for its size: the record may be as large as a batch that was
// fetched.
func TestMember_LeavesDeadLetterSizeToCluster(t *testing.T) {
	m := unreachable(t)
	if most, _ := m.Client.OptValue(kgo.ProducerBatchMaxBytes).(int32); most < decompress.MaxBatch {
		t.Errorf("the client takes batches of %d bytes, want %d", most, decompress.MaxBatch)
	}
}
