package recovery

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"
)

// Needed reports whether the broker of a data directory did not close it. Call it before
// the broker starts.
func Needed(dir string) bool {
	_, used := os.Stat(filepath.Join(dir, "topics.json"))
	_, closed := os.Stat(filepath.Join(dir, "session_state.json"))
	return used == nil && errors.Is(closed, os.ErrNotExist)
}

// Run writes the markers that are missing in the topics of a broker with one node.
func Run(ctx context.Context, dial func(ctx context.Context, network, address string) (net.Conn, error)) error {
	client, err := kgo.NewClient(kgo.SeedBrokers("127.0.0.1:9092"), kgo.Dialer(dial))
	if err != nil {
		return err
	}
	defer client.Close()
	topics, err := kadm.NewClient(client).ListTopics(ctx)
	if err != nil {
		return fmt.Errorf("listing the topics: %w", err)
	}
	for _, t := range topics {
		for _, p := range t.Partitions {
			l := &partition{topic: t.Topic, id: t.ID, partition: p.Partition, node: client.Broker(int(p.Leader)), marked: make(map[int64]int64), epochs: make(map[int64]int16)}
			err := l.read(ctx)
			if err == nil {
				err = l.mark(ctx)
			}
			if err != nil {
				return fmt.Errorf("completing the transactions in %s partition %d: %w", t.Topic, p.Partition, err)
			}
		}
	}
	return nil
}

// partition is what is found in a partition.
type partition struct {
	topic     string
	id        [16]byte
	partition int32
	node      *kgo.Broker

	aborted []kmsg.FetchResponseTopicPartitionAbortedTransaction
	marked  map[int64]int64 // offset of a producer's last marker
	epochs  map[int64]int16 // of a producer's last batch
}

// read finds the aborted transactions, and the markers.
func (l *partition) read(ctx context.Context) error {
	for at, more := int64(0), true; more; {
		answer, err := l.fetch(ctx, at)
		if errors.Is(err, kerr.OffsetOutOfRange) && at < answer.LogStartOffset {
			at = answer.LogStartOffset
			continue
		}
		if err != nil {
			return err
		}
		l.aborted = append(l.aborted, answer.AbortedTransactions...)
		next := l.batches(answer.RecordBatches, at)
		more, at = next > at, next
	}
	return nil
}

func (l *partition) fetch(ctx context.Context, at int64) (answer kmsg.FetchResponseTopicPartition, err error) {
	const most = 16 << 20 // bytes
	part := kmsg.NewFetchRequestTopicPartition()
	part.Partition, part.FetchOffset, part.PartitionMaxBytes = l.partition, at, most
	topic := kmsg.NewFetchRequestTopic()
	topic.Topic, topic.TopicID, topic.Partitions = l.topic, l.id, []kmsg.FetchRequestTopicPartition{part}
	const readCommitted = 1
	req := kmsg.NewPtrFetchRequest()
	req.MaxBytes, req.IsolationLevel, req.Topics = most, readCommitted, []kmsg.FetchRequestTopic{topic}
	resp, err := req.RequestWith(ctx, l.node)
	if err != nil {
		return answer, err
	}
	if len(resp.Topics) != 1 || len(resp.Topics[0].Partitions) != 1 {
		return answer, kerr.ErrorForCode(resp.ErrorCode)
	}
	answer = resp.Topics[0].Partitions[0]
	return answer, kerr.ErrorForCode(answer.ErrorCode)
}

// batches takes in record batches, and returns the offset behind them.
func (l *partition) batches(data []byte, next int64) int64 {
	for len(data) >= batchHeader {
		size := batchPrefix + int(binary.BigEndian.Uint32(data[batchLength:]))
		base, id := int64(binary.BigEndian.Uint64(data)), int64(binary.BigEndian.Uint64(data[batchProducer:]))
		l.epochs[id] = int16(binary.BigEndian.Uint16(data[batchEpoch:]))
		if binary.BigEndian.Uint16(data[batchAttributes:])&controlBatch != 0 {
			l.marked[id] = base
		}
		next = base + int64(binary.BigEndian.Uint32(data[batchLastDelta:])) + 1
		data = data[min(size, len(data)):]
	}
	return next
}

// mark writes the markers that are missing.
func (l *partition) mark(ctx context.Context) error {
	req := kmsg.NewPtrWriteTxnMarkersRequest()
	for _, a := range l.aborted {
		if at, ok := l.marked[a.ProducerID]; ok && at > a.FirstOffset {
			continue
		}
		l.marked[a.ProducerID] = a.FirstOffset + 1 // one is enough
		topic := kmsg.NewWriteTxnMarkersRequestMarkerTopic()
		topic.Topic, topic.Partitions = l.topic, []int32{l.partition}
		marker := kmsg.NewWriteTxnMarkersRequestMarker()
		marker.ProducerID, marker.ProducerEpoch = a.ProducerID, l.epochs[a.ProducerID]
		marker.Topics = append(marker.Topics, topic)
		req.Markers = append(req.Markers, marker)
	}
	if len(req.Markers) == 0 {
		return nil
	}
	resp, err := req.RequestWith(ctx, l.node)
	if err != nil {
		return err
	}
	for _, m := range resp.Markers {
		for _, t := range m.Topics {
			for _, p := range t.Partitions {
				err = errors.Join(err, kerr.ErrorForCode(p.ErrorCode))
			}
		}
	}
	return err
}
