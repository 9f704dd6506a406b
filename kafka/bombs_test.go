//go:build linux

package kafka_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

// bombsFor is set in the process that consumes: where the broker is.
const bombsFor = "MEDIAMESH_TEST_BOMBS"

// TestBombs has a process consume batches that take 100 kB or less in the topic, and
// 100 MB or 50 MB in memory, between 44 events. It handles all events, writes a dead
// letter for each record of them, and never takes more than 512 MiB of memory.
func TestBombs(t *testing.T) {
	onlyEmbedded(t)
	if broker := os.Getenv(bombsFor); broker != "" {
		consumeBombs(t, broker)
		return
	}
	few := 1
	if raced {
		few = 10 // it is ten times as slow, and takes more memory
	}
	t.Run("large records", func(t *testing.T) { playBombs(t, 100/few, 1, 100_000_000) })
	t.Run("many records", func(t *testing.T) { playBombs(t, 20/few, 50, 1_000_000) })
}

func playBombs(t *testing.T, bombs, records, size int) {
	const partitions, kept = 4, 44
	s := newStage(t, partitions)
	batch := bombBatch(t, records, size)
	c := client(t, s.brokers)
	for i := range bombs {
		produceBatch(t, c, s.name("content.events"), int32(i%partitions), batch)
	}
	for i := range kept {
		s.send(t, &kgo.Record{Partition: int32(i % partitions), Key: fmt.Append(nil, i), Value: document(t, created(fmt.Sprint(i)))})
	}
	child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestBombs$", "-test.v")
	child.Env = append(os.Environ(), bombsFor+"="+s.brokers[0]+" "+s.prefix)
	out, err := child.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	report := regexp.MustCompile(`handled (\d+), dead letters (\d+), at most (\d+) KiB`).FindStringSubmatch(string(out))
	if report == nil {
		t.Fatalf("no report:\n%s", out)
	}
	memory, _ := strconv.Atoi(report[3])
	t.Logf("at most %d MiB", memory>>10)
	if report[1] != strconv.Itoa(kept) || report[2] != strconv.Itoa(bombs*records) || memory > 512<<10 && !raced {
		t.Errorf("%s, want %d, %d and at most %d", report[0], kept, bombs*records, 512<<10)
	}
	if size <= 1<<20 {
		return
	}
	for _, letter := range s.held(t, "content.events.dlq") {
		if letter.Value != nil || header(letter, "dlq-size") != strconv.Itoa(size) {
			t.Fatalf("a dead letter of %d bytes has the headers %s", len(letter.Value), headers(letter))
		}
	}
}

func consumeBombs(t *testing.T, broker string) {
	address, prefix, _ := strings.Cut(broker, " ")
	c := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: []string{address}}, Group: prefix + "group", Naming: kafka.Prefixed(prefix, kafka.PerDomain)})
	handle(t, c, func(context.Context, events.Event[content.Created]) error { return nil })
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	if err := c.RunToEnd(ctx); err != nil || ctx.Err() != nil {
		t.Fatal(err, ctx.Err())
	}
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Fatal(err)
	}
	peak := regexp.MustCompile(`VmHWM:\s+(\d+) kB`).FindSubmatch(status)
	stats := c.Stats()
	t.Logf("handled %d, dead letters %d, at most %s KiB", stats.Handled, stats.DeadLetters, peak[1])
}

// bombBatch is a batch of records with so many zeros each.
func bombBatch(t *testing.T, records, size int) []byte {
	t.Helper()
	var squeezed bytes.Buffer
	z := gzip.NewWriter(&squeezed)
	for i := range records {
		record := binary.AppendVarint([]byte{0, 0}, int64(i)) // attributes, time, number
		record = append(record, 1)                            // no key
		record = append(binary.AppendVarint(record, int64(size)), make([]byte, size)...)
		record = append(record, 0)                                   // headers
		_, _ = z.Write(binary.AppendVarint(nil, int64(len(record)))) // to memory
		_, _ = z.Write(record)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	b := kmsg.RecordBatch{
		PartitionLeaderEpoch: -1, Magic: 2, Attributes: 1, FirstTimestamp: time.Now().UnixMilli(), MaxTimestamp: time.Now().UnixMilli(),
		ProducerID: -1, ProducerEpoch: -1, FirstSequence: -1, NumRecords: int32(records), LastOffsetDelta: int32(records) - 1, Records: squeezed.Bytes(),
	}
	raw := b.AppendTo(nil)
	binary.BigEndian.PutUint32(raw[8:], uint32(len(raw)-12))
	binary.BigEndian.PutUint32(raw[17:], crc32.Checksum(raw[21:], crc32.MakeTable(crc32.Castagnoli)))
	return raw
}

func produceBatch(t *testing.T, c *kgo.Client, topic string, partition int32, batch []byte) {
	t.Helper()
	req := kmsg.NewPtrProduceRequest()
	req.Acks, req.TimeoutMillis = -1, 10_000
	p := kmsg.NewProduceRequestTopicPartition()
	p.Partition, p.Records = partition, batch
	of := kmsg.NewProduceRequestTopic()
	topics, err := kadm.NewClient(c).ListTopics(deadline(t), topic)
	if err != nil {
		t.Fatal(err)
	}
	of.Topic, of.TopicID, of.Partitions = topic, topics[topic].ID, append(of.Partitions, p)
	req.Topics = append(req.Topics, of)
	resp, err := req.RequestWith(deadline(t), c)
	if err != nil {
		t.Fatal(err)
	}
	if code := resp.Topics[0].Partitions[0].ErrorCode; code != 0 {
		t.Fatalf("error code %d", code)
	}
}
