package kafka

import (
	"context"
	"io"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/mediamesh/events"
	"github.com/twmb/franz-go/pkg/kgo"
)

// TestLanesOf parts records by key; those without one are alone.
func TestLanesOf(t *testing.T) {
	var round []*kgo.Record
	for i, key := range []string{"a", "b", "a", "", "", "b", "a"} {
		r := &kgo.Record{Offset: int64(i)}
		if key != "" {
			r.Key = []byte(key)
		}
		round = append(round, r)
	}
	texts := func(lanes [][]*kgo.Record) (list []string) {
		for _, lane := range lanes {
			text := ""
			for _, r := range lane {
				text += strconv.Itoa(int(r.Offset))
			}
			list = append(list, text)
		}
		slices.Sort(list)
		return list
	}
	if got := texts(lanesOf(round, 1)); !slices.Equal(got, []string{"0123456"}) {
		t.Errorf("for one worker: %q", got)
	}
	if got := texts(lanesOf(round, 2)); !slices.Equal(got, []string{"026", "15", "3", "4"}) {
		t.Errorf("for two: %q", got)
	}
}

// TestReplay_CallHasDeadline gives a handler the time that is configured, however short.
func TestReplay_CallHasDeadline(t *testing.T) {
	for _, c := range []struct {
		timeout time.Duration
		want    bool
	}{{time.Minute, true}, {1, true}, {-1, false}} {
		r := &replay{consumer: &Consumer{config: ConsumerConfig{HandlerTimeout: c.timeout}}}
		h := &handling{Context: t.Context(), record: &kgo.Record{}}
		bounded, attempt := false, 0
		h.call = func(ctx context.Context, _ *events.Any) error {
			_, bounded = ctx.Deadline()
			attempt = h.attempt
			return io.EOF
		}
		if err := r.call(t.Context(), h, 2); err != io.EOF || bounded != c.want || attempt != 2 {
			t.Errorf("timeout %v: %v, deadline: %t, attempt %d; want %v, %t, 2", c.timeout, err, bounded, attempt, io.EOF, c.want)
		}
	}
}
