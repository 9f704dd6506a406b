// Package broken has consumers and publishers that are wrong in one way each,
// for a checker to find out. They are written on the bare client, and share no
// code with the library. Without a flaw, they are sound.
package broken

import "github.com/mediamesh/events/test/chaos/check"

// Flaw is a way to be wrong.
type Flaw struct {
	Name      string // "" for none
	What      string
	Faults    []check.Fault // it is caught by one of these
	KeepOrder bool          // the topic's group promises KeepOrder
}

// The flaws.
const (
	none                 = ""
	commitBeforeHandle   = "commit-before-handle"
	commitPastSlow       = "commit-past-slow"
	deadLetterAckIgnored = "dead-letter-ack-ignored"
	deadLetterAltered    = "dead-letter-altered"
	dropOnRevoke         = "drop-on-revoke"
	unboundedSkip        = "unbounded-skip"
	lostRetry            = "lost-retry"
	retryBehind          = "retry-behind"
	noKeyOrder           = "no-key-order"
	orderNotKept         = "order-not-kept"
	fabricated           = "fabricated"
	invalidHandled       = "invalid-handled"
	wrongKeyHash         = "wrong-key-hash"
	earlyAck             = "early-ack"
	callsShuffled        = "calls-shuffled"
	tornTransaction      = "torn-transaction"
	abortIgnored         = "abort-ignored"
)

// Flaws are all, none first.
var Flaws = []Flaw{
	{Name: none, What: "sound"},
	{Name: commitBeforeHandle, What: "commits what it fetched, and then handles it", Faults: []check.Fault{check.Early, check.Lost}},
	{Name: commitPastSlow, What: "handles slow events aside, and commits past them", Faults: []check.Fault{check.Early}},
	{Name: deadLetterAckIgnored, What: "does not look whether a dead letter was acknowledged", Faults: []check.Fault{check.Lost, check.Early}},
	{Name: deadLetterAltered, What: "writes dead letters anew instead of as they came", Faults: []check.Fault{check.Altered}},
	{Name: dropOnRevoke, What: "commits what it fetched when partitions are taken away, and drops it", Faults: []check.Fault{check.Lost, check.Early}},
	{Name: unboundedSkip, What: "goes on after an event whose handler fails for good", Faults: []check.Fault{check.Lost, check.Early}},
	{Name: lostRetry, What: "keeps events to be tried again in memory, and commits past them", Faults: []check.Fault{check.Lost, check.Early}},
	{Name: retryBehind, What: "tries an event again behind the later ones of its key", Faults: []check.Fault{check.Reordered}},
	{Name: noKeyOrder, What: "shares a partition's events among workers without regard to keys", Faults: []check.Fault{check.Reordered}},
	{Name: orderNotKept, What: "promises KeepOrder, and handles what follows a dead letter", Faults: []check.Fault{check.Overtaken}, KeepOrder: true},
	{Name: fabricated, What: "handles an event that nobody sent", Faults: []check.Fault{check.Fabricated}},
	{Name: invalidHandled, What: "hands invalid events to the handler", Faults: []check.Fault{check.Unsound}},
	{Name: wrongKeyHash, What: "publishes to the partition of another hash", Faults: []check.Fault{check.Misplaced}},
	{Name: earlyAck, What: "takes an event for acknowledged when it is buffered", Faults: []check.Fault{check.Vanished, check.Lost}},
	{Name: callsShuffled, What: "sends what it was given later first", Faults: []check.Fault{check.Shuffled}},
	{Name: tornTransaction, What: "sends the events of a transaction one by one, and dies half-way", Faults: []check.Fault{check.Torn}},
	{Name: abortIgnored, What: "says of a transaction that it was not written, which can be seen", Faults: []check.Fault{check.Contradicted}},
}

// Find returns the flaw of a name, nil if there is none.
func Find(name string) *Flaw {
	for i := range Flaws {
		if Flaws[i].Name == name {
			return &Flaws[i]
		}
	}
	return nil
}

// Names returns the names of all flaws.
func Names() (names []string) {
	for _, f := range Flaws[1:] {
		names = append(names, f.Name)
	}
	return names
}
