package kafka

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

// TestGather plays calls that come and are settled at given times, and asks when
// the client was told to send.
func TestGather(t *testing.T) {
	const ms = time.Millisecond
	type call struct{ comes, settled time.Duration }
	tests := []struct {
		name  string
		calls []call
		sent  []time.Duration
	}{
		{"a lone call is sent at once", []call{{0, ms / 2}}, []time.Duration{0}},
		{"and so is the next", []call{{0, ms / 2}, {ms, ms + ms/2}}, []time.Duration{0, ms}},
		{"a second one too, as many as are under way", []call{{0, ms / 2}, {ms / 8, ms / 2}}, []time.Duration{0, ms / 8}},
		{
			"who comes meanwhile is sent together, when the others are settled",
			[]call{{0, ms / 2}, {ms / 8, ms / 2}, {ms / 4, ms}},
			[]time.Duration{0, ms / 8, ms / 2},
		},
		{
			"or when it is as many",
			[]call{{0, ms}, {ms / 8, ms}, {ms / 5, ms}, {ms / 4, ms}, {ms / 3, 3 * ms / 2}, {ms / 2, 3 * ms / 2}},
			[]time.Duration{0, ms / 8, ms / 4, ms},
		},
		{
			"or after a moment",
			[]call{{0, 3 * ms / 2}, {ms / 8, 3 * ms / 2}, {ms / 4, 3 * ms / 2}},
			[]time.Duration{0, ms / 8, ms + ms/8},
		},
		{
			"it waits for all that were sent",
			[]call{{0, ms / 4}, {ms / 8, ms / 2}, {ms / 5, ms}},
			[]time.Duration{0, ms / 8, ms / 2},
		},
		{
			"a slow one is sent again, ever less often: its partition may not have been known",
			[]call{{0, 40 * ms}},
			[]time.Duration{0, ms, 3 * ms, 7 * ms, 15 * ms, 31 * ms},
		},
		{
			"who comes then is sent at once",
			[]call{{0, 40 * ms}, {20 * ms, 40 * ms}},
			[]time.Duration{0, ms, 3 * ms, 7 * ms, 15 * ms, 20 * ms, 21 * ms, 23 * ms, 27 * ms, 35 * ms},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				start := time.Now()
				var sent []time.Duration
				g := newGather(func() { sent = append(sent, time.Since(start)) })
				for _, c := range tt.calls {
					go func() {
						time.Sleep(c.comes)
						round := g.join()
						time.Sleep(c.settled - c.comes)
						g.leave(round)
					}()
				}
				time.Sleep(time.Minute)
				synctest.Wait()
				if !slices.Equal(sent, tt.sent) {
					t.Errorf("sent at %v, want %v", sent, tt.sent)
				}
				if g.running || g.away != 0 || g.coming != 0 {
					t.Errorf("at the end running %t, away %d, coming %d; want nobody to wait", g.running, g.away, g.coming)
				}
			})
		})
	}
}

// TestGatherMany has many calls come and be settled at random, for the race
// detector, and asks that the count comes out even.
func TestGatherMany(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		sends := 0
		g := newGather(func() { sends++ })
		const callers, each = 50, 200
		for i := range callers {
			go func() {
				for j := range each {
					round := g.join()
					time.Sleep(time.Duration(200+(i*7919+j*104729)%700) * time.Microsecond)
					g.leave(round)
				}
			}()
		}
		time.Sleep(time.Minute)
		synctest.Wait()
		if g.running || g.away != 0 || g.coming != 0 {
			t.Errorf("at the end running %t, away %d, coming %d; want nobody to wait", g.running, g.away, g.coming)
		}
		if sends == 0 || sends > callers*each/10 {
			t.Errorf("%d sends for %d calls, want a tenth at most", sends, callers*each)
		}
	})
}
