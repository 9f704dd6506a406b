//go:build unix

package main

import (
	"strings"
	"testing"
	"time"

	"github.com/mediamesh/events/test/chaos/broken"
	"github.com/mediamesh/events/test/chaos/campaign"
	"github.com/mediamesh/events/test/chaos/check"
	"github.com/mediamesh/events/test/chaos/journal"
)

func verdict(faults map[check.Fault]int) *check.Verdict {
	return &check.Verdict{
		Acknowledged: 10, Handled: 9, DeadLettered: 1, Faults: faults,
		AcknowledgedBy: map[journal.Way]int{journal.Async: 7, journal.Atomic: 3}, Transactions: check.Transactions{Committed: 2},
	}
}

func TestSummary_Failures(t *testing.T) {
	skip := *broken.Find("unbounded-skip")
	sound := broken.Flaw{}
	for _, test := range []struct {
		name     string
		faults   map[check.Fault]int
		settled  bool
		controls []campaign.Outcome
		ok       bool
		text     string
	}{
		{name: "nothing found", settled: true, ok: true, text: "0 lost, 0 reordered, 0 committed early"},
		{name: "who acknowledged", settled: true, ok: true, text: "acknowledged by map[client:0 publish:0 publishAsync:7 publishAtomically:3]"},
		{name: "torn", faults: map[check.Fault]int{check.Torn: 1}, settled: true, text: "FAULTS: map[torn:1]"},
		{name: "lost", faults: map[check.Fault]int{check.Lost: 1}, settled: true, text: "1 lost, 0 reordered"},
		{name: "overtaken", faults: map[check.Fault]int{check.Overtaken: 2}, settled: true, text: "0 lost, 2 reordered"},
		{name: "not at the end", text: "NOT SETTLED"},
		{
			name: "a control is caught", settled: true, ok: true, text: "control: unbounded-skip is caught: map[lost:3]",
			controls: []campaign.Outcome{{Flaw: skip, Verdict: verdict(map[check.Fault]int{check.Lost: 3})}},
		},
		{
			name: "a control is not caught", settled: true, text: "control: unbounded-skip IS NOT CAUGHT: found map[], want one of [lost committed early]",
			controls: []campaign.Outcome{{Flaw: skip, Verdict: verdict(nil), Settled: true}},
		},
		{
			name: "a control is caught by something else", settled: true, text: "control: unbounded-skip IS NOT CAUGHT: found map[altered:1]",
			controls: []campaign.Outcome{{Flaw: skip, Verdict: verdict(map[check.Fault]int{check.Altered: 1}), Settled: true}},
		},
		{
			name: "something is found of the sound one", settled: true, text: "control: WITHOUT A FLAW, FOUND map[lost:1]",
			controls: []campaign.Outcome{{Flaw: sound, Verdict: verdict(map[check.Fault]int{check.Lost: 1}), Settled: true}},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := &summary{}
			s.add(&campaign.Result{Verdict: verdict(test.faults), Settled: test.settled, Took: time.Second})
			s.controls(test.controls)
			if s.ok() != test.ok {
				t.Errorf("ok is %v", s.ok())
			}
			if text := s.text(); !strings.Contains(text, test.text) {
				t.Errorf("text %q, want %q in it", text, test.text)
			}
		})
	}
}
