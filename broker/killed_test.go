package broker_test

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"
	"github.com/twmb/franz-go/pkg/kversion"

	"github.com/mediamesh/events/broker"
)

// begin writes values in a transaction, and leaves it open.
func begin(t *testing.T, client *kgo.Client, values ...string) {
	t.Helper()
	if err := client.BeginTransaction(); err != nil {
		t.Fatal(err)
	}
	produce(t, client, "content.events", values...)
}

func commit(t *testing.T, client *kgo.Client) {
	t.Helper()
	if err := client.EndTransaction(deadline(t), kgo.TryCommit); err != nil {
		t.Fatal(err)
	}
}

// A broker that was killed aborts the transactions that were under way, so that
// readers see what is committed after that, and before, and nothing else. The copy
// of a data directory in use is what a killed broker leaves behind.
func TestKilledWithinTransactions(t *testing.T) {
	dir, left := t.TempDir(), t.TempDir()
	b := start(t, broker.Config{DataDir: dir, Partitions: 1})
	one, other := connect(t, b, kgo.TransactionalID("one")), connect(t, b, kgo.TransactionalID("other"))
	begin(t, one, "a")
	commit(t, one)
	begin(t, one, "open 1", "open 2")
	begin(t, other, "open 3")
	produce(t, connect(t, b), "content.events", "b")
	if err := os.CopyFS(left, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	one.Close()
	other.Close()

	want := []string{"a", "b"}
	for i := range 3 { // once killed, then closed, then killed again
		b := start(t, broker.Config{DataDir: left})
		one := connect(t, b, kgo.TransactionalID("one"))
		for _, value := range []string{"c", "d"} {
			begin(t, one, value)
			commit(t, one)
			want = append(want, value)
		}
		reader := connect(t, b, kgo.FetchIsolationLevel(kgo.ReadCommitted()), kgo.ConsumeTopics("content.events"))
		if got := read(t, reader, len(want)); !slices.Equal(got, want) {
			t.Errorf("start %d: readers see %v, want %v", i+1, got, want)
		}
		one.Close()
		reader.Close()
		if i == 1 {
			next := t.TempDir()
			if err := os.CopyFS(next, os.DirFS(left)); err != nil {
				t.Fatal(err)
			}
			left = next
		} else if err := b.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// A broker that was killed knows which batches its producers have written: one that
// is sent again is not written twice, and one that comes too early is refused. The
// numbers are those of the last batches, whatever an earlier close left behind.
func TestKilledBroker_RemembersProducers(t *testing.T) {
	dir, left := t.TempDir(), t.TempDir()
	b := start(t, broker.Config{DataDir: dir, Partitions: 1})
	client := connect(t, b)
	produce(t, client, "content.events", "a")
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	b = start(t, broker.Config{DataDir: dir})
	named := kgo.MaxVersions(kversion.V4_0_0()) // which name topics, rather than give their ids
	client = connect(t, b, named)
	id := initProducer(t, client, "")
	for i := range int32(7) {
		if got, want := id.send(t, client, i, "v"+strconv.Itoa(int(i))), (produced{offset: 1 + int64(i)}); got != want {
			t.Fatalf("batch %d: %+v, want %+v", i, got, want)
		}
	}
	if err := os.CopyFS(left, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	b = start(t, broker.Config{DataDir: left})
	client = connect(t, b, named)
	for _, i := range []int32{2, 6} { // of the last five, the first and the last
		if got, want := id.send(t, client, i, "v"+strconv.Itoa(int(i))), (produced{offset: 1 + int64(i)}); got != want {
			t.Errorf("batch %d, sent again: %+v, want %+v", i, got, want)
		}
	}
	for _, i := range []int32{0, 8} {
		if got := id.send(t, client, i, "wrong"); got.err != kerr.OutOfOrderSequenceNumber {
			t.Errorf("batch %d: %v, want %v", i, got.err, kerr.OutOfOrderSequenceNumber)
		}
	}
	if got, want := id.send(t, client, 7, "v7"), (produced{offset: 8}); got != want {
		t.Errorf("the next batch: %+v, want %+v", got, want)
	}
	want := []string{"a", "v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7"}
	if got := read(t, connect(t, b, kgo.ConsumeTopics("content.events")), len(want)); !slices.Equal(got, want) {
		t.Errorf("the topic has %q, want %q", got, want)
	}
}

// A transaction that was under way when a broker was killed stays aborted, and its
// producer fenced, if the broker is killed once more: it cannot go on where it was, and
// commit the rest.
func TestKilledBroker_FencesForGood(t *testing.T) {
	named := kgo.MaxVersions(kversion.V4_0_0())
	dir := t.TempDir()
	b := start(t, broker.Config{DataDir: dir, Partitions: 1})
	client := connect(t, b, named)
	produce(t, client, "content.events", "a")
	id := initProducer(t, client, "tx")
	if got, want := id.send(t, client, 0, "half"), (produced{offset: 1}); got != want {
		t.Fatalf("%+v, want %+v", got, want)
	}
	for kills := range 3 {
		left := t.TempDir()
		if err := os.CopyFS(left, os.DirFS(dir)); err != nil {
			t.Fatal(err)
		}
		if kills == 0 { // an entry that was being written
			f, err := os.OpenFile(filepath.Join(left, "pids.log"), os.O_APPEND|os.O_WRONLY, 0)
			if err == nil {
				_, err = f.Write([]byte{40, 0, 0, 0, 1, 2})
			}
			if err = errors.Join(err, f.Close()); err != nil {
				t.Fatal(err)
			}
		}
		dir = left
		b = start(t, broker.Config{DataDir: dir})
	}
	client = connect(t, b, named)
	if got := id.send(t, client, 1, "the other half"); got.err == nil {
		t.Errorf("more of the transaction is at offset %d", got.offset)
	}
	end := kmsg.NewPtrEndTxnRequest()
	end.TransactionalID, end.ProducerID, end.ProducerEpoch, end.Commit = "tx", id.id, id.epoch, true
	resp, err := end.RequestWith(deadline(t), client)
	if err != nil {
		t.Fatal(err)
	}
	if kerr.ErrorForCode(resp.ErrorCode) == nil {
		t.Error("the transaction is committed")
	}
	other := connect(t, b, kgo.TransactionalID("tx"))
	begin(t, other, "b")
	commit(t, other)
	reader := connect(t, b, kgo.FetchIsolationLevel(kgo.ReadCommitted()), kgo.ConsumeTopics("content.events"))
	if got, want := read(t, reader, 2), []string{"a", "b"}; !slices.Equal(got, want) {
		t.Errorf("readers see %q, want %q", got, want)
	}
}

// producer is an idempotent producer whose sequence numbers a test chooses.
type producer struct {
	id          int64
	epoch       int16
	transaction string // "" if it has none
}

func (p producer) attributes() int16 {
	if p.transaction != "" {
		return 0x10
	}
	return 0
}

// produced is the answer for a batch.
type produced struct {
	offset int64
	err    error
}

func initProducer(t *testing.T, client *kgo.Client, transaction string) producer {
	t.Helper()
	req := kmsg.NewPtrInitProducerIDRequest()
	req.ProducerID, req.ProducerEpoch = -1, -1
	if transaction != "" {
		req.TransactionalID, req.TransactionTimeoutMillis = &transaction, 60_000
	}
	resp, err := req.RequestWith(deadline(t), client)
	if err == nil {
		err = kerr.ErrorForCode(resp.ErrorCode)
	}
	if err != nil {
		t.Fatal(err)
	}
	return producer{resp.ProducerID, resp.ProducerEpoch, transaction}
}

// send sends a batch of one record.
func (p producer) send(t *testing.T, client *kgo.Client, seq int32, value string) produced {
	t.Helper()
	rec := kmsg.Record{Value: []byte(value)}
	body := rec.AppendTo(nil)[1:] // of a record without a length
	rec.Length = int32(len(body))
	batch := kmsg.RecordBatch{
		Attributes: p.attributes(), PartitionLeaderEpoch: -1, Magic: 2, FirstTimestamp: 1, MaxTimestamp: 1,
		ProducerID: p.id, ProducerEpoch: p.epoch, FirstSequence: seq, NumRecords: 1, Records: rec.AppendTo(nil),
	}
	batch.Length = int32(len(batch.AppendTo(nil)) - 12)
	bytes := batch.AppendTo(nil)
	binary.BigEndian.PutUint32(bytes[17:], crc32.Checksum(bytes[21:], crc32.MakeTable(crc32.Castagnoli)))

	part := kmsg.NewProduceRequestTopicPartition()
	part.Records = bytes
	topic := kmsg.NewProduceRequestTopic()
	topic.Topic, topic.Partitions = "content.events", []kmsg.ProduceRequestTopicPartition{part}
	req := kmsg.NewPtrProduceRequest()
	if p.transaction != "" {
		req.TransactionID = &p.transaction
	}
	req.Version, req.Acks, req.TimeoutMillis, req.Topics = 9, -1, 10_000, []kmsg.ProduceRequestTopic{topic}
	resp, err := client.Broker(0).RetriableRequest(deadline(t), req)
	if err != nil {
		t.Fatal(err)
	}
	got := resp.(*kmsg.ProduceResponse).Topics[0].Partitions[0]
	if err := kerr.ErrorForCode(got.ErrorCode); err != nil {
		return produced{err: err}
	}
	return produced{offset: got.BaseOffset}
}
