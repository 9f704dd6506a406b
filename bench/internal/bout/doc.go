// Package bout sets up what is measured: bouts, each of several contenders that
// do the same work on the same document. The first contender of a bout is the
// reference: ours, or the smallest of a scale.
package bout
