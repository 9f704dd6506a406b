package kafka_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

var protocols = map[string]kafka.Protocol{"classic": kafka.ProtocolClassic, "KIP-848": kafka.ProtocolKIP848}

// A member of the stage's group that notes in a ledger what it does.
type member struct {
	*running
	handled atomic.Int64
}

func (s *stage) join(t *testing.T, l *Ledger, config kafka.ConsumerConfig, more ...kgo.Opt) *member {
	t.Helper()
	m := new(member)
	config.Cluster.ClientOptions = quickly(more...)
	c := s.consumer(t, config)
	handle(t, c, l.handler(func(context.Context, events.Event[content.Created]) error {
		time.Sleep(rand.N(10 * time.Millisecond)) // work
		m.handled.Add(1)
		return nil
	}))
	m.running = runUntilStopped(t, c)
	return m
}

func (s *stage) awaitMembers(t *testing.T, protocol kafka.Protocol, n int) {
	t.Helper()
	for ctx := deadline(t); s.members(t, protocol) != n; {
		if ctx.Err() != nil {
			t.Fatalf("there never were %d members", n)
		}
	}
}

// Members come and go while events are handled: none is lost, none is handled
// twice, and those of a content keep their order, whoever handles them.
func TestMembersComeAndGo(t *testing.T) {
	for name, protocol := range protocols {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, l := newStage(t, 6), newLedger()
			const chunks = 5
			list := story(200, 25)
			config := kafka.ConsumerConfig{Protocol: protocol}
			members := map[string]*member{"a": s.join(t, l, config)}
			changes := [chunks]func(){
				func() {},
				func() { members["b"] = s.join(t, l, config); s.awaitMembers(t, protocol, 2) },
				func() { members["c"] = s.join(t, l, config); s.awaitMembers(t, protocol, 3) },
				func() {
					if err := members["a"].stop(t); err != nil {
						t.Error(err)
					}
				},
				func() { members["d"] = s.join(t, l, config); s.awaitMembers(t, protocol, 3) },
			}
			size := len(list) / chunks
			for i, change := range changes {
				s.publish(t, list[i*size:(i+1)*size]...)
				change()
				l.awaitDone(t, (i+1)*size)
			}
			for name, m := range members {
				if err := m.stop(t); err != nil {
					t.Error(err)
				}
				if name != "d" && m.handled.Load() == 0 {
					t.Errorf("member %s did nothing", name)
				}
			}
			if again := l.check(t, list); again != 0 {
				t.Errorf("%d events were handled again", again)
			}
			l.alone(t)
			if n := s.committed(t); n != int64(len(list)) {
				t.Errorf("committed %d, want %d", n, len(list))
			}
		})
	}
}

// A member that ends without a word, in the middle of its work: the others take
// it over, and no event is handled more than once by each.
func TestMemberIsKilled(t *testing.T) {
	for name, protocol := range protocols {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, l := newStage(t, 6), newLedger()
			list := story(100, 10)
			config := kafka.ConsumerConfig{Protocol: protocol, CommitInterval: time.Nanosecond}
			cable := newCable()
			var log logs
			survivor := config
			survivor.Logger = log.logger()
			a, b := s.join(t, l, config, cable.option()), s.join(t, l, survivor)
			probes := 0 // until both have partitions
			for ; a.handled.Load() == 0 || b.handled.Load() == 0; probes += 50 {
				var list []events.Message
				for i := range 50 {
					list = append(list, chapter(fmt.Sprintf("probe%d", i), probes))
				}
				s.publish(t, list...)
				l.awaitDone(t, probes+50)
			}
			before := a.handled.Load()
			s.publish(t, list...)
			l.await(t, "it is at work", func() bool { return a.handled.Load() > before })
			cable.cut()
			l.awaitDone(t, probes+len(list))
			s.awaitCommitted(t, int64(probes+len(list)))
			cable.mend()
			if err := errors.Join(a.stop(t), b.stop(t)); err != nil {
				t.Error(err)
			}
			t.Logf("%d of %d were handled again", l.check(t, list), len(list))
			// Unless the survivor lost partitions as well, on a machine that is too busy.
			most := 2 + strings.Count(log.String(), "it is delivered again")
			for id, n := range l.done {
				if n > most {
					t.Errorf("%s was handled %d times, want %d at most", id, n, most)
				}
			}
			if n := s.committed(t); n != int64(probes+len(list)) {
				t.Errorf("committed %d, want %d", n, probes+len(list))
			}
		})
	}
}

