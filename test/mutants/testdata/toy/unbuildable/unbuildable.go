// Package unbuildable has tests that do not compile.
package unbuildable

// Bound has no test that compiles.
func Bound(a, b int) bool { return a < b }
