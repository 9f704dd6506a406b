package trial

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/mediamesh/events/test/mutants/reach"
)

func TestPortions(t *testing.T) {
	ms := func(all ...int) []reach.Test {
		var tests []reach.Test
		for _, n := range all {
			tests = append(tests, reach.Test{Took: time.Duration(n) * time.Millisecond})
		}
		return tests
	}
	for name, test := range map[string]struct {
		tests []reach.Test
		want  []int
	}{
		"none":                     {nil, nil},
		"one portion up to 1 s":    {ms(100, 400, 500), []int{3}},
		"4 s, then 16 s":           {ms(300, 800, 2000, 9000, 9000), []int{1, 2, 1, 1}},
		"a slow test has its own":  {ms(60_000, 70_000), []int{1, 1}},
		"many fast ones, one slow": {ms(1, 1, 1, 1, 1500), []int{4, 1}},
	} {
		var sizes []int
		for _, p := range portions(test.tests) {
			sizes = append(sizes, len(p))
		}
		if diff := cmp.Diff(test.want, sizes); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}
