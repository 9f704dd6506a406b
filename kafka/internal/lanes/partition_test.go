package lanes

import (
	"strconv"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/doneset"
)

// TestQueue checks that lanes are popped in order, and that popped lanes are not retained.
func TestQueue(t *testing.T) {
	var q queue[int, nothing]
	list := make([]lane[int, nothing], 10_000)
	next, most := 0, 0
	for i := range list {
		q.push(&list[i])
		if i%100 < 50 { // fifty lanes queue up from time to time
			continue
		}
		for range min(2, i+1-next) {
			if got := q.pop(); got != &list[next] {
				t.Fatalf("lane %d is not the next", next)
			}
			next++
		}
		most = max(most, len(q.list))
	}
	for ; next < len(list); next++ {
		if got := q.pop(); got != &list[next] {
			t.Fatalf("lane %d is not the next", next)
		}
	}
	if got := q.pop(); got != nil {
		t.Error("there is another one")
	}
	if most > 500 {
		t.Errorf("it grows to %d", most)
	}
	for _, l := range q.list[:q.head] {
		if l != nil {
			t.Fatal("it keeps a lane that has gone")
		}
	}
}

// TestQueue_ManyWait checks that the cost of push and pop does not depend on the queue's length.
func TestQueue_ManyWait(t *testing.T) {
	const rounds = 300_000 // some milliseconds; a minute if each moved the queue
	list := make([]lane[int, nothing], 300_000)
	var q queue[int, nothing]
	late := time.Now().Add(10 * time.Second)
	for i := range list {
		q.push(&list[i])
	}
	for i := range rounds {
		got := q.pop()
		if got != &list[i%len(list)] {
			t.Fatalf("lane %d is not the next", i)
		}
		if i%1000 == 0 && time.Now().After(late) {
			t.Fatalf("only %d rounds in ten seconds", i)
		}
		q.push(got)
	}
	if n := len(q.list); n > 3*len(list) {
		t.Errorf("it grows to %d of %d lanes", n, len(list))
	}
}

// TestPartition_KeepsFewLanes checks that lanes without records are forgotten once there are
// many.
func TestPartition_KeepsFewLanes(t *testing.T) {
	p := newPartition[int, nothing](Place{"t", 0}, false)
	for i := range 2 * spareLanes {
		r := &kgo.Record{Key: []byte(strconv.Itoa(i))}
		l := p.laneOf(r)
		if p.laneOf(r) != l || l.key != string(r.Key) {
			t.Fatalf("key %d has two lanes", i)
		}
		p.ended(l)
		if want := min(i+1, spareLanes); len(p.lanes) != want {
			t.Fatalf("%d lanes after %d keys, want %d", len(p.lanes), i+1, want)
		}
	}
	keyless := p.laneOf(&kgo.Record{})
	if empty := p.laneOf(&kgo.Record{Key: []byte{}}); empty == keyless || p.laneOf(&kgo.Record{}) != keyless {
		t.Error("records without a key and with an empty one share a lane")
	}
	p.forget(keyless)
	if p.keyless != nil || len(p.lanes) != spareLanes+1 {
		t.Errorf("then there are %d lanes", len(p.lanes))
	}
}

// TestScheduler_UnknownPartitions checks that calls for unassigned partitions have no effect.
func TestScheduler_UnknownPartitions(t *testing.T) {
	s := newScheduler(t.Context(), 1, 0)
	unknown := []Place{{"t", 0}}
	if drained := s.Drain(unknown, time.Now()); len(drained) > 0 || s.Abandon(unknown) != 0 || s.Remove(unknown) {
		t.Error("there was something to drain, to abandon or to commit")
	}
	s.StartAt(unknown[0], kgo.EpochOffset{}, doneset.FirstRead{Millis: 1, Partitions: 1})
	s.Prepare(unknown[0], new(int))
	s.Committed(map[Place]mark{unknown[0]: {}})
	s.Continue(map[Place]Position{unknown[0]: {}})
	if len(s.All()) > 0 || len(s.Uncommitted()) > 0 || s.FirstRead(unknown[0]).Known() {
		t.Error("it has partitions now")
	}
}

// TestScheduler_FirstRead checks that StartAt sets when the group first read the topic.
func TestScheduler_FirstRead(t *testing.T) {
	s := newScheduler(t.Context(), 1, 0)
	at, since := Place{"t", 0}, doneset.FirstRead{Millis: 7, Partitions: 3}
	s.Assign([]Place{at})
	s.StartAt(at, kgo.EpochOffset{Epoch: 1, Offset: 5}, since)
	if got := s.FirstRead(at); got != since {
		t.Errorf("it began %+v, want %+v", got, since)
	}
}

// TestScheduler_RemoveMakesRoom checks that removing partitions signals Changed.
func TestScheduler_RemoveMakesRoom(t *testing.T) {
	s := newScheduler(t.Context(), 1, 0)
	s.Assign([]Place{{"t", 0}})
	s.Remove([]Place{{"t", 0}})
	select {
	case <-s.Changed():
	default:
		t.Error("nothing tells of it")
	}
}
