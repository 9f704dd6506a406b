package kafka_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/internal/doneset"
)

// awaitAhead waits until the group has told that some offsets of the first
// partition are done ahead of its committed one, and no others.
func (s *stage) awaitAhead(t testing.TB, want ...int64) {
	t.Helper()
	for {
		offsets, err := s.admin.FetchOffsets(deadline(t), s.group)
		if err != nil {
			t.Fatalf("not committed that %d are done: %v", want, err)
		}
		topic := s.name("content.events")
		topics, err := s.admin.ListTopics(deadline(t), topic)
		if err != nil {
			t.Fatal(err)
		}
		o, _ := offsets.Lookup(topic, 0)
		var got []int64
		scope := doneset.Scope{Group: s.group, Topic: topic, TopicID: topics[topic].ID, Offset: o.At}
		for _, r := range scope.Parse(o.Metadata) {
			for done := r.From; done < r.To; done++ {
				got = append(got, done)
			}
		}
		if len(got) > 0 && slices.Equal(got, want) {
			return
		}
	}
}

// blocked runs a consumer that handles all but the first event, which is to be
// tried again in an hour, and stops it when that many are done.
func (s *stage) blocked(t *testing.T, n int, config kafka.ConsumerConfig) *Ledger {
	t.Helper()
	l := newLedger()
	config.Retry = kafka.RetryPolicy{Backoff: time.Hour, MaxBackoff: time.Hour}
	c := s.consumer(t, config)
	handle(t, c, l.handler(func(_ context.Context, e events.Event[content.Created]) error {
		if e.Payload.ContentID == "slow" {
			return errBusy
		}
		return nil
	}))
	r := runUntilStopped(t, c)
	l.await(t, "all but one are done", func() bool { return len(l.done) >= n && len(l.called["slow"]) == 1 && l.busy == 0 })
	if err := r.stop(t); err != nil {
		t.Fatal(err)
	}
	return l
}

// theRest runs a consumer to the end and tells what it handled.
func (s *stage) theRest(t *testing.T, config kafka.ConsumerConfig) *Ledger {
	t.Helper()
	l := newLedger()
	c := s.consumer(t, config)
	handle(t, c, l.handler(nil))
	runToEnd(t, c)
	return l
}

// What was done ahead is remembered by those who did not come to it themselves.
func TestDoneAheadOutlivesSuccessors(t *testing.T) {
	t.Parallel()
	s := newStage(t, 1)
	s.publish(t, chapter("slow", 0))
	for i := range 30 {
		s.publish(t, chapter(fmt.Sprintf("k%d", i), 0))
	}
	s.blocked(t, 30, kafka.ConsumerConfig{})
	s.publish(t, chapter("new", 0))
	// The second one holds two at most, and so does not get far.
	if l := s.blocked(t, 0, kafka.ConsumerConfig{MaxInFlight: 2}); len(l.done) > 1 {
		t.Errorf("the second handled %d, want the new one at most", len(l.done))
	}
	l := s.theRest(t, kafka.ConsumerConfig{})
	if l.times("slow/0") != 1 || len(l.done)-l.times("new/0") != 1 {
		t.Errorf("the third handled %d, %d times the one that waited", len(l.done), l.times("slow/0"))
	}
	if n := s.committed(t); n != 32 {
		t.Errorf("committed %d, want 32", n)
	}
}

