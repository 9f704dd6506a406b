package broker_test

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"math"
	"os"
	"slices"
	"testing"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events/broker"
)

// A batch without records that claims so many would move the partition forwards or back,
// and what is acknowledged later would be lost.
func TestBroker_RefusesImpossibleBatches(t *testing.T) {
	for _, count := range []int32{-1000, -2, 0, 1, 5, math.MaxInt32, math.MinInt32 + 1} {
		for _, version := range []int16{3, 9} {
			t.Run(fmt.Sprint(count, " version ", version), func(t *testing.T) {
				dir, left := t.TempDir(), t.TempDir()
				b := start(t, broker.Config{DataDir: dir, Partitions: 1})
				client := connect(t, b)
				produce(t, client, "content.events", "a", "b")
				part := kmsg.NewProduceRequestTopicPartition()
				part.Records = emptyBatch(count)
				topic := kmsg.NewProduceRequestTopic()
				topic.Topic, topic.Partitions = "content.events", []kmsg.ProduceRequestTopicPartition{part}
				request := kmsg.NewPtrProduceRequest()
				request.Acks, request.TimeoutMillis, request.Topics = -1, 1000, []kmsg.ProduceRequestTopic{topic}
				response := dial(t, b).call(request, version).(*kmsg.ProduceResponse)
				if code := response.Topics[0].Partitions[0].ErrorCode; code != kerr.CorruptMessage.Code {
					t.Errorf("code %d, want %d", code, kerr.CorruptMessage.Code)
				}
				record, err := client.ProduceSync(deadline(t), &kgo.Record{Topic: "content.events", Value: []byte("c")}).First()
				if err != nil || record.Offset != 2 {
					t.Fatalf("the next record is at %d, %v; want 2", record.Offset, err)
				}
				if err := os.CopyFS(left, os.DirFS(dir)); err != nil { // what kill -9 leaves
					t.Fatal(err)
				}
				if got := values(t, start(t, broker.Config{DataDir: left, Partitions: 1}), 3); !slices.Equal(got, []string{"a", "b", "c"}) {
					t.Errorf("read %q after a restart", got)
				}
			})
		}
	}
}

// values reads so many records of content.events.
func values(t *testing.T, b *broker.Broker, n int) (list []string) {
	t.Helper()
	client := connect(t, b, kgo.ConsumeTopics("content.events"))
	ctx := deadline(t)
	for len(list) < n && ctx.Err() == nil {
		client.PollFetches(ctx).EachRecord(func(r *kgo.Record) { list = append(list, string(r.Value)) })
	}
	return list
}

// emptyBatch is a batch that claims some records and has none.
func emptyBatch(count int32) []byte {
	batch := kmsg.NewRecordBatch()
	batch.Magic, batch.PartitionLeaderEpoch, batch.NumRecords, batch.LastOffsetDelta = 2, -1, count, count-1
	batch.ProducerID, batch.ProducerEpoch, batch.FirstSequence = -1, -1, -1
	batch.FirstTimestamp, batch.MaxTimestamp = 1, 1
	raw := batch.AppendTo(nil)
	binary.BigEndian.PutUint32(raw[8:], uint32(len(raw)-12))
	binary.BigEndian.PutUint32(raw[17:], crc32.Checksum(raw[21:], crc32.MakeTable(crc32.Castagnoli)))
	return raw
}

// A frame that claims more than it has is refused at once, wherever the claim stands.
func TestBroker_RefusesEndlessClaims(t *testing.T) {
	endless := []byte{0xff, 0xff, 0xff, 0xff, 0x0f} // 4,294,967,295
	null := []byte{0xff, 0xff}
	header := func(key kmsg.Key, version int16, rest ...[]byte) []byte {
		frame := binary.BigEndian.AppendUint16(nil, uint16(key))
		frame = binary.BigEndian.AppendUint16(frame, uint16(version))
		frame = append(frame, 0, 0, 0, 1)
		frame = append(frame, slices.Concat(rest...)...)
		return append(binary.BigEndian.AppendUint32(nil, uint32(len(frame))), frame...)
	}
	for name, frame := range map[string][]byte{
		"tags of a header":             header(kmsg.Metadata, 12, null, endless),
		"tags of a request":            header(kmsg.Heartbeat, 4, null, []byte{0, 2, 'g', 0, 0, 0, 1, 2, 'm', 0}, endless),
		"tags of a header to produce":  header(kmsg.Produce, 9, null, endless),
		"tags of a request to produce": header(kmsg.Produce, 9, null, []byte{0, 0, 0xff, 0xff, 0, 0, 0, 1, 1}, endless),
		"topics to produce to":         header(kmsg.Produce, 9, null, []byte{0, 0, 0xff, 0xff, 0, 0, 0, 1}, endless),
		"topics to produce to, plain":  header(kmsg.Produce, 3, null, null, []byte{0xff, 0xff, 0, 0, 0, 1, 0x7f, 0xff, 0xff, 0xff}),
		"a request that is not served": header(kmsg.StreamsGroupTopologyDescriptionUpdate, 0, null, []byte{0, 1}),
	} {
		t.Run(name, func(t *testing.T) {
			b := start(t, broker.Config{})
			w := dial(t, b)
			w.send(frame)
			if n, err := w.Read(make([]byte, 1)); err == nil {
				t.Errorf("read %d bytes, want that the connection is closed", n)
			}
			if len(dial(t, b).versions()) == 0 {
				t.Error("the broker serves nothing any more")
			}
		})
	}
}

func TestBroker_ChecksAllRequestsThatItServes(t *testing.T) {
	var served []int16
	for _, key := range dial(t, start(t, broker.Config{})).versions() {
		served = append(served, key.ApiKey)
	}
	slices.Sort(served)
	if handled := broker.Handled(); !slices.Equal(served, handled) {
		t.Errorf("served %v, checked %v", served, handled)
	}
}
