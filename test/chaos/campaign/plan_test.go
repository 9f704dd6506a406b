//go:build unix

package campaign

import (
	"reflect"
	"testing"
	"time"
)

func TestASeedStandsForOnePlan(t *testing.T) {
	one := Plan(7, time.Minute, time.Second)
	if !reflect.DeepEqual(one, Plan(7, time.Minute, time.Second)) {
		t.Error("two plans of one seed differ")
	}
	if reflect.DeepEqual(one, Plan(8, time.Minute, time.Second)) {
		t.Error("plans of two seeds are the same")
	}
}

func TestAPlanKeepsToItsTime(t *testing.T) {
	plan := Plan(7, 10*time.Minute, time.Second)
	if n := len(plan); n < 500 || n > 700 {
		t.Errorf("%d steps in 600 s", n)
	}
	seen := make(map[Act]bool)
	last := time.Duration(0)
	for _, s := range plan {
		if s.At < last || s.At >= 10*time.Minute {
			t.Errorf("a step at %v after one at %v", s.At, last)
		}
		last = s.At
		seen[s.Act] = true
	}
	for _, a := range acts {
		if !seen[a.act] {
			t.Errorf("%s is in no step", a.act)
		}
	}
}
