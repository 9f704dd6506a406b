//go:build unix

package broken

import (
	"context"
	"encoding/json"
	"time"

	"github.com/mediamesh/events/test/chaos/journal"
	"github.com/mediamesh/events/test/chaos/process"
	"github.com/twmb/franz-go/pkg/kgo"
)

// RedriveRole is the first argument of a process that redrives.
const RedriveRole = "broken-redrive"

// redriver sends dead letters back, and discards those that break their contract.
type redriver struct {
	*Config
	client  *kgo.Client
	journal *journal.Writer
	done    map[string]bool
}

// Redrive is the process that redrives and discards the dead letters that there
// are. It ends when it has.
func Redrive(dir string) error {
	c, err := read(dir)
	if err != nil {
		return err
	}
	r := &redriver{Config: c, done: make(map[string]bool)}
	if r.journal, err = journal.Open(c.HandledJournal()); err != nil {
		return err
	}
	defer r.journal.Close()
	if r.client, err = kgo.NewClient(kgo.SeedBrokers(c.Brokers...), kgo.TransactionalID("redrive"), kgo.ProducerLinger(0),
		kgo.ProducerBatchCompression(kgo.GzipCompression()), kgo.ProducerBatchMaxBytes(2*giant)); err != nil {
		return err
	}
	defer r.client.Close()
	ctx, cancel := process.Part(nil)
	defer cancel()
	process.SayReady()
	entries, err := c.scan(ctx, c.ledger())
	if err != nil {
		return err
	}
	for _, e := range entries {
		r.done[string(e.Key)] = true
	}
	letters, err := c.scan(ctx, c.Topic.DeadLetters)
	if err != nil {
		return err
	}
	return r.all(ctx, letters)
}

// all deals with dead letters in their order. All that is sent is sent, and noted,
// in one transaction.
func (r *redriver) all(ctx context.Context, letters []*kgo.Record) error {
	var send []*kgo.Record
	given := make(map[string]bool) // keys of which one was discarded
	for _, l := range letters {
		at, key := positionOf(l), string(l.Key)
		if r.done[at] || headerOf(l, "dlq-group") != r.Topic.Group {
			continue
		}
		asked := kindIn(idOf(l)).Breaks()
		switch {
		case asked:
			if err := r.journal.Append(journal.Line(nil, journal.GivenUp, at)); err != nil {
				return err
			}
			given[key] = true
			send = append(send, r.note(l, "given up"))
		case r.Flaw == followerDiscarded && given[key]:
			send = append(send, r.note(l, "given up"))
		case r.Flaw == redriveTwice:
			return r.transact(ctx, []*kgo.Record{r.again(l)}) // and is killed
		default:
			send = append(send, r.again(l), r.note(l, ""))
		}
	}
	return r.transact(ctx, send)
}

// note is a letter's entry in the ledger.
func (r *redriver) note(l *kgo.Record, discarded string) *kgo.Record {
	value, _ := json.Marshal(entry{l.Timestamp.UnixMilli(), discarded}) // has nothing that could fail
	return &kgo.Record{Topic: r.ledger(), Key: []byte(positionOf(l)), Value: value}
}

// again is the record that a letter is sent as.
func (r *redriver) again(l *kgo.Record) *kgo.Record {
	return &kgo.Record{Topic: r.Topic.Name, Key: l.Key, Value: l.Value, Timestamp: time.Now(), Headers: append(origin(l),
		kgo.RecordHeader{Key: "redriven-from", Value: []byte(positionOf(l))},
		kgo.RecordHeader{Key: "redriven-for", Value: []byte(r.Topic.Group)},
	)}
}

func (r *redriver) transact(ctx context.Context, list []*kgo.Record) error {
	if len(list) == 0 {
		return nil
	}
	if err := r.client.BeginTransaction(); err != nil {
		return err
	}
	if err := r.client.ProduceSync(ctx, list...).FirstErr(); err != nil {
		return err
	}
	return r.client.EndTransaction(ctx, kgo.TryCommit)
}
