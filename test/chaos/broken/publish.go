//go:build unix

package broken

import (
	"context"
	"fmt"
	"hash/fnv"
	"strconv"
	"time"

	"github.com/mediamesh/events/test/chaos/journal"
	"github.com/mediamesh/events/test/chaos/process"
	"github.com/twmb/franz-go/pkg/kgo"
)

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
	opts := []kgo.Opt{kgo.SeedBrokers(c.Brokers...), kgo.DefaultProduceTopic(c.Topic.Name), kgo.ProducerLinger(0)}
	if c.Flaw == wrongKeyHash {
		opts = append(opts, kgo.RecordPartitioner(kgo.BasicConsistentPartitioner(func(string) func(*kgo.Record, int) int {
			return func(r *kgo.Record, n int) int {
				h := fnv.New32a()
				h.Write(r.Key)
				return int(h.Sum32() % uint32(n))
			}
		})))
	}
	if c.Flaw == earlyAck {
		opts = append(opts, kgo.ManualFlushing())
	}
	client, err := kgo.NewClient(opts...)
	if err != nil {
		return err
	}
	defer client.Close()
	process.SayReady()
	for seq := 1; seq <= each; seq++ {
		if err := round(ctx, c.Flaw, client, out, seq, c.Topic.Name); err != nil {
			return err
		}
	}
	return nil
}

// round sends one event of each key, and returns when all are acknowledged.
func round(ctx context.Context, flaw string, client *kgo.Client, out *journal.Writer, seq int, topic string) error {
	var sent, acked []byte
	var records []*kgo.Record
	for k := range keys {
		key := "k" + strconv.Itoa(k)
		kind := kindOf(k, seq)
		id := fmt.Sprintf("%s:%d:%s", key, seq, kind)
		sent = journal.Line(sent, journal.Sent, id, key, seq, kind, topic)
		acked = journal.Line(acked, journal.Acked, id)
		records = append(records, &kgo.Record{
			Key: []byte(key), Value: []byte("event " + id), Timestamp: time.Now(),
			Headers: []kgo.RecordHeader{{Key: "event-id", Value: []byte(id)}},
		})
	}
	if err := out.Append(sent); err != nil {
		return err
	}
	if flaw == earlyAck {
		for _, r := range records {
			client.Produce(ctx, r, nil)
		}
		if err := out.Append(acked); err != nil || seq == each {
			return err // and the process ends, with the last ones still in memory
		}
		return client.Flush(ctx)
	}
	if err := client.ProduceSync(ctx, records...).FirstErr(); err != nil {
		return err
	}
	return out.Append(acked)
}
