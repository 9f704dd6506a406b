package kafka

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/mediamesh/events"
	"github.com/twmb/franz-go/pkg/kgo"
)

// Whatever producers call themselves, there are no series without end.
func TestSourceLabels(t *testing.T) {
	l := make(sourceLabels)
	for in, want := range map[string]string{"cms": "cms", "": "unknown", "a\nb": "other", strings.Repeat("x", 101): "other"} {
		if got := l.label(in); got != want {
			t.Errorf("%q is labelled %q, want %q", in, got, want)
		}
	}
	for i := range 1000 {
		l.label(fmt.Sprintf("p-%d", i))
	}
	if len(l) != maxSources || l.label("cms") != "cms" || l.label("late") != "other" {
		t.Errorf("%d sources", len(l))
	}
}

func TestErrorTypes(t *testing.T) {
	for want, err := range map[string]error{
		"panic":               fmt.Errorf("handling: %w", &PanicError{Value: "x"}),
		"timeout":             fmt.Errorf("asking: %w", context.DeadlineExceeded),
		"*errors.errorString": errors.New("x"),
		"*kafka.ConfigError":  &ConfigError{},
	} {
		if got := errorType(err).Value.AsString(); got != want {
			t.Errorf("%v is of type %s, want %s", err, got, want)
		}
	}
}

// A loop that is elsewhere than waiting for records must come back.
func TestHealthOfALoopThatStandsStill(t *testing.T) {
	c, err := NewConsumer(ConsumerConfig{Group: "g", Registry: new(events.Registry)})
	if err != nil {
		t.Fatal(err)
	}
	r := &run{config: c.config, scheduler: newScheduler(t.Context(), load{most: 1})}
	if r.client, err = kgo.NewClient(kgo.ConsumerGroup("g"), kgo.ConsumeTopics("t")); err != nil {
		t.Fatal(err)
	}
	defer r.client.Close()
	c.life.begin(r)
	for _, s := range []struct {
		polling bool
		ago     time.Duration
		live    bool
	}{{false, stillness / 2, true}, {false, 2 * stillness, false}, {true, 2 * stillness, true}} {
		r.outlook.moves(s.polling)
		r.outlook.moved.Store(time.Now().Add(-s.ago).UnixNano())
		h := c.Health()
		if want := "it has not asked for records for 2m0s"; h.Live != s.live || (h.Problems[0] == want) == s.live {
			t.Errorf("after %v, waiting %v: %+v", s.ago, s.polling, h)
		}
	}
	r.outlook.stopping.Store(true)
	if h := c.Health(); !h.Live || h.Ready || h.Problems[0] != "it stops: what was begun is finished" {
		t.Errorf("%+v", h)
	}
}

// What keys wait for.
func TestLook(t *testing.T) {
	s := newScheduler(t.Context(), load{most: 100, mostBytes: 1 << 20})
	at := place{"content.events", 0}
	s.assign([]place{at})
	var records []*kgo.Record
	for i, key := range []string{"retry", "letter", "refused", "stuck", "work", "ready"} {
		records = append(records, &kgo.Record{Topic: at.topic, Key: []byte(key), Offset: int64(10 + i)})
	}
	s.add(records)
	for _, key := range []string{"retry", "letter", "refused", "stuck", "work"} {
		w := &worker{base: t.Context()}
		task := s.next(w)
		if string(task.rec.Key) != key {
			t.Fatalf("task %s, want %s", task.rec.Key, key)
		}
		var o outcome
		switch key {
		case "retry":
			o = outcome{wait: time.Hour}
		case "letter":
			task.dead, o = new(deadLetter), outcome{aside: true}
		case "refused":
			task.dead, o = new(deadLetter), outcome{wait: time.Hour}
		case "stuck":
			o = outcome{stuck: true}
		case "work":
			continue
		}
		s.mu.Lock()
		w.end()
		task.lane.worker = nil
		s.settled(task, o)
		s.mu.Unlock()
	}
	v := s.look(time.Now().Add(time.Hour))
	if v.parked != [parkings]int{forRetry: 1, forDeadLetter: 2, forStop: 1} || v.working != 1 || v.overdue != 1 || v.records != 6 {
		t.Errorf("%+v", v)
	}
	if v.slowest.offset != 14 || v.slowest.place != at || len(v.done) != 1 || v.done[0] != (progress{at, 10}) {
		t.Errorf("%+v", v)
	}
	s.remove([]place{at})
}
