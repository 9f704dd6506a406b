// Package member is one member of a consumer group: its client, the loop that polls records
// into a scheduler, rebalances, commits, and leaving the group.
//
// Records go one way: the loop adds them to [Member.Scheduler], workers take them from there,
// and the committer commits how far they came. The package never looks into a record, calls no
// handler and writes no dead letter: what the workers do is given to [Member.Run].
package member
