// Package transaction sends records in Kafka transactions, one after the other.
//
// A [Client] makes a Kafka client when it is first needed, and another one when the former
// came to no good end: that has the cluster end whatever the former left open.
//
//	from        event                                              to
//	absent      a client is made, and the cluster knows it         idle
//	idle        a transaction begins                               open
//	open        a record failed, or time is up; abort succeeds     idle
//	open        the abort fails, or a topic was created again      absent
//	open        all records are acknowledged, the commit is sent   committing
//	committing  the cluster says that it is committed              idle
//	committing  the commit is refused or not answered              uncertain
//	uncertain   a new client has the cluster end it either way     idle
//	uncertain   no new client can be made now                      absent
//	any         another client has taken over a configured id      fenced
//
// In the state uncertain, the outcome says whether the commit is known to have failed. The
// state fenced is final.
//
// The package returns outcomes, and makes none of the errors that users match; it knows
// nothing of events.
package transaction
