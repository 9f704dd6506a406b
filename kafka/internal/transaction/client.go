package transaction

import (
	"context"
	"errors"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/connect"
	"github.com/mediamesh/events/kafka/internal/delivery"
	"github.com/mediamesh/events/kafka/internal/sendbuffer"
	"github.com/mediamesh/events/kafka/internal/topicwriter"
)

// Config says how a [Client] works.
type Config struct {
	ID string // the transactional id
	// Exclusive says that no other client has the id. If the cluster fences the client
	// then, it aborted a transaction that took too long, as after a pause of the process.
	Exclusive       bool
	DeliveryTimeout time.Duration // bounds the wait for the outcome of a commit
	// NewClient makes a client with more options, and with a hook for its connections.
	NewClient func(hook *connect.Watch, more ...kgo.Opt) (*kgo.Client, error)
	Fenced    func(id string, err error) error // makes the error for a client that was fenced
}

// A state is where a [Client] is: see the package's documentation.
type state int

const (
	stateAbsent     state = iota // there is no Kafka client
	stateIdle                    // the cluster knows the client, which has no transaction
	stateOpen                    // a transaction has begun
	stateCommitting              // its commit is under way
	stateUncertain               // the commit failed
	stateFenced                  // another client has the id, for good
)

// A Client sends records in transactions. It is used by one goroutine at a time.
type Client struct {
	config Config
	state  state
	fenced error // why the state is fenced

	// Of the Kafka client, nil if there is none.
	client  *kgo.Client
	writers *topicwriter.Writers
	batcher *sendbuffer.Batcher
	ends    *endRequests

	watch *connect.Watch // of the latest client
}

// New returns a client, which does not connect yet.
func New(config Config) *Client { return &Client{config: config} }

// Watch returns what observes the connections of the latest transaction.
func (c *Client) Watch() *connect.Watch { return c.watch }

// Close closes the connections. A later transaction makes others.
func (c *Client) Close() { c.discard() }

// enter changes the state, unless it is final.
func (c *Client) enter(to state) {
	if c.state != stateFenced {
		c.state = to
	}
}

// begin begins a transaction, after the cluster has ended what another client of the same
// id left open.
func (c *Client) begin(ctx context.Context) error {
	if err := c.connect(ctx); err != nil {
		return err
	}
	if err := c.client.BeginTransaction(); err != nil {
		return err
	}
	c.enter(stateOpen)
	return nil
}

// connect makes the Kafka client if there is none. The cluster ends what another of the
// same id left open.
func (c *Client) connect(ctx context.Context) error {
	if c.client == nil {
		c.watch, c.ends = new(connect.Watch), new(endRequests)
		client, err := c.config.NewClient(c.watch,
			kgo.WithHooks(c.ends),
			kgo.TransactionalID(c.config.ID),
			// No transaction that is alive lasts longer.
			kgo.TransactionTimeout(c.config.DeliveryTimeout+2*delivery.Grace),
		)
		if err != nil {
			return err
		}
		c.client = client
		c.batcher = sendbuffer.NewBatcher(func() { sendbuffer.SendNow(client) })
	}
	if c.writers == nil {
		c.writers = topicwriter.NewWriters(c.client, topicwriter.Limits{Free: topicwriter.BatchLimit(c.client), Expiry: c.config.DeliveryTimeout, Fixed: true})
	}
	if err := c.identify(ctx); err != nil {
		return err
	}
	c.enter(stateIdle)
	return nil
}

// identify waits until the cluster knows the Kafka client, as sending a record does.
func (c *Client) identify(ctx context.Context) error {
	const pause = 100 * time.Millisecond
	for {
		_, _, err := c.client.ProducerID(ctx)
		var answer *kerr.Error
		if err == nil || errors.As(err, &answer) && !answer.Retriable {
			return err
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return err
		}
	}
}

// abort aborts the transaction. If that fails, the next client ends it, or else
// the cluster when its timeout is over.
func (c *Client) abort(ctx context.Context) {
	within, cancel := context.WithTimeout(ctx, delivery.Grace)
	defer cancel()
	c.writers.Close() // lest something that waits becomes part of the next
	c.writers = nil
	if c.client.AbortBufferedRecords(within) != nil || c.client.EndTransaction(within, kgo.TryAbort) != nil {
		c.discard()
		return
	}
	c.enter(stateIdle)
}

// discard closes the Kafka client.
func (c *Client) discard() {
	if c.client != nil {
		c.client.Close()
		c.client, c.batcher, c.ends = nil, nil, nil
	}
	if c.writers != nil {
		c.writers.Close()
		c.writers = nil
	}
	c.enter(stateAbsent)
}