// What a member has in hand when it is to give a partition up, it ends first,
// also what lies before what it has done. Nothing of it comes again.
func TestRevokedWorkIsEnded(t *testing.T) {
	for name, protocol := range protocols {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, l := newStage(t, 2), newLedger()
			records := inBoth(t)
			s.send(t, records...)
			release := make(chan struct{})
			first := s.consumer(t, kafka.ConsumerConfig{Protocol: protocol, Cluster: cluster.Config{ClientOptions: quickly()}})
			handle(t, first, l.handler(func(ctx context.Context, e events.Event[content.Created]) error {
				if e.Metadata.EventID == "slow0/0" || e.Metadata.EventID == "slow1/0" {
					<-release
				}
				return ctx.Err()
			}))
			r := runUntilStopped(t, first)
			l.awaitDone(t, len(records)-4) // all but the slow ones, in both partitions

			second := s.join(t, l, kafka.ConsumerConfig{Protocol: protocol})
			s.awaitMembers(t, protocol, 2)
			close(release)
			// Until the second has work, and so one of the partitions.
			for i := 0; second.handled.Load() == 0; i++ {
				for p := range int32(2) {
					s.send(t, &kgo.Record{Partition: p, Key: []byte("k"), Value: document(t, chapter(fmt.Sprintf("more%d", p), i))})
				}
				l.awaitDone(t, len(records)+2*(i+1))
			}
			if err := errors.Join(r.stop(t), second.stop(t)); err != nil {
				t.Error(err)
			}
			for id, n := range l.done {
				if n != 1 {
					t.Errorf("%s was handled %d times", id, n)
				}
			}
			for p := range 2 {
				if got, want := l.calls(fmt.Sprintf("slow%d", p)), fmt.Sprintf("slow%d/0 slow%d/1", p, p); got != want {
					t.Errorf("calls %s, want %s", got, want)
				}
			}
		})
	}
}

// inBoth are records for two partitions: two of a slow content first, then
// others.
func inBoth(t *testing.T) (records []*kgo.Record) {
	for p := range int32(2) {
		for i := range 2 {
			slow := fmt.Sprintf("slow%d", p)
			records = append(records, &kgo.Record{Partition: p, Key: []byte(slow), Value: document(t, chapter(slow, i))})
		}
		for i := range 10 {
			fast := fmt.Sprintf("fast%d", p)
			records = append(records, &kgo.Record{Partition: p, Key: []byte(fast), Value: document(t, chapter(fast, i))})
		}
	}
	return records
}

// What is not ended within the budget is told to end, and comes again, with what
// waits behind it, and nothing else; the partition that stays is not bothered.
func TestRevokedWorkIsAbandoned(t *testing.T) {
	for name, protocol := range protocols {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, l := newStage(t, 2), newLedger()
			records := inBoth(t)
			s.send(t, records...)
			release, gone := make(chan struct{}), make(chan string, 2)
			first := s.consumer(t, kafka.ConsumerConfig{Protocol: protocol, DrainTimeout: 50 * time.Millisecond, Cluster: cluster.Config{ClientOptions: quickly()}})
			handle(t, first, l.handler(func(ctx context.Context, e events.Event[content.Created]) error {
				if e.Metadata.EventID == "slow0/0" || e.Metadata.EventID == "slow1/0" {
					select {
					case <-ctx.Done():
						gone <- e.Payload.ContentID
					case <-release:
					}
				}
				return ctx.Err()
			}))
			r := runUntilStopped(t, first)
			l.awaitDone(t, len(records)-4)

			next := newLedger()
			second := s.join(t, next, kafka.ConsumerConfig{Protocol: protocol})
			lost := get(t, gone)
			next.awaitDone(t, 2)
			close(release)
			l.awaitDone(t, len(records)-2)
			if err := errors.Join(r.stop(t), second.stop(t)); err != nil {
				t.Error(err)
			}
			if len(gone) > 0 {
				t.Errorf("the handler of the other partition was told to end, too")
			}
			if got, want := next.calls(lost), lost+"/0 "+lost+"/1"; got != want || len(next.done) != 2 {
				t.Errorf("calls of the second %s, %d in all: want %s", got, len(next.done), want)
			}
			stayed := map[string]string{"slow0": "slow1", "slow1": "slow0"}[lost]
			if got, want := l.calls(stayed), stayed+"/0 "+stayed+"/1"; got != want {
				t.Errorf("calls of the first %s, want %s", got, want)
			}
			if n := s.committed(t); n != int64(len(records)) {
				t.Errorf("committed %d, want %d", n, len(records))
			}
		})
	}
}
