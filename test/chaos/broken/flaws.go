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
	Play      Play          // what is done to it
}

// Sound reports whether nothing is wrong with it.
func (f *Flaw) Sound() bool { return len(f.Faults) == 0 }

// Play is what is done to a control.
type Play string

// The plays.
const (
	Crash      Play = ""           // the consumer is killed, and another joins
	Joins      Play = "joins"      // another consumer joins between the halves of the events
	Partitions Play = "partitions" // and partitions are added
	Latest     Play = "latest"     // the consumer begins with what is published from then on, and is killed at once
	Replays    Play = "replay"     // the topic is replayed while the consumer works, which is then killed
	Recreate   Play = "recreate"   // the topic is deleted and created again
	Redrives   Play = "redrive"    // dead letters are redriven and discarded, until none is left
)

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
	batchGivenUp         = "batch-given-up"
	splitReordered       = "split-reordered"
	tombstoneAside       = "tombstone-dead-lettered"
	giantDropped         = "giant-dropped"
	resolvedBelieved     = "resolved-believed"
	redrivenBelieved     = "redriven-believed"
	addedAtEnd           = "added-at-end"
	resumeForgotten      = "resume-forgotten"
	latestEachStart      = "latest-each-start"
	replayCommits        = "replay-commits"
	recreatedDropped     = "recreated-dropped"
	recreatedStuck       = "recreated-stuck"
	redriveTwice         = "redrive-twice"
	followerDiscarded    = "follower-discarded"
	discardUnheard       = "discard-unheard"
	blockedByOthers      = "blocked-by-others"
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
	{Name: batchGivenUp, What: "gives a batch up for one event that is too large", Faults: []check.Fault{check.Misrefused}},
	{Name: splitReordered, What: "sends what was refused together with a large event again behind later ones", Faults: []check.Fault{check.Shuffled}},
	{Name: tombstoneAside, What: "dead-letters tombstones", Faults: []check.Fault{check.Misjudged}},
	{Name: giantDropped, What: "drops records that are too large for it", Faults: []check.Fault{check.Lost, check.Early}},
	{Name: resolvedBelieved, What: "believes the header dlq-resolved of a record of the source topic", Faults: []check.Fault{check.Lost, check.Early}},
	{Name: redrivenBelieved, What: "believes the header redriven-for of a record of the source topic", Faults: []check.Fault{check.Lost, check.Early}},
	{Name: "sound-joins", What: "sound", Play: Joins},
	{Name: resumeForgotten, What: "does not resume a paused partition that it is given again", Faults: []check.Fault{check.Stalled}, Play: Joins},
	{Name: "sound-partitions", What: "sound", Play: Partitions},
	{Name: addedAtEnd, What: "begins an added partition at its end", Faults: []check.Fault{check.Lost, check.Early}, Play: Partitions},
	{Name: "sound-latest", What: "sound", Play: Latest},
	{Name: latestEachStart, What: "begins at the end whenever it starts", Faults: []check.Fault{check.Lost}, Play: Latest},
	{Name: "sound-replay", What: "sound", Play: Replays},
	{Name: replayCommits, What: "commits what it replayed", Faults: []check.Fault{check.Early, check.Lost}, Play: Replays},
	{Name: "sound-recreate", What: "sound", Play: Recreate},
	{Name: recreatedDropped, What: "takes events for acknowledged that a re-created topic refused", Faults: []check.Fault{check.Vanished}, Play: Recreate},
	{Name: recreatedStuck, What: "never accepts that a topic was created again", Faults: []check.Fault{check.Stranded}, Play: Recreate},
	{Name: "sound-redrive", What: "sound", Play: Redrives, KeepOrder: true},
	{Name: redriveTwice, What: "notes what it redrove after it was sent, and is killed in between", Faults: []check.Fault{check.Resent}, Play: Redrives, KeepOrder: true},
	{Name: followerDiscarded, What: "discards the dead letter behind the one that is given up, too", Faults: []check.Fault{check.Unasked}, Play: Redrives, KeepOrder: true},
	{Name: discardUnheard, What: "keeps a key blocked whose dead letter was discarded", Faults: []check.Fault{check.Blocked}, Play: Redrives, KeepOrder: true},
	{Name: blockedByOthers, What: "takes another group's dead letters for its own", Faults: []check.Fault{check.Misblocked}, Play: Redrives, KeepOrder: true},
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

// Names returns the names of all flaws, without the sound variants.
func Names() (names []string) {
	for _, f := range Flaws {
		if !f.Sound() {
			names = append(names, f.Name)
		}
	}
	return names
}
