package journal

// Way is how an event is published.
type Way string

// The ways.
const (
	Publish  Way = "p" // by a call that waits for it
	Async    Way = "a" // by a call that does not, whose callback tells
	Atomic   Way = "t" // in a transaction, with others
	ByClient Way = "c" // by the bare client
)
