// Package reach finds which tests of a package run which statements of it or of
// another package.
package reach

import (
	"cmp"
	"go/token"
	"path/filepath"
	"slices"
	"time"
)

// Map says which tests reach which blocks.
type Map struct {
	Blocks []string // as coverage profiles have them
	Tests  []Test
	Flags  []string // to run the tests with
}

// Test is what is known of a top-level test that ran alone.
type Test struct {
	Name   string
	Took   time.Duration
	Blocks []int // indices of the blocks that it reached, in order
}

// Reaching returns the tests that reach a place in the code, the fastest first.
// Of the places it takes the first that is in a block.
func (m *Map) Reaching(places []token.Position) []Test {
	for _, place := range places {
		b := m.block(place)
		if b < 0 {
			continue
		}
		var tests []Test
		for _, t := range m.Tests {
			if _, ok := slices.BinarySearch(t.Blocks, b); ok {
				tests = append(tests, t)
			}
		}
		slices.SortStableFunc(tests, func(a, b Test) int { return cmp.Compare(a.Took, b.Took) })
		return tests
	}
	return nil
}

// block returns the index of the smallest block around a place, or -1.
func (m *Map) block(place token.Position) int {
	found := -1
	var smallest block
	for i, text := range m.Blocks {
		b, err := parseBlock(text)
		if err != nil || b.file != filepath.Base(place.Filename) || !b.contains(place) {
			continue
		}
		if found < 0 || b.smaller(smallest) {
			found, smallest = i, b
		}
	}
	return found
}
