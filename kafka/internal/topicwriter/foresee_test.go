package topicwriter

import (
	"errors"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kgo"
)

// tooLargeCount counts the records whose batch was refused for its size.
type tooLargeCount struct{ atomic.Int64 }

func (n *tooLargeCount) OnProduceRecordUnbuffered(_ *kgo.Record, err error) {
	if errors.Is(err, kerr.MessageTooLarge) {
		n.Add(1)
	}
}

// A writer asks for the topic's limit before it has to learn of it from a batch
// that is refused.
func TestTopicWriterForesees(t *testing.T) {
	const free = 1_000_000
	limit := "10000"
	cluster, err := kfake.NewCluster(kfake.NumBrokers(1))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(cluster.Close)
	var refused tooLargeCount
	client, err := kgo.NewClient(kgo.SeedBrokers(cluster.ListenAddrs()...), kgo.WithHooks(&refused), kgo.ProducerBatchCompression(kgo.NoCompression()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	if _, err := kadm.NewClient(client).CreateTopic(t.Context(), 1, 1, map[string]*string{MaxMessageBytes: &limit}, "content.events"); err != nil {
		t.Fatal(err)
	}
	writers := NewWriters(client, Limits{Free: free, Expiry: time.Minute})
	t.Cleanup(writers.Close)
	w := writers.Of("content.events")
	for deadline := time.Now().Add(30 * time.Second); writerState(w.state.Load()) != writerPaced; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("state %d after half a minute", w.state.Load())
		}
	}
	const n = 500
	outcomes := make(chan error, n)
	for i := range n {
		writers.Write(&kgo.Record{Topic: "content.events", Key: []byte("k"), Value: []byte(strconv.Itoa(1000+i) + string(make([]byte, 200)))},
			func(_ *kgo.Record, err error) { outcomes <- err })
	}
	for range n {
		if err := <-outcomes; err != nil {
			t.Error(err)
		}
	}
	if n := refused.Load(); n > 0 {
		t.Errorf("batches of %d records were refused", n)
	}
}

// A topic whose batches may be as large as the client's needs no rounds.
func TestTopicWriter_ForeseesOnlySmallerLimits(t *testing.T) {
	const free = 100_000
	cluster, err := kfake.NewCluster(kfake.NumBrokers(1))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(cluster.Close)
	client, err := kgo.NewClient(kgo.SeedBrokers(cluster.ListenAddrs()...))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	for _, c := range []struct{ limit, want int }{{free - 1, free - 1}, {free, 0}, {free + 1, 0}} {
		topic, limit := "limit-"+strconv.Itoa(c.limit), strconv.Itoa(c.limit)
		if _, err := kadm.NewClient(client).CreateTopic(t.Context(), 1, 1, map[string]*string{MaxMessageBytes: &limit}, topic); err != nil {
			t.Fatal(err)
		}
		w := newTopicWriter(client, topic, Limits{Free: free})
		w.foresee()
		w.gate.RLock()
		state, bytes := writerState(w.state.Load()), w.limit.bytes
		w.gate.RUnlock()
		if bytes != c.want || (state == writerFlowing) != (c.want == 0) {
			t.Errorf("with a limit of %d bytes: state %d, batches of %d bytes, want %d", c.limit, state, bytes, c.want)
		}
	}
}
