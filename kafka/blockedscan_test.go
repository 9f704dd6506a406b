package kafka_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

// A rebalance does not wait for who still reads which keys are blocked: it is
// interrupted, and what is read until then is not read again. The order is kept.
func TestRebalanceWhileBlockedKeysAreRead(t *testing.T) {
	for name, protocol := range protocols {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t, 2)
			if s.cluster == nil {
				t.Skip("it has an embedded broker of its own")
			}
			s.create(t, 1, "content.events.dlq")
			for p := range int32(2) {
				s.send(t, &kgo.Record{Partition: p, Key: []byte("k"), Value: document(t, chapter("bad", int(p)))})
			}
			first := newLedger()
			refuse := func(context.Context, events.Event[content.Created]) error { return events.Permanent(errBusy) }
			c := s.consumer(t, kafka.ConsumerConfig{KeepOrder: true, Protocol: protocol, Cluster: cluster.Config{ClientOptions: quickly()}})
			handle(t, c, first.handler(refuse))
			runToEnd(t, c)

			// From now on the dead-letter topic cannot be read.
			var hold atomic.Bool
			hold.Store(true)
			asked := make(chan struct{}, 1000)
			s.cluster.ControlKey(int16(kmsg.Fetch), func(req kmsg.Request) (kmsg.Response, error, bool) {
				s.cluster.KeepControl()
				if hold.Load() && req.(*kmsg.FetchRequest).MaxWaitMillis == 100 { // as only who reads those does
					select {
					case asked <- struct{}{}:
					default:
					}
					return nil, errors.New("cut"), true
				}
				return nil, nil, false
			})
			second := newLedger()
			c = s.consumer(t, kafka.ConsumerConfig{KeepOrder: true, Protocol: protocol, Cluster: cluster.Config{ClientOptions: quickly()}})
			handle(t, c, second.handler(nil))
			r := runUntilStopped(t, c)
			get(t, asked)

			// Another member gets a partition all the same.
			got := make(chan struct{}, 1)
			opts := []kgo.Opt{
				kgo.ConsumerGroup(s.group), kgo.ConsumeTopics(s.name("content.events")), kgo.DisableAutoCommit(),
				kgo.OnPartitionsAssigned(func(_ context.Context, _ *kgo.Client, more map[string][]int32) {
					if len(more) > 0 {
						select {
						case got <- struct{}{}:
						default:
						}
					}
				}),
			}
			if protocol == kafka.ProtocolKIP848 {
				opts = append(opts, kgo.Balancers(kgo.StickyBalancer()), kgo.ServerSideBalancer())
			}
			began := time.Now()
			other := client(t, s.brokers, quickly(opts...)...)
			get(t, got)
			if took := time.Since(began); took > 20*time.Second {
				t.Errorf("it took %v", took)
			}
			other.Close()

			hold.Store(false)
			for p := range int32(2) {
				s.send(t, &kgo.Record{Partition: p, Key: []byte("k"), Value: document(t, chapter("next", int(p)))})
			}
			s.awaitCommitted(t, 4)
			if err := r.stop(t); err != nil {
				t.Error(err)
			}
			if n := len(second.done); n != 0 {
				t.Errorf("%d were handled, whose key is blocked: %v", n, second.done)
			}
			if n := len(s.held(t, "content.events.dlq")); n != 4 {
				t.Errorf("%d dead letters, want 4", n)
			}
		})
	}
}

// TestKeepOrder_BlockedKeysCannotBeRead has the cluster refuse, for a while, to tell
// of the dead letters. The consumer tries again, and the order is kept.
func TestKeepOrder_BlockedKeysCannotBeRead(t *testing.T) {
	const (
		retrying = "kafka: cannot read blocked keys; retrying"
		goingOn  = "kafka: cannot read discarded dead letters; retrying"
	)
	for _, c := range []struct {
		name   string
		fault  kfake.Fault // of the dead-letter topic or, in its name, what is put behind that
		logged string
		passes bool // the fault has to pass before the consumer goes on
	}{
		{"the end", kfake.Fault{Keys: []kmsg.Key{kmsg.ListOffsets}, When: listing(false)}, retrying, true},
		{"the beginning", kfake.Fault{Keys: []kmsg.Key{kmsg.ListOffsets}, When: listing(true)}, retrying, true},
		{"the dead letters", kfake.Fault{Keys: []kmsg.Key{kmsg.Fetch}}, retrying, true},
		{"the ledger's end", kfake.Fault{Keys: []kmsg.Key{kmsg.ListOffsets}, Topic: ".redriven"}, goingOn, false},
		{"the ledger", kfake.Fault{Keys: []kmsg.Key{kmsg.Fetch}, Topic: ".redriven"}, goingOn, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t, 1)
			if s.cluster == nil {
				t.Skip("it has an embedded broker of its own")
			}
			s.create(t, 1, "content.events.dlq", "content.events.dlq.redriven")
			send(t, s.brokers, &kgo.Record{Topic: s.name("content.events.dlq.redriven"), Key: []byte("no position")})
			s.send(t, &kgo.Record{Key: []byte("k"), Value: document(t, chapter("k", 0))})
			first := newLedger()
			refuse := func(context.Context, events.Event[content.Created]) error { return events.Permanent(errBusy) }
			consumer := s.consumer(t, kafka.ConsumerConfig{KeepOrder: true})
			handle(t, consumer, first.handler(refuse))
			runToEnd(t, consumer)

			s.send(t, &kgo.Record{Key: []byte("k"), Value: document(t, chapter("k", 1))}, &kgo.Record{Key: []byte("l"), Value: document(t, chapter("l", 0))})
			c.fault.Topic, c.fault.Err, c.fault.Count = s.name("content.events.dlq")+c.fault.Topic, kerr.TopicAuthorizationFailed, -1
			fault := s.cluster.Fault(c.fault)
			second, log := newLedger(), make(logLines, 100)
			consumer = s.consumer(t, kafka.ConsumerConfig{KeepOrder: true, Retry: soon, Logger: log.logger()})
			handle(t, consumer, second.handler(nil))
			r := startToEnd(t, consumer)
			log.await(t, c.logged)
			if c.passes {
				if n := s.committed(t); n != 1 {
					t.Errorf("committed %d before the dead letters were read, want 1", n)
				}
				fault.Remove()
			}
			second.awaitDone(t, 1)
			s.awaitCommitted(t, 3)
			if err := r.stop(t); err != nil {
				t.Error(err)
			}
			if second.times("l/0") != 1 || second.times("k/1") != 0 {
				t.Errorf("handled %v, want l/0", second.done)
			}
			if n := len(s.held(t, "content.events.dlq")); n != 2 {
				t.Errorf("%d dead letters, want 2", n)
			}
			fault.Remove()
		})
	}
}
