package dlq

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/mediamesh/events/kafka"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/ledger"
	"github.com/mediamesh/events/kafka/internal/topicscan"
	"github.com/mediamesh/events/kafka/records"
)

// someTime is a time in whole milliseconds.
var someTime = time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC)

// scanOf returns a scan that has read so many records of a dead-letter topic, and is
// at its end behind them.
func scanOf(n int) *topicscan.Scan {
	p := &topicscan.Scanned{Topic: "t.dlq", Seen: int64(n), End: int64(n)}
	for i := range n {
		p.Held = append(p.Held, &kgo.Record{Topic: "t.dlq", Offset: int64(i)})
	}
	return &topicscan.Scan{Parts: []*topicscan.Scanned{p}}
}

// parcels returns so many dead letters that were sent.
func parcels(n int) map[cluster.Position]*redriveItem {
	out := make(map[cluster.Position]*redriveItem)
	for i := range n {
		out[cluster.Position{Topic: "t.dlq", Partition: 0, Offset: int64(i)}] = &redriveItem{}
	}
	return out
}

// TestRedriving_ReadsNoMoreThanMayWait reads no dead letter while too many wait for
// earlier ones of their keys, unless there is nothing that they could wait for.
func TestRedriving_ReadsNoMoreThanMayWait(t *testing.T) {
	for _, c := range []struct {
		name   string
		queued int
		batch  []*redriveItem
		out    *redriveTracker
		want   int // dead letters that are read
	}{
		{"room", maxQueued - 1, []*redriveItem{{}}, &redriveTracker{out: parcels(1)}, 1},
		{"full, one is to be sent", maxQueued, []*redriveItem{{}}, nil, 0},
		{"full, one is not handled yet", maxQueued, nil, &redriveTracker{out: parcels(1)}, 0},
		{"full, all are handled", maxQueued, nil, &redriveTracker{}, 1},
		{"full, in a dry run", maxQueued, nil, nil, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := &redriving{order: newOrder(), main: scanOf(1), batch: c.batch, tracker: c.out}
			r.order.queued = c.queued
			d, err := r.next(t.Context())
			if err != nil || (d != nil) != (c.want == 1) || len(r.main.Parts[0].Held) != 1-c.want || r.ended {
				t.Errorf("read %v, %v; %d are left; ended: %v", d, err, len(r.main.Parts[0].Held), r.ended)
			}
		})
	}
}

