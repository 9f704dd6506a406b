package broker_test

import (
	"maps"
	"strings"
	"testing"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events/broker"
)

// metadata of a commit: what is kept, and what is refused.
var (
	longMetadata  = strings.Repeat("m", 4096)
	largeMetadata = longMetadata + "m"
)

// commitOffset commits offset 7 of partitions, and returns the code of each.
func commitOffset(w *wire, version int16, group string, id [16]byte, metadata ...string) map[int32]int16 {
	w.t.Helper()
	r := kmsg.NewPtrOffsetCommitRequest()
	r.Group, r.Generation = group, -1
	t := kmsg.NewOffsetCommitRequestTopic()
	t.Topic, t.TopicID = "content.events", id
	for i, m := range metadata {
		p := kmsg.NewOffsetCommitRequestTopicPartition()
		p.Partition, p.Offset, p.Metadata = int32(i), 7, &m
		t.Partitions = append(t.Partitions, p)
	}
	r.Topics = append(r.Topics, t)
	codes := map[int32]int16{}
	for _, t := range w.call(r, version).(*kmsg.OffsetCommitResponse).Topics {
		for _, p := range t.Partitions {
			codes[p.Partition] = p.ErrorCode
		}
	}
	return codes
}

// Metadata is kept in memory for every group and partition that a client names.
func TestBroker_RefusesLargeCommitMetadata(t *testing.T) {
	w := dial(t, start(t, broker.Config{Partitions: 2}))
	created := w.call(createTopic("content.events", 3, nil), 7).(*kmsg.CreateTopicsResponse)
	want := map[int32]int16{0: kerr.OffsetMetadataTooLarge.Code, 1: 0, 2: kerr.OffsetMetadataTooLarge.Code}
	for _, version := range []int16{7, 8, 10} {
		if codes := commitOffset(w, version, "g", created.Topics[0].TopicID, largeMetadata, longMetadata, largeMetadata); !maps.Equal(codes, want) {
			t.Errorf("v%d: codes %v, want %v", version, codes, want)
		}
	}
	only := map[int32]int16{0: kerr.OffsetMetadataTooLarge.Code}
	if codes := commitOffset(w, 7, "g", [16]byte{}, largeMetadata); !maps.Equal(codes, only) {
		t.Errorf("codes %v, want %v", codes, only)
	}
}

func TestBroker_RefusesLargeCommitMetadataInTransactions(t *testing.T) {
	b := start(t, broker.Config{Partitions: 2})
	client := connect(t, b, kgo.TransactionalID("one"))
	begin(t, client, "a")
	id, epoch, err := client.ProducerID(deadline(t))
	if err != nil {
		t.Fatal(err)
	}
	w := dial(t, b)
	add := kmsg.NewPtrAddOffsetsToTxnRequest()
	add.TransactionalID, add.ProducerID, add.ProducerEpoch, add.Group = "one", id, epoch, "g"
	if code := w.call(add, 3).(*kmsg.AddOffsetsToTxnResponse).ErrorCode; code != 0 {
		t.Fatalf("adding offsets: code %d", code)
	}
	r := kmsg.NewPtrTxnOffsetCommitRequest()
	r.TransactionalID, r.ProducerID, r.ProducerEpoch, r.Group, r.Generation = "one", id, epoch, "g", -1
	topic := kmsg.NewTxnOffsetCommitRequestTopic()
	topic.Topic = "content.events"
	for i, m := range []*string{&longMetadata, &largeMetadata} {
		p := kmsg.NewTxnOffsetCommitRequestTopicPartition()
		p.Partition, p.Offset, p.Metadata = int32(i), 1, m
		topic.Partitions = append(topic.Partitions, p)
	}
	r.Topics = append(r.Topics, topic)
	codes := map[int32]int16{}
	for _, t := range w.call(r, 3).(*kmsg.TxnOffsetCommitResponse).Topics {
		for _, p := range t.Partitions {
			codes[p.Partition] = p.ErrorCode
		}
	}
	if want := (map[int32]int16{0: 0, 1: kerr.OffsetMetadataTooLarge.Code}); !maps.Equal(codes, want) {
		t.Errorf("codes %v, want %v", codes, want)
	}
}