// Whatever others do to what was committed: what was not handled is, and more
// than that at worst.
func TestDoneAheadIsOnlyBelievedWhereItWasSaid(t *testing.T) {
	const done = 5
	for name, c := range map[string]struct {
		change func(t *testing.T, s *stage, o kadm.Offset)
		want   int
	}{
		"nothing is changed": {func(*testing.T, *stage, kadm.Offset) {}, 1},
		"reset to the beginning, by a tool that keeps the rest": {func(t *testing.T, s *stage, o kadm.Offset) {
			o.At = 0
			s.commit(t, s.group, o)
		}, 1 + 1 + done},
		"reset to the same offset, by a tool that does not": {func(t *testing.T, s *stage, o kadm.Offset) {
			o.Metadata = ""
			s.commit(t, s.group, o)
		}, 1 + done},
		"set beyond": {func(t *testing.T, s *stage, o kadm.Offset) {
			o.At += 2
			s.commit(t, s.group, o)
		}, done - 1},
		"copied to another group": {func(t *testing.T, s *stage, o kadm.Offset) {
			s.group += "-copy"
			s.commit(t, s.group, o)
		}, 1 + done},
		"committed by another client": {func(t *testing.T, s *stage, o kadm.Offset) {
			other := client(t, s.brokers, kgo.ConsumerGroup(s.group), kgo.ConsumeTopics(o.Topic), kgo.DisableAutoCommit())
			defer other.Close()
			if r := other.PollRecords(deadline(t), 1).Records(); len(r) != 1 || r[0].Offset != o.At {
				t.Errorf("it gets %v, want offset %d", r, o.At)
			}
			at := map[string]map[int32]kgo.EpochOffset{o.Topic: {0: {Epoch: -1, Offset: o.At}}}
			other.CommitOffsetsSync(deadline(t), at, func(_ *kgo.Client, _ *kmsg.OffsetCommitRequest, _ *kmsg.OffsetCommitResponse, err error) {
				if err != nil {
					t.Error(err)
				}
			})
		}, 1 + done},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t, 1)
			s.publish(t, chapter("before", 0), chapter("slow", 0))
			for i := range done {
				s.publish(t, chapter(fmt.Sprintf("k%d", i), 0))
			}
			s.blocked(t, 1+done, kafka.ConsumerConfig{})
			offsets, err := s.admin.FetchOffsets(deadline(t), s.group)
			o, ok := offsets.Lookup(s.name("content.events"), 0)
			if err != nil || !ok || o.At != 1 {
				t.Fatalf("committed %v, %v", o, err)
			}
			c.change(t, s, o.Offset)
			if l := s.theRest(t, kafka.ConsumerConfig{}); len(l.done) != c.want {
				t.Errorf("%d were handled: %v; want %d", len(l.done), l.done, c.want)
			}
			if n := s.committed(t); n != 2+done {
				t.Errorf("committed %d, want %d", n, 2+done)
			}
		})
	}
}

// commit has a group's offset set, as tools do.
func (s *stage) commit(t *testing.T, group string, o kadm.Offset) {
	t.Helper()
	var list kadm.Offsets
	list.Add(o)
	if err := s.admin.CommitAllOffsets(deadline(t), group, list); err != nil {
		t.Fatal(err)
	}
}

// A cluster that does not take what is told besides an offset gets the offset.
func TestCommitIsRefusedForWhatIsAhead(t *testing.T) {
	for _, refusal := range []*kerr.Error{kerr.OffsetMetadataTooLarge, kerr.InvalidCommitOffsetSize} {
		t.Run(refusal.Message, func(t *testing.T) {
			t.Parallel()
			s := newStage(t, 1)
			if s.cluster == nil {
				t.Skip("it has an embedded broker of its own")
			}
			s.publish(t, chapter("before", 0), chapter("slow", 0), chapter("k0", 0))
			s.cluster.Fault(kfake.Fault{Keys: []kmsg.Key{kmsg.OffsetCommit}, Err: refusal, Count: 1})
			var log logs
			s.blocked(t, 2, kafka.ConsumerConfig{CommitInterval: time.Hour, Logger: log.logger()})
			if n := s.committed(t); n != 1 {
				t.Errorf("committed %d, want 1", n)
			}
			if strings.Contains(log.String(), "offsets were not committed") {
				t.Errorf("logged %s", log.String())
			}
			if l := s.theRest(t, kafka.ConsumerConfig{}); len(l.done) != 2 || l.times("slow/0") != 1 || l.times("k0/0") != 1 {
				t.Errorf("handled then: %v, want slow/0 and k0/0", l.done)
			}
		})
	}
}
