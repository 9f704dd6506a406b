package kafka

import (
	"errors"
	"fmt"
	"io"
	"testing"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/connect"
)

// TestTransactions_Uncommitted says what publishing the events of a transaction again
// would do that certainly was not committed.
func TestTransactions_Uncommitted(t *testing.T) {
	for _, c := range []struct {
		id     string // by the configuration
		err    error
		retry  RetryAdvice
		fenced bool
	}{
		{"", kerr.ProducerFenced, RetrySafe, true},
		{"", kerr.InvalidProducerEpoch, RetrySafe, true},
		{"ours", kerr.ProducerFenced, RetryUseless, true},
		{"ours", kerr.InvalidProducerEpoch, RetryUseless, true},
		{"ours", kerr.TransactionalIDAuthorizationFailed, RetryUseless, false},
		{"ours", kerr.MessageTooLarge, RetryUseless, false},
		{"ours", kerr.UnknownTopicOrPartition, RetrySafe, false},
		{"ours", io.EOF, RetrySafe, false},
	} {
		txn := &transactions{config: PublisherConfig{TransactionalID: c.id}, id: "id", watch: new(connect.Watch)}
		err := fmt.Errorf("ending: %w", c.err)
		f := txn.uncommitted(err)
		var fenced *FencedError
		if f.retry != c.retry || !errors.Is(f.err, c.err) || errors.As(f.err, &fenced) != c.fenced || c.fenced && fenced.TransactionalID != "id" {
			t.Errorf("id %q, %v: %v, retry %v; want %v", c.id, c.err, f.err, f.retry, c.retry)
		}
		if final := txn.taken != nil; final != (c.fenced && c.id != "") {
			t.Errorf("id %q, %v: the publisher is at its end: %v", c.id, c.err, final)
		}
	}
}

// TestEndings counts requests to end a transaction of which something was sent.
func TestEndings(t *testing.T) {
	var e endings
	var w connect.Watch
	for _, c := range []struct {
		key kmsg.Key
		n   int
		err error
	}{{kmsg.EndTxn, 10, nil}, {kmsg.EndTxn, 1, io.EOF}, {kmsg.EndTxn, 0, io.EOF}, {kmsg.Produce, 10, nil}, {kmsg.Produce, 1, io.EOF}, {kmsg.Produce, 0, io.EOF}, {kmsg.Fetch, 10, io.EOF}} {
		e.OnBrokerWrite(kgo.BrokerMetadata{}, int16(c.key), c.n, 0, 0, c.err)
		w.OnBrokerWrite(kgo.BrokerMetadata{}, int16(c.key), c.n, 0, 0, c.err)
	}
	if e.sent.Load() != 2 || w.Produced.Load() != 2 || w.Lost.Load() != 1 {
		t.Errorf("%d ends, %d produce requests, %d lost; want 2, 2, 1", e.sent.Load(), w.Produced.Load(), w.Lost.Load())
	}
}

// TestTransactions_Denied says why the cluster lets the client in no more.
func TestTransactions_Denied(t *testing.T) {
	client, err := kgo.NewClient(kgo.SeedBrokers("127.0.0.1:1"))
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	why := &cluster.SecurityError{Broker: "127.0.0.1:1", Fault: cluster.FaultExpired}
	txn := &transactions{watch: new(connect.Watch)}
	txn.watch.Entry.Client.Store(client)
	txn.watch.Entry.Failing = map[string]*cluster.SecurityError{why.Broker: why}
	if f := txn.uncommitted(kgo.ErrAborting); f.retry != RetryUseless || !errors.Is(f.err, why) {
		t.Errorf("%v, retry %v; want %v", f.err, f.retry, why)
	}
}
