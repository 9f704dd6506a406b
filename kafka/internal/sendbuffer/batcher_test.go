package sendbuffer

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

// TestBatcher plays calls that come and are settled at given times, and asks when
// the client was told to send.
func TestBatcher(t *testing.T) {
	const ms = hold
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
			"a slow one is sent again, ever less often: it may have begun to linger since",
			[]call{{0, 250 * ms}},
			[]time.Duration{0, 9 * ms, 25 * ms, 57 * ms, 121 * ms, 185 * ms, 249 * ms},
		},
		{
			"who comes then is sent at once",
			[]call{{0, 40 * ms}, {20 * ms, 40 * ms}},
			[]time.Duration{0, 9 * ms, 20 * ms, 29 * ms},
		},
		{
			"slow ones hold up nobody",
			[]call{{0, 40 * ms}, {ms / 8, 40 * ms}, {2 * ms, 3 * ms}, {9 * ms / 2, 5 * ms}},
			[]time.Duration{0, ms / 8, 2 * ms, 9 * ms / 2, 14 * ms, 30 * ms},
		},
		{
			"but those that are not do",
			[]call{{0, 5 * ms}, {2 * ms, 5 * ms / 2}, {17 * ms / 8, 5 * ms / 2}, {9 * ms / 4, 4 * ms}},
			[]time.Duration{0, 2 * ms, 17 * ms / 8, 5 * ms / 2},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				start := time.Now()
				var sent []time.Duration
				g := NewBatcher(func() { sent = append(sent, time.Since(start)) })
				for _, c := range tt.calls {
					go func() {
						time.Sleep(c.comes)
						round := g.Join()
						time.Sleep(c.settled - c.comes)
						g.Leave(round)
					}()
				}
				time.Sleep(time.Minute)
				synctest.Wait()
				if !slices.Equal(sent, tt.sent) {
					t.Errorf("sent at %v, want %v", sent, tt.sent)
				}
				if g.running || g.inFlight != 0 || g.coming != 0 || g.slow != 0 {
					t.Errorf("at the end running %t, in flight %d, slow %d, coming %d; want no call to wait", g.running, g.inFlight, g.slow, g.coming)
				}
			})
		})
	}
}

// TestBatcherOneCaller has one come back as soon as it is settled, and asks that
// each of its calls is sent once.
func TestBatcherOneCaller(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		var sent, want []time.Duration
		g := NewBatcher(func() { sent = append(sent, time.Since(start)) })
		for range 20 {
			want = append(want, time.Since(start))
			round := g.Join()
			time.Sleep(300 * time.Microsecond)
			g.Leave(round)
		}
		synctest.Wait()
		if !slices.Equal(sent, want) {
			t.Errorf("sent at %v, want %v", sent, want)
		}
	})
}

// TestBatcherMany has many calls come and be settled at random, for the race
// detector, and asks that the count comes out even.
func TestBatcherMany(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		sends := 0
		g := NewBatcher(func() { sends++ })
		const callers, each = 50, 200
		for i := range callers {
			go func() {
				for j := range each {
					round := g.Join()
					time.Sleep(time.Duration(200+(i*7919+j*104729)%700) * time.Microsecond)
					g.Leave(round)
				}
			}()
		}
		time.Sleep(time.Minute)
		synctest.Wait()
		if g.running || g.inFlight != 0 || g.coming != 0 || g.slow != 0 {
			t.Errorf("at the end running %t, in flight %d, slow %d, coming %d; want no call to wait", g.running, g.inFlight, g.slow, g.coming)
		}
		if sends == 0 || sends > callers*each/10 {
			t.Errorf("%d sends for %d calls, want a tenth at most", sends, callers*each)
		}
	})
}
