//go:build unix

// Package cluster runs the brokers of a campaign, the embedded one in a process
// of its own or real ones, and the network between them and their clients, and
// breaks them.
package cluster

import (
	"errors"
	"time"
)

// Cluster is some brokers.
type Cluster interface {
	// Addresses are where the nodes listen.
	Addresses() []string
	// Nodes is how many can be killed and paused, 0 if none.
	Nodes() int
	// Kill ends a node at once. Start starts it again, on the data it has, and
	// returns when it answers.
	Kill(node int) error
	Start(node int) error
	// Pause has a node keep its connections and say nothing.
	Pause(node int) error
	Resume(node int) error
	// Break has the cluster answer wrongly for a while, or returns
	// ErrUnsupported.
	Break(Trouble) error
	// Close stops it for good.
	Close() error
}

// ErrUnsupported says that a cluster cannot be broken like this.
var ErrUnsupported = errors.New("this cluster cannot be broken like that")

// Trouble is a way to answer wrongly.
type Trouble struct {
	Kind       Kind
	Topics     []string      // for those about topics
	Partitions []int32       // of the topics, nil for all; of the embedded broker alone
	Count      int           // of answers
	For        time.Duration // for those that last
}

// Kind is a kind of trouble.
type Kind string

// The kinds of trouble.
const (
	AppendedThenErrored Kind = "appended-then-errored" // so many produce requests are done, and answered with an error
	CommitLostAnswer    Kind = "commit-lost-answer"    // so many commits are done, and answered with an error
	CommitRefused       Kind = "commit-refused"        // so many commits are refused
	EndErrored          Kind = "end-errored"           // so many ends of transactions are answered with an error, and not done
	FailProduce         Kind = "fail-produce"          // the topics take no records, for so long; clients try again
	RefuseProduce       Kind = "refuse-produce"        // the same, with an answer that clients do not try again after
	SlowProduce         Kind = "slow-produce"          // each produce request to the topics takes 300 ms, for so long
)
