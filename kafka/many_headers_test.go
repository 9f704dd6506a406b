package kafka_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/dlq"
	"github.com/mediamesh/events/kafka/records"
)

// A record with very many headers becomes a dead letter that can be read and redriven:
// after a restart too, later events of its key follow it.
func TestDeadLetter_OfManyHeaders(t *testing.T) {
	for _, n := range []int{1_000, 4_090, 6_000} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			t.Parallel()
			brokers := onePartition(t)
			broken := true
			var j journal
			run := func() {
				t.Helper()
				c := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}, KeepOrder: true})
				handle(t, c, func(ctx context.Context, e events.Event[content.Created]) error {
					if broken {
						return events.Permanent(errors.New("no such index"))
					}
					return j.note(ctx, created(e.Metadata.EventID))
				})
				runToEnd(t, c)
			}
			createTopics(t, brokers, "content.events")
			r := &kgo.Record{Topic: "content.events", Key: []byte("a"), Value: document(t, created("a", events.WithID("a-0")))}
			for i := range n {
				r.Headers = append(r.Headers, kgo.RecordHeader{Key: fmt.Sprint("h", i)})
			}
			r.Headers = append(r.Headers, kgo.RecordHeader{Key: kafka.HeaderEventType, Value: []byte("content.created")}, kgo.RecordHeader{Key: kafka.HeaderEventID, Value: []byte("a-0")})
			plain := client(t, brokers, kgo.ProducerBatchCompression(kgo.NoCompression()))
			if err := plain.ProduceSync(deadline(t), r).FirstErr(); err != nil {
				t.Fatal(err)
			}
			run()
			publish(t, brokers, created("a", events.WithID("a-1")))
			broken = false
			run()
			if got, want := lettersOf(t, brokers), "a-0 handler-failed, a-1 key-blocked"; got != want {
				t.Fatalf("dead letters %s, want %s", got, want)
			}
			for d, err := range dlq.List(deadline(t), dlq.Config{Cluster: cluster.Config{Brokers: brokers}}) {
				if err != nil {
					t.Fatal(err)
				}
				stripped, own := strings.Join(d.Stripped, ","), 0
				for _, h := range d.Original.Headers {
					if h.Key[0] == 'h' {
						own++
					}
				}
				kept := min(n, 4_030) // and the two of the event
				if want := fmt.Sprintf("%d own", n-kept); kept < n && stripped != want || kept == n && stripped != "" || own != kept {
					t.Errorf("%d headers, stripped %q, want %d", own, stripped, kept)
				}
				if len(d.Original.Value) == 0 || d.EventType != "content.created" || d.Group == "" {
					t.Errorf("dead letter %+v", d.EventType)
				}
				break
			}
			sendBack(t, brokers, 0)
			run()
			if got := j.String(); got != "a-0 a-1" {
				t.Errorf("handled %s, want a-0 a-1", got)
			}
		})
	}
}

// Readers that merge partitions by time hold records of each. Records that take much more
// memory than their bytes, in more than one partition, do not make them wait for good.
func TestRecords_OfManyHeadersInSeveralPartitions(t *testing.T) {
	const each = 300
	brokers := startBroker(t)
	if _, err := kadm.NewClient(client(t, brokers)).CreateTopics(deadline(t), 2, 1, nil, "content.events"); err != nil {
		t.Fatal(err)
	}
	zstd := client(t, brokers, kgo.ProducerBatchCompression(kgo.ZstdCompression()), kgo.RecordPartitioner(kgo.ManualPartitioner()))
	headers := make([]kgo.RecordHeader, 4_000)
	for i := range each {
		for p := range int32(2) { // the records of both take more memory than there is
			r := &kgo.Record{Topic: "content.events", Partition: p, Key: fmt.Append(nil, p), Value: fmt.Append(nil, i), Headers: headers}
			if p == 1 { // in time after all of the other
				r.Timestamp = time.Now().Add(time.Hour)
			}
			if err := zstd.ProduceSync(deadline(t), r).FirstErr(); err != nil {
				t.Fatal(err)
			}
		}
	}
	next := [2]int{}
	for r, err := range records.Read(deadline(t), records.Config{Cluster: cluster.Config{Brokers: brokers}, Topics: []string{"content.events"}}) {
		if err != nil {
			t.Fatal(err)
		}
		if want := fmt.Sprint(next[r.Partition]); string(r.Value) != want {
			t.Fatalf("partition %d: record %s, want %s", r.Partition, r.Value, want)
		}
		next[r.Partition]++
	}
	if next != [2]int{each, each} {
		t.Errorf("%d records, want %d of each partition", next, each)
	}
}
