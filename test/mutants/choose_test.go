package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mediamesh/events/test/mutants/operator"
	"github.com/mediamesh/events/test/mutants/source"
)

const sample = "operator/testdata/sample"

// sampleMutants returns the mutants of the sample of operators.
func sampleMutants(t *testing.T) []*operator.Mutant {
	t.Helper()
	_, packages, err := source.Load(t.Context(), sample, []string{"."})
	if err != nil {
		t.Fatal(err)
	}
	return operator.Find(packages[0])
}

func ids(mutants []*operator.Mutant) []string {
	all := make([]string, len(mutants))
	for i, m := range mutants {
		all[i] = m.ID
	}
	return all
}

func TestChoose(t *testing.T) {
	packages := [][]*operator.Mutant{sampleMutants(t), nil}
	get := func(seed string, count int) []*operator.Mutant {
		t.Helper()
		chosen, err := choose(t.Context(), packages, seed, count)
		if err != nil {
			t.Fatal(err)
		}
		return chosen
	}
	first := get("1", 40)
	if len(first) < 38 || len(first) > 40 {
		t.Errorf("%d mutants", len(first))
	}
	if diff := cmp.Diff(ids(first), ids(get("1", 40))); diff != "" {
		t.Errorf("the same seed chooses others:\n%s", diff)
	}
	if cmp.Equal(ids(first), ids(get("2", 40))) {
		t.Error("another seed chooses the same mutants")
	}
	operators := map[string]bool{}
	for _, m := range first {
		operators[m.Operator] = true
		if err := m.Check(); err != nil {
			t.Errorf("%s does not compile: %v", m.ID, err)
		}
	}
	if len(operators) < len(operator.Names())*3/4 {
		t.Errorf("only the operators %v", operators)
	}
	sorted := slices.Sorted(slices.Values(ids(first)))
	if len(slices.Compact(sorted)) != len(first) {
		t.Error("a mutant is chosen twice")
	}
}

// An edit that adds or removes some mutants leaves most of the sample as it was.
func TestChoose_IsStable(t *testing.T) {
	all := sampleMutants(t)
	fewer := slices.DeleteFunc(slices.Clone(all), func(m *operator.Mutant) bool { return hash("edit", m.ID)%20 == 0 })
	if len(fewer) == len(all) {
		t.Fatal("nothing is edited")
	}
	get := func(mutants []*operator.Mutant) []string {
		chosen, err := choose(t.Context(), [][]*operator.Mutant{mutants}, "1", 40)
		if err != nil {
			t.Fatal(err)
		}
		return ids(chosen)
	}
	before, after := get(all), get(fewer)
	kept := slices.DeleteFunc(slices.Clone(before), func(id string) bool { return !slices.Contains(after, id) })
	if len(kept) < len(before)*8/10 {
		t.Errorf("%d of %d are chosen again after %d of %d mutants are gone", len(kept), len(before), len(all)-len(fewer), len(all))
	}
}

func TestChoose_All(t *testing.T) {
	mutants := sampleMutants(t)
	var want []string
	for _, m := range mutants {
		if m.Check() == nil {
			want = append(want, m.ID)
		}
	}
	slices.Sort(want)
	for _, count := range []int{0, len(mutants), len(mutants) + 1} {
		chosen, err := choose(t.Context(), [][]*operator.Mutant{mutants}, "1", count)
		if err != nil {
			t.Fatal(err)
		}
		got := ids(chosen)
		slices.Sort(got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("count %d (-want +got):\n%s", count, diff)
		}
	}
}

func TestAllot(t *testing.T) {
	for name, test := range map[string]struct {
		n     int
		sizes []int
		want  [][2]int // least and most
	}{
		"square roots": {60, []int{100, 400, 900}, [][2]int{{10, 11}, {19, 21}, {29, 31}}},
		"small":        {20, []int{100, 10_000}, [][2]int{{1, 2}, {18, 19}}},
		"all":          {11, []int{1, 0, 10}, [][2]int{{1, 1}, {0, 0}, {10, 10}}},
		"none":         {0, []int{5}, [][2]int{{0, 0}}},
	} {
		for seed := range 20 {
			got := allot(test.n, test.sizes, random(fmt.Sprint(seed)))
			sum := 0
			for i, n := range got {
				sum += n
				if n < test.want[i][0] || n > test.want[i][1] {
					t.Errorf("%s: %v", name, got)
				}
			}
			if sum < test.n-1 || sum > test.n {
				t.Errorf("%s: %v are %d", name, got, sum)
			}
		}
	}
}

func TestStatus_WithoutGit(t *testing.T) {
	if s := status(t.Context(), filepath.Join(t.TempDir(), "missing")); s != "" {
		t.Error(s)
	}
}