// TestRedriving_NextComesToThoseThatFollow returns what arrived since the redrive
// began after what was there, if it follows what was chosen.
func TestRedriving_NextComesToThoseThatFollow(t *testing.T) {
	r := &redriving{order: newOrder(), main: scanOf(2)}
	letter := func(offset int64, key string, reason kafka.Reason) Letter {
		return Letter{At: cluster.Position{Topic: "t.dlq", Partition: 0, Offset: offset}, Reason: reason, Original: records.Record{Topic: "t", Key: []byte(key)}}
	}
	chosen, other := letter(0, "a", kafka.ReasonHandlerFailed), letter(1, "b", kafka.ReasonHandlerFailed)
	r.order.plan(&chosen, true, false)
	r.order.plan(&other, false, false)
	r.arrivals = []Letter{letter(2, "b", kafka.ReasonKeyBlocked), letter(3, "a", kafka.ReasonKeyBlocked), letter(4, "a", kafka.ReasonHandlerFailed), letter(5, "a", kafka.ReasonKeyBlocked)}
	got := ""
	for {
		d, err := r.next(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if d == nil {
			break
		}
		got += fmt.Sprintf("%d ", d.At.Offset)
	}
	if want := "0 1 3 5 "; got != want || r.report.Chosen != 2 || !r.ended || len(r.arrivals) > 0 {
		t.Errorf("got %s, chosen %d, ended: %v; want %s, chosen 2", got, r.report.Chosen, r.ended, want)
	}
}

// TestRedriving_Limit checks how many dead letters are sent at once.
func TestRedriving_Limit(t *testing.T) {
	for _, c := range []struct {
		config RedriveConfig
		sent   int
		out    int // not handled yet; -1 in a dry run
		want   int
	}{
		{RedriveConfig{Canary: 1, MaxUnhandled: 1000}, 0, 0, 1},
		{RedriveConfig{Canary: 3, MaxUnhandled: 1000}, 1, 1, 2},
		{RedriveConfig{Canary: 3, MaxUnhandled: 1000}, 3, 0, redriveBatch},
		{RedriveConfig{Canary: 3, MaxUnhandled: 1000, Rate: 20}, 3, 0, 2},
		{RedriveConfig{Canary: 3, MaxUnhandled: 1000, Rate: 20}, 2, 0, 1},
		{RedriveConfig{Canary: 1, MaxUnhandled: 1000, Rate: 9}, 1, 0, 1},
		{RedriveConfig{Canary: 1, MaxUnhandled: 1000, Rate: 99}, 1, 0, 9},
		{RedriveConfig{Canary: 1, MaxUnhandled: 1000, Rate: 1e6}, 1, 0, redriveBatch},
		{RedriveConfig{Canary: 1, MaxUnhandled: 1000}, 1, 600, 400},
		{RedriveConfig{Canary: 1, MaxUnhandled: 1000}, 1, 500, redriveBatch},
		{RedriveConfig{Canary: 1, MaxUnhandled: 3}, 1, 3, 1},
		{RedriveConfig{Canary: 1, MaxUnhandled: 3}, 1, -1, 3},
	} {
		r := &redriving{config: c.config, report: RedriveReport{Sent: c.sent}}
		if c.out >= 0 {
			r.tracker = &redriveTracker{out: parcels(c.out)}
		}
		if got := r.limit(); got != c.want {
			t.Errorf("canary %d, max %d, rate %v, %d sent, %d not handled: %d, want %d",
				c.config.Canary, c.config.MaxUnhandled, c.config.Rate, c.sent, c.out, got, c.want)
		}
	}
}

// TestRedriveReport_Left counts what a redrive did not come to: a dead letter that
// was sent and failed again is among those sent.
func TestRedriveReport_Left(t *testing.T) {
	failed, again := &RedriveFailure{Err: errors.New("x")}, &RedriveFailure{Again: new(Letter)}
	for _, c := range []struct {
		report RedriveReport
		want   int
	}{
		{RedriveReport{}, 0},
		{RedriveReport{Chosen: 10, Sent: 3, Held: 2, Handled: 3}, 5},
		{RedriveReport{Chosen: 10, Sent: 3, Held: 2, Failures: []*RedriveFailure{failed, again, failed}}, 3},
		{RedriveReport{Chosen: 1, Sent: 2}, 0},
	} {
		if got := c.report.left(); got != c.want {
			t.Errorf("%+v: %d are left, want %d", c.report, got, c.want)
		}
	}
}

// TestFilter_All tells a filter that chooses all from one with any field
// set, and with any two.
func TestFilter_All(t *testing.T) {
	if f := (Filter{}); !f.all() {
		t.Error("the zero value does not choose all")
	}
	set := []func(*Filter){
		func(f *Filter) { f.Types = []string{"content.created"} },
		func(f *Filter) { f.Reasons = []kafka.Reason{kafka.ReasonInvalid} },
		func(f *Filter) { f.Keys = []string{"k"} },
		func(f *Filter) { f.Groups = []string{"g"} },
		func(f *Filter) { f.Since = someTime },
		func(f *Filter) { f.Until = someTime },
	}
	for i, one := range set {
		for j, other := range set {
			var f Filter
			one(&f)
			other(&f)
			if f.all() {
				t.Errorf("with fields %d and %d set, it chooses all", i, j)
			}
		}
	}
}

// TestFilter_Matches changes one thing of a dead letter that fits.
func TestFilter_Matches(t *testing.T) {
	f := Filter{
		Types: []string{"content.created", "content.updated"}, Reasons: []kafka.Reason{kafka.ReasonInvalid, kafka.ReasonHandlerFailed}, Keys: []string{"", "k"}, Groups: []string{"g", "h"},
		Since: someTime, Until: someTime.AddDate(0, 0, 1),
	}
	for _, c := range []struct {
		name   string
		change func(*Letter)
		want   bool
	}{
		{"fits", func(*Letter) {}, true},
		{"type", func(d *Letter) { d.EventType = "content.deleted" }, false},
		{"another type", func(d *Letter) { d.EventType = "content.updated" }, true},
		{"reason", func(d *Letter) { d.Reason = kafka.ReasonKeyBlocked }, false},
		{"group", func(d *Letter) { d.Group = "i" }, false},
		{"key", func(d *Letter) { d.Original.Key = []byte("l") }, false},
		{"empty key", func(d *Letter) { d.Original.Key = []byte{} }, true},
		{"no key", func(d *Letter) { d.Original.Key = nil }, false},
		{"before", func(d *Letter) { d.DeadLetteredAt = f.Since.Add(-1) }, false},
		{"at its end", func(d *Letter) { d.DeadLetteredAt = f.Until.Add(-1) }, true},
		{"after", func(d *Letter) { d.DeadLetteredAt = f.Until }, false},
	} {
		d := Letter{EventType: "content.created", Reason: kafka.ReasonInvalid, Group: "g", DeadLetteredAt: someTime, Original: records.Record{Key: []byte("k")}}
		c.change(&d)
		if got := f.matches(&d); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
		if !(Filter{}).matches(&d) {
			t.Errorf("%s: the zero value does not choose it", c.name)
		}
	}
}

// TestRedriving_SendsDeadLetterOnce passes over a dead letter that was sent, if it is read
// again: a scan may go back after its topic lost data.
func TestRedriving_SendsDeadLetterOnce(t *testing.T) {
	r := &redriving{order: newOrder(), ledger: make(ledger.Ledger)}
	d := Letter{At: cluster.Position{Topic: "t.dlq", Partition: 0, Offset: 3}, DeadLetteredAt: time.UnixMilli(5), Reason: kafka.ReasonHandlerFailed, Original: records.Record{Topic: "t", Key: []byte("k")}}
	r.sent([]*redriveItem{{letter: d, key: r.order.key(&d), record: &kgo.Record{Topic: "t", Partition: 1, Offset: 7}}})
	if err := r.judge(&d); err != nil || len(r.batch)+len(r.report.Failures)+r.order.queued > 0 {
		t.Errorf("%v; to be sent %d, failed %d, queued %d; want none", err, len(r.batch), len(r.report.Failures), r.order.queued)
	}
	want := ledger.Entry{PutAside: 5, Topic: "t", Partition: 1, Offset: 7}
	if got := r.ledger[d.At]; got != want {
		t.Errorf("the ledger has %+v, want %+v", got, want)
	}
}
