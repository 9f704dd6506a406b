package kafka_test

import (
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

// TestTransaction_CommitRefusedAfterLostAnswer does not answer the first request
// to commit, and refuses the second. The first may have committed, so the error
// says that publishing again may duplicate.
func TestTransaction_CommitRefusedAfterLostAnswer(t *testing.T) {
	target := startCluster(t)
	var requests atomic.Int64
	target.ControlKey(int16(kmsg.EndTxn), func(req kmsg.Request) (kmsg.Response, error, bool) {
		target.KeepControl()
		switch requests.Add(1) {
		case 1:
			return nil, errors.New("cut"), true
		case 2:
			refusal := req.ResponseKind().(*kmsg.EndTxnResponse)
			refusal.ErrorCode = kerr.InvalidTxnState.Code
			return refusal, nil, true
		}
		return nil, nil, false
	})
	pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: target.ListenAddrs()}})
	err := pub.PublishAtomically(deadline(t), three("a")...)
	var failed *kafka.TransactionError
	if !errors.As(err, &failed) || !errors.Is(err, kerr.InvalidTxnState) {
		t.Fatalf("error %v, want a TransactionError for INVALID_TXN_STATE", err)
	}
	if failed.Retry != kafka.RetryMayDuplicate {
		t.Errorf("retry %v, want %v", failed.Retry, kafka.RetryMayDuplicate)
	}
	if !strings.HasPrefix(err.Error(), "kafka: the transaction of 3 events failed: its commit was not answered: INVALID_TXN_STATE: ") ||
		!strings.HasSuffix(err.Error(), "; it may have been written: publishing it again may write it twice") {
		t.Errorf("error %v", err)
	}
}

// TestTransaction_AfterRefusedCommit has the cluster refuse a commit. The next
// transaction is not affected, and readers see it, and what others publish,
// without waiting for a timeout.
func TestTransaction_AfterRefusedCommit(t *testing.T) {
	for _, refusal := range []*kerr.Error{
		kerr.InvalidTxnState, kerr.InvalidProducerEpoch, kerr.ProducerFenced, kerr.TransactionCoordinatorFenced,
		kerr.InvalidProducerIDMapping, kerr.UnknownServerError,
	} {
		t.Run(refusal.Message, func(t *testing.T) {
			target := startCluster(t, kfake.DefaultNumPartitions(1))
			brokers := target.ListenAddrs()
			target.Fault(kfake.Fault{Keys: []kmsg.Key{kmsg.EndTxn}, Err: refusal, Count: 1})
			pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: brokers}})
			if err := pub.PublishAtomically(deadline(t), three("a")...); !errors.Is(err, refusal) {
				t.Fatalf("error %v, want %v", err, refusal)
			}
			publish(t, brokers, created("c-1", events.WithID("plain")))
			sees(t, brokers, "content.events", "plain")
			if err := pub.PublishAtomically(deadline(t), three("b")...); err != nil {
				t.Errorf("the next transaction: %v", err)
			}
			sees(t, brokers, "content.events", "b-1", "b-2", "b-3", "plain")
		})
	}
}

// TestTransaction_FencedAfterLostAnswer does not answer the first request to
// commit, and answers the second that another has taken the id, which is not
// taken back.
func TestTransaction_FencedAfterLostAnswer(t *testing.T) {
	target := startCluster(t)
	var requests, identified atomic.Int64
	target.ControlKey(int16(kmsg.EndTxn), func(req kmsg.Request) (kmsg.Response, error, bool) {
		target.KeepControl()
		if requests.Add(1) == 1 {
			return nil, errors.New("cut"), true
		}
		refusal := req.ResponseKind().(*kmsg.EndTxnResponse)
		refusal.ErrorCode = kerr.ProducerFenced.Code
		return refusal, nil, true
	})
	target.ControlKey(int16(kmsg.InitProducerID), func(kmsg.Request) (kmsg.Response, error, bool) {
		target.KeepControl()
		identified.Add(1)
		return nil, nil, false
	})
	pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: target.ListenAddrs()}, TransactionalID: "search"})
	var failed *kafka.TransactionError
	if err := pub.PublishAtomically(deadline(t), three("a")...); !errors.As(err, &failed) || failed.Retry != kafka.RetryMayDuplicate {
		t.Errorf("error %v, want one that may have been written", err)
	}
	before := identified.Load()
	var fenced *kafka.FencedError
	if err := pub.PublishAtomically(deadline(t), three("b")...); !errors.As(err, &fenced) || fenced.TransactionalID != "search" {
		t.Errorf("error %v, want a FencedError of search", err)
	}
	if n := identified.Load(); before != 1 || n != 1 {
		t.Errorf("the id was taken %d times, later %d, want once", before, n)
	}
}

// TestTransaction_CommitNotAnsweredInTime has the cluster not answer the request to
// commit. After the delivery timeout the error says that no answer came, and the next
// transaction is not affected.
func TestTransaction_CommitNotAnsweredInTime(t *testing.T) {
	t.Parallel()
	target := startCluster(t, kfake.DefaultNumPartitions(1))
	hang := hangUp(t, target, kmsg.EndTxn)
	defer hang.release()
	pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: target.ListenAddrs()}, DeliveryTimeout: time.Second})
	err := pub.PublishAtomically(deadline(t), three("a")...)
	var failed *kafka.TransactionError
	if !errors.As(err, &failed) || failed.Retry != kafka.RetryMayDuplicate {
		t.Fatalf("error %v, want one that may have been written", err)
	}
	want := "kafka: the transaction of 3 events failed: its commit was not answered: no answer; it may have been written: publishing it again may write it twice"
	if err.Error() != want {
		t.Errorf("error %v\nwant  %s", err, want)
	}
}
