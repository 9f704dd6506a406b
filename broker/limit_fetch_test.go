package broker_test

import (
	"strings"
	"testing"

	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events/broker"
)

// fetch returns a request for the records of a partition, repeated so many times, in
// any number of bytes.
func fetch(topic string, times int) *kmsg.FetchRequest {
	r := kmsg.NewPtrFetchRequest()
	r.MaxBytes, r.MinBytes, r.MaxWaitMillis = 1<<31-1, 1, 100
	t := kmsg.NewFetchRequestTopic()
	t.Topic = topic
	for range times {
		p := kmsg.NewFetchRequestTopicPartition()
		p.PartitionMaxBytes = 1<<31 - 1
		t.Partitions = append(t.Partitions, p)
	}
	r.Topics = append(r.Topics, t)
	return r
}

// fetched returns how many partitions and bytes of records a response has.
func fetched(response kmsg.Response) (partitions, bytes int) {
	for _, t := range response.(*kmsg.FetchResponse).Topics {
		for _, p := range t.Partitions {
			partitions++
			bytes += len(p.RecordBatches)
		}
	}
	return partitions, bytes
}

// A fetch of 2 KB would take a gigabyte.
func TestFetch_IsLimited(t *testing.T) {
	b := start(t, broker.Config{Partitions: 1})
	client := connect(t, b, kgo.ProducerBatchCompression(kgo.NoCompression()), kgo.MaxProduceRequestsInflightPerBroker(1))
	for range 6 {
		produce(t, client, "content.events", strings.Repeat("x", 900_000))
	}
	const all, limit = 6 * 900_000, 4 << 20
	w := dial(t, b)
	for _, version := range []int16{4, 12} {
		partitions, bytes := fetched(w.call(fetch("content.events", 100), version))
		if partitions != 1 || bytes == 0 || bytes > limit {
			t.Errorf("v%d: %d partitions with %d bytes, want 1 with no more than %d of %d", version, partitions, bytes, limit, all)
		}
	}
}

// The broker has no fetch sessions, which would keep whatever partitions a client names.
func TestFetch_MakesNoSession(t *testing.T) {
	b := start(t, broker.Config{Partitions: 1})
	produce(t, connect(t, b), "content.events", "a")
	request := fetch("content.events", 1)
	request.SessionEpoch = 0
	response := dial(t, b).call(request, 12).(*kmsg.FetchResponse)
	if response.ErrorCode != 0 || response.SessionID != 0 {
		t.Errorf("session %d, code %d, want neither", response.SessionID, response.ErrorCode)
	}
	if partitions, bytes := fetched(response); partitions != 1 || bytes == 0 {
		t.Errorf("%d partitions with %d bytes, want the record", partitions, bytes)
	}
}
