// Package verdicts has a function for each thing that can come of a mutant.
package verdicts

// Tested has a test of its bound.
func Tested(a, b int) bool { return a < b }

// Weak has a test that does not look at its bound.
func Weak(a, b int) bool { return a < b }

// Untested has no test.
func Untested(a, b int) bool { return a < b }

// Loop does not end without its assignment.
func Loop(n int) (sum int) {
	for n > 0 {
		sum += n
		n--
	}
	return sum
}

// Grow needs all memory without its assignment.
func Grow(n int) (list [][]byte) {
	for n > 0 {
		page := make([]byte, 1<<20)
		for i := range page {
			page[i] = 1
		}
		list = append(list, page)
		n--
	}
	return list
}

// Unsteady has a test that fails on a mutant once.
func Unsteady(a, b int) bool { return a < b }

// InChild runs in a process that a test starts.
func InChild(n int) int {
	if n < 1 {
		return 2
	}
	return 0
}

// Hang does not return without its assignment.
func Hang(hang func()) {
	wait := true
	wait = false
	if wait {
		hang()
	}
}
