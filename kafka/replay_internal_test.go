package kafka

import (
	"slices"
	"strconv"
	"testing"

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
