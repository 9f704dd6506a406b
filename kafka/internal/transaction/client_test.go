package transaction

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
	"github.com/mediamesh/events/kafka/internal/delivery"
)

// errFenced is what the test's clients make of being fenced.
type errFenced struct {
	id string
	error
}

func (e *errFenced) Unwrap() error { return e.error }

// TestClient_Uncommitted says what sending the records of a transaction again
// would do that certainly was not committed.
func TestClient_Uncommitted(t *testing.T) {
	for _, c := range []struct {
		exclusive bool
		err       error
		retry     delivery.Retry
		fenced    bool
	}{
		{true, kerr.ProducerFenced, delivery.Safe, true},
		{true, kerr.InvalidProducerEpoch, delivery.Safe, true},
		{false, kerr.ProducerFenced, delivery.Useless, true},
		{false, kerr.InvalidProducerEpoch, delivery.Useless, true},
		{false, kerr.TransactionalIDAuthorizationFailed, delivery.Useless, false},
		{false, kerr.MessageTooLarge, delivery.Useless, false},
		{false, kerr.UnknownTopicOrPartition, delivery.Safe, false},
		{false, io.EOF, delivery.Safe, false},
	} {
		client := New(Config{ID: "id", Exclusive: c.exclusive, Fenced: func(id string, err error) error { return &errFenced{id, err} }})
		client.watch = new(connect.Watch)
		client.enter(stateOpen)
		r := client.uncommitted(fmt.Errorf("ending: %w", c.err))
		var fenced *errFenced
		if r.Retry != c.retry || !errors.Is(r.Err, c.err) || errors.As(r.Err, &fenced) != c.fenced || c.fenced && fenced.id != "id" {
			t.Errorf("exclusive: %v, %v: %v, retry %v; want %v", c.exclusive, c.err, r.Err, r.Retry, c.retry)
		}
		client.Close()
		want := stateAbsent
		if c.fenced && !c.exclusive {
			want = stateFenced
		}
		if client.state != want {
			t.Errorf("exclusive: %v, %v: state %v once it is closed, want %v", c.exclusive, c.err, client.state, want)
		}
		if want != stateFenced {
			continue
		}
		if o := client.Send(t.Context(), t.Context(), nil); o.Err != r.Err || o.Retry != delivery.Useless || o.Index != -1 {
			t.Errorf("%v: the next transaction ends with %+v", c.err, o)
		}
	}
}

// TestEndRequests counts requests to end a transaction of which something was sent.
func TestEndRequests(t *testing.T) {
	var e endRequests
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

// TestClient_Denied says why the cluster lets the client in no more.
func TestClient_Denied(t *testing.T) {
	client, err := kgo.NewClient(kgo.SeedBrokers("127.0.0.1:1"))
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	why := &cluster.SecurityError{Broker: "127.0.0.1:1", Fault: cluster.FaultExpired}
	txn := &Client{watch: new(connect.Watch)}
	txn.watch.Entry.Client.Store(client)
	txn.watch.Entry.Failing = map[string]*cluster.SecurityError{why.Broker: why}
	if r := txn.uncommitted(kgo.ErrAborting); r.Retry != delivery.Useless || !errors.Is(r.Err, why) {
		t.Errorf("%v, retry %v; want %v", r.Err, r.Retry, why)
	}
}
