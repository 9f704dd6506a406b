//go:build unix

package campaign

import (
	"fmt"
	"math/rand/v2"
	"time"
)

// Act is a kind of fault.
type Act string

// The acts. Those about brokers and answers are left out where the cluster
// cannot be broken like that.
const (
	KillConsumer    Act = "kill-consumer"
	KillPublisher   Act = "kill-publisher"
	KillBroker      Act = "kill-broker"
	PauseConsumer   Act = "pause-consumer"
	PausePublisher  Act = "pause-publisher"
	PauseBroker     Act = "pause-broker"
	Cut             Act = "cut-connections"
	LoseAnswers     Act = "lose-answers"
	Hold            Act = "hold-connections"
	AppendedErrored Act = "appended-then-errored"
	CommitLost      Act = "commit-lost-answer"
	CommitRefused   Act = "commit-refused"
	FailDeadLetters Act = "fail-dead-letters"
	DenyDeadLetters Act = "deny-dead-letters"
	SlowDeadLetters Act = "slow-dead-letters"
	Storm           Act = "rebalance-storm"
	KillInCall      Act = "kill-publisher-in-call"
	FailEvents      Act = "fail-events"
	RefuseEvents    Act = "refuse-events"
	EndErrored      Act = "transaction-end-errored"

	// Of single topics, at a time of their own.
	AddPartitions Act = "add-partitions"
	StartLatest   Act = "start-latest"
	CreateTopic   Act = "create-topic"
	Replay        Act = "replay"
	Recreate      Act = "recreate-topic"
	Redrive       Act = "redrive-and-discard"
	KillRedrive   Act = "kill-redrive"
	EmptyLetters  Act = "recreate-dead-letter-topic"
)

// Step is an act at a time. What it does is drawn before the campaign begins:
// a seed stands for one plan.
type Step struct {
	At    time.Duration
	Act   Act
	Which uint64        // process, node
	For   time.Duration // how long what it breaks stays so
	Share float64       // of the connections
	Count int           // of answers
	Seed  uint64        // for what is drawn when it is done
}

func (s Step) String() string {
	return fmt.Sprintf("%6.2fs %s for %v", s.At.Seconds(), s.Act, s.For.Round(time.Millisecond))
}

// acts says how often each act is chosen, and how long it lasts at most.
var acts = []struct {
	act     Act
	weight  int
	longest time.Duration
}{
	{KillConsumer, 22, 2 * time.Second},
	{KillPublisher, 8, time.Second},
	{KillBroker, 8, 1500 * time.Millisecond},
	{PauseConsumer, 8, 5 * time.Second}, // and so beyond its session
	{PausePublisher, 3, 2 * time.Second},
	{PauseBroker, 4, 2 * time.Second},
	{Cut, 8, 0},
	{LoseAnswers, 8, 1500 * time.Millisecond},
	{Hold, 4, 2 * time.Second},
	{AppendedErrored, 6, 0},
	{CommitLost, 5, 0},
	{CommitRefused, 4, 0},
	{FailDeadLetters, 5, 2 * time.Second},
	{DenyDeadLetters, 3, 2 * time.Second},
	{SlowDeadLetters, 4, 3 * time.Second},
	{Storm, 8, 1500 * time.Millisecond},
	{KillInCall, 8, time.Second},
	{FailEvents, 3, 8 * time.Second}, // and so beyond the delivery timeout
	{RefuseEvents, 3, time.Second},
	{EndErrored, 4, 0},
}

// Plan draws the steps of a campaign that lasts so long, one every so often on
// average.
func Plan(seed uint64, lasts, every time.Duration) (plan []Step) {
	random := rand.New(rand.NewPCG(seed, 1))
	sum := 0
	for _, a := range acts {
		sum += a.weight
	}
	for at := every; at < lasts; {
		n := random.IntN(sum)
		for _, a := range acts {
			if n -= a.weight; n >= 0 {
				continue
			}
			plan = append(plan, Step{
				At: at, Act: a.act, Which: random.Uint64(),
				For:   time.Duration(random.Float64() * float64(a.longest)),
				Share: 0.2 + 0.8*random.Float64(), Count: 1 + random.IntN(5), Seed: random.Uint64(),
			})
			break
		}
		at += time.Duration((0.3 + 1.4*random.Float64()) * float64(every))
	}
	return plan
}
