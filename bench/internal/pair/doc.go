// Package pair measures contenders side by side.
//
// On a shared machine one run of a benchmark varies by a third, and a slow
// spell may last longer than a contender's turn. So contenders take turns in
// slices of some milliseconds, over many rounds; a spell then hits all of them
// alike, and the ratio of two contenders in the same round says more than their
// times do. A [Figure] holds the median of those ratios and its quartiles.
package pair
