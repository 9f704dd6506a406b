// Package report writes what was measured: a table to read, or a JSON line per
// figure.
package report
