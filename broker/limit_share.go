package broker

import (
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kmsg"
)

const (
	// maxAckRequest is how many offsets a request may acknowledge. The cluster looks at
	// each, and at nothing else meanwhile.
	maxAckRequest = 1_000_000

	// maxShareRecords is how many records a share fetch is answered with. The cluster
	// ignores its limit in bytes.
	maxShareRecords = 100
)

// acknowledged counts the offsets that a request acknowledges.
type acknowledged int64

// refuses counts a range of offsets, and tells whether it is too large, or all are.
func (a *acknowledged) refuses(first, last int64) bool {
	if first < 0 || last < first {
		return true // as the cluster does
	}
	width := last - first // one less than the offsets: no overflow
	if width < maxAcknowledged {
		*a += acknowledged(width + 1)
	}
	return width >= maxAcknowledged || *a > maxAckRequest
}

// limitShareAcknowledge takes the types of acknowledgements for too many offsets. The
// cluster refuses those with INVALID_REQUEST.
func limitShareAcknowledge(_ *conn, request kmsg.Request) (changed bool) {
	var all acknowledged
	topics := request.(*kmsg.ShareAcknowledgeRequest).Topics
	for i := range topics {
		for j := range topics[i].Partitions {
			batches := topics[i].Partitions[j].AcknowledgementBatches
			for k := range batches {
				if b := &batches[k]; all.refuses(b.FirstOffset, b.LastOffset) {
					b.AcknowledgeTypes, changed = nil, true
				}
			}
		}
	}
	return changed
}

// limitShareFetch is limitShareAcknowledge for acknowledgements that a fetch carries,
// and limits the records that it asks for, and how long it waits.
func limitShareFetch(c *conn, request kmsg.Request) bool {
	var all acknowledged
	r := request.(*kmsg.ShareFetchRequest)
	for i := range r.Topics {
		for j := range r.Topics[i].Partitions {
			batches := r.Topics[i].Partitions[j].AcknowledgementBatches
			for k := range batches {
				if b := &batches[k]; all.refuses(b.FirstOffset, b.LastOffset) {
					b.AcknowledgeTypes = nil
				}
			}
		}
	}
	r.MaxWaitMillis = c.limitWait(r.MaxWaitMillis)
	if r.MaxRecords <= 0 || r.MaxRecords > maxShareRecords {
		r.MaxRecords = maxShareRecords
	}
	return true
}

// partitionIndex is where a partition is in a request and its response.
type partitionIndex struct{ topic, partition int }

// refusedPartition is one whose offset is not changed, and why.
type refusedPartition struct {
	partition int32
	code      int16
}

// checkAlterShareGroupOffsets refuses offsets that a partition does not have, with
// OFFSET_OUT_OF_RANGE. The cluster would count up to them, one by one.
func checkAlterShareGroupOffsets(c *conn, request kmsg.Request) bool {
	topics := request.(*kmsg.AlterShareGroupOffsetsRequest).Topics
	refused := map[partitionIndex]refusedPartition{}
	for i := range topics {
		for j := range topics[i].Partitions {
			p := &topics[i].Partitions[j]
			if p.StartOffset == 0 {
				continue
			}
			code := kerr.OffsetOutOfRange.Code
			if end := c.topics.end(topics[i].Topic, p.Partition); end < 0 {
				code = kerr.UnknownTopicOrPartition.Code
			} else if p.StartOffset > 0 && p.StartOffset <= end {
				continue
			}
			refused[partitionIndex{i, j}] = refusedPartition{p.Partition, code}
			p.Partition = noPartition
		}
	}
	if len(refused) == 0 {
		return false
	}
	c.current.amend = func(_ *conn, response kmsg.Response) {
		list := response.(*kmsg.AlterShareGroupOffsetsResponse).Topics
		for at, r := range refused {
			if at.topic < len(list) && at.partition < len(list[at.topic].Partitions) {
				p := &list[at.topic].Partitions[at.partition]
				p.Partition, p.ErrorCode = r.partition, r.code
			}
		}
	}
	return true
}

// noPartition is one that the cluster does not have.
const noPartition = -1
