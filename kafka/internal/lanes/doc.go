// Package lanes schedules records: those of one key one after the other, in order,
// those of different keys in parallel.
//
// A [Scheduler] gets the records of a fetch by [Scheduler.Add]. Each worker has a [Slot]
// and asks for one [Task] after the other, by [Scheduler.Next] and then
// [Scheduler.Finish], which takes the [Outcome] of the task before. The scheduler knows
// how far each partition is completed without a gap, which is what may be committed:
// see [Scheduler.Uncommitted].
//
// Within a partition, the records of one key form a lane. Records without a key share
// one, and with Options.Serial all records do. A lane is in one of these states, and its first record is the one that matters:
//
//	state     the lane                                              next
//	Idle      has no record                                         Ready, Dropped
//	Ready     is in the queue for a worker                          Running, Deferred, Dropped
//	Running   has its first record with a worker                    Idle, Ready, Waiting, Settling, Stuck, Deferred, Dropped
//	Settling  has handed its first record on; [Scheduler.Settle]    Idle, Ready, Waiting, Stuck, Dropped
//	          says what became of it
//	Waiting   tries its first record again later                    Ready, Dropped
//	Stuck     has a first record that will not be completed         Dropped
//	Deferred  is not taken up: the scheduler stops, or the          Dropped
//	          partition was given up
//	Dropped   has given up its records                              -
//
// A record may be settled before its worker has finished it, when its acknowledgement is
// quick. The lane is then Idle, Ready or Waiting, and another worker may have it by the
// time that the first one calls Finish, which changes nothing any more.
//
// The package does no I/O, calls no handler and knows nothing of dead letters: what its
// user has to remember of a task is the type parameter J, and of a partition K.
package lanes
