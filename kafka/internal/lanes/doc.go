// Package lanes schedules records: those with the same key in order, one at a time, and those
// with different keys in parallel.
//
// [Scheduler.Add] adds the records of a fetch. Each worker has a [Slot]: it gets its first [Task]
// from [Scheduler.Next], and passes each task's [Outcome] to [Scheduler.Finish], which returns
// the next task. The scheduler tracks up to which offset each partition is completed without a
// gap, which is the offset to commit: see [Scheduler.Uncommitted].
//
// Within a partition, the records of one key form a lane. Records without a key share a lane, and
// with Options.Serial all records do. A lane's first record determines its state:
//
//	state     the lane                                              next
//	Idle      has no record                                         Ready, Dropped
//	Ready     is queued for a worker                                Running, Deferred, Dropped
//	Running   has its first record with a worker                    Idle, Ready, Waiting, Settling, Stuck, Deferred, Dropped
//	Settling  waits for [Scheduler.Settle] to report the outcome    Idle, Ready, Waiting, Stuck, Dropped
//	          of its first record
//	Waiting   retries its first record later                        Ready, Dropped
//	Stuck     has a first record that will not be completed         Dropped
//	Deferred  is not started: the scheduler stops, or the           Dropped
//	          partition was abandoned or removed
//	Dropped   has dropped its records                               -
//
// A record may be settled before its worker has finished it, if it is acknowledged quickly. The
// lane is then Idle, Ready or Waiting, and another worker may have taken it before the first one
// calls Finish, which then has no effect on the lane.
//
// The package does no I/O, calls no handler and knows nothing of dead letters. The type
// parameters are the caller's state: J of a task, K of a partition.
package lanes
