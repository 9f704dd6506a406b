//go:build unix

package broken

import (
	"context"
	"fmt"
	"hash/fnv"
	"os"
	"slices"
	"strconv"
	"time"

	"github.com/mediamesh/events/test/chaos/journal"
	"github.com/mediamesh/events/test/chaos/process"
	"github.com/twmb/franz-go/pkg/kgo"
)

// publisher sends events of all keys, in rounds.
type publisher struct {
	*Config
	journal *journal.Writer
	client  *kgo.Client
	atomic  *kgo.Client   // for transactions
	late    []*kgo.Record // to be sent behind the next round, of a publisher that is broken
}

// Publish is the process of a publisher. It sends all events, one of each key
// at a time.
func Publish(dir string) error {
	c, err := read(dir)
	if err != nil {
		return err
	}
	out, err := journal.Open(c.SentJournal())
	if err != nil {
		return err
	}
	defer out.Close()
	ctx, cancel := process.Part(nil)
	defer cancel()
	p := &publisher{Config: c, journal: out}
	if err := p.open(); err != nil {
		return err
	}
	defer func() { p.close() }()
	if err := out.Append(journal.Line(nil, journal.Began, os.Getpid())); err != nil {
		return err
	}
	process.SayReady()
	return p.run(ctx)
}

func (p *publisher) open() (err error) {
	if p.client, err = kgo.NewClient(p.options()...); err != nil {
		return err
	}
	p.atomic, err = kgo.NewClient(append(p.options(), kgo.TransactionalID("broken"))...)
	return err
}

func (p *publisher) close() {
	p.client.Close()
	p.atomic.Close()
}

func (p *publisher) options() []kgo.Opt {
	opts := []kgo.Opt{kgo.SeedBrokers(p.Brokers...), kgo.DefaultProduceTopic(p.Topic.Name), kgo.ProducerLinger(0),
		kgo.ProducerBatchCompression(kgo.GzipCompression()), kgo.ProducerBatchMaxBytes(2 * giant)}
	if p.Flaw == wrongKeyHash {
		opts = append(opts, kgo.RecordPartitioner(kgo.BasicConsistentPartitioner(func(string) func(*kgo.Record, int) int {
			return func(r *kgo.Record, n int) int {
				h := fnv.New32a()
				h.Write(r.Key)
				return int(h.Sum32() % uint32(n))
			}
		})))
	}
	if p.Flaw == earlyAck {
		opts = append(opts, kgo.ManualFlushing())
	}
	return opts
}

// run sends each third round in a transaction.
func (p *publisher) run(ctx context.Context) error {
	for seq := 1; seq <= each; seq++ {
		rounds := []*round{p.round(seq)}
		if p.Flaw == callsShuffled && seq%5 == 1 {
			seq++
			rounds = append(rounds, p.round(seq))
		}
		for _, r := range rounds {
			if err := p.journal.Append(r.sent); err != nil {
				return err
			}
		}
		for _, r := range slices.Backward(rounds) {
			if over, err := p.flawed(ctx, r); over || err != nil {
				return err
			}
		}
		if err := p.sendLate(ctx, rounds[0]); err != nil {
			return err
		}
		if err := p.halfTime(ctx, seq); err != nil {
			return err
		}
	}
	return nil
}

// round is one event of each key, and what is written down of it.
type round struct {
	seq                    int
	way                    journal.Way
	records                []*kgo.Record
	oversize               bool // one is too large for the topic
	sent, acked, unwritten []byte
}

func (p *publisher) round(seq int) *round {
	r, call := &round{seq: seq, way: journal.Publish}, time.Now().UnixNano()
	if seq%3 == 0 {
		r.way = journal.Atomic
	}
	for k := range keys {
		key := "k" + strconv.Itoa(k)
		kind := kindOf(k, seq)
		id := fmt.Sprintf("%s:%d:%s", key, seq, kind)
		r.sent = journal.Line(r.sent, journal.Sent, id, key, seq, kind, p.Topic.Name, r.way, 1, call)
		r.acked = journal.Line(r.acked, journal.Acked, id, 1)
		r.unwritten = journal.Line(r.unwritten, journal.Unwritten, id, 1)
		r.records = append(r.records, &kgo.Record{
			Key: []byte(key), Value: valueOf(id, kind), Timestamp: time.Now(), Headers: headersOf(id, k, seq),
		})
		r.oversize = r.oversize || kind == journal.Oversize
	}
	return r
}

// send sends a round, and returns when it is acknowledged and that is written down.
func (p *publisher) send(ctx context.Context, r *round) error {
	if r.oversize {
		return p.sendOversize(ctx, r)
	}
	produce := p.produce
	if r.way == journal.Atomic {
		produce = p.transact
	}
	err := produce(ctx, r.records)
	if recreated(err) {
		err = p.goOn(ctx, r)
	}
	if err != nil {
		return err
	}
	return p.journal.Append(r.acked)
}

func (p *publisher) produce(ctx context.Context, list []*kgo.Record) error {
	return p.client.ProduceSync(ctx, list...).FirstErr()
}

func (p *publisher) transact(ctx context.Context, list []*kgo.Record) error {
	if err := p.atomic.BeginTransaction(); err != nil {
		return err
	}
	if err := p.atomic.ProduceSync(ctx, list...).FirstErr(); err != nil {
		_ = p.atomic.EndTransaction(ctx, kgo.TryAbort)
		return err
	}
	return p.atomic.EndTransaction(ctx, kgo.TryCommit)
}

// flawed sends a round, by the flaw if it is one of publishers, and reports whether
// the publisher is dead.
func (p *publisher) flawed(ctx context.Context, r *round) (over bool, err error) {
	switch {
	case p.Flaw == earlyAck:
		for _, record := range r.records {
			p.client.Produce(ctx, record, nil)
		}
		if err := p.journal.Append(r.acked); err != nil || r.seq == each {
			return true, err // with the last ones still in memory
		}
		return false, p.client.Flush(ctx)
	case p.Flaw == tornTransaction && r.way == journal.Atomic && r.seq > each/2:
		return true, p.produce(ctx, r.records[:keys/2])
	case p.Flaw == tornTransaction && r.way == journal.Atomic:
		if err := p.produce(ctx, r.records); err != nil {
			return true, err
		}
		return false, p.journal.Append(r.acked)
	case p.Flaw == abortIgnored && r.way == journal.Atomic:
		if err := p.produce(ctx, r.records); err != nil {
			return true, err
		}
		return false, p.journal.Append(r.unwritten)
	}
	return false, p.send(ctx, r)
}
