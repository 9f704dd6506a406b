package broker

import (
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kmsg"
)

const (
	// maxAckRequest is the maximum number of offsets that a request may acknowledge. The
	// cluster visits each of them and does nothing else meanwhile.
	maxAckRequest = 1_000_000

	// maxShareRecords is the maximum number of records in the answer to a share fetch. The
	// cluster ignores the limit in bytes.
	maxShareRecords = 100
)

// acknowledged counts the offsets that a request acknowledges.
type acknowledged int64

// refuses counts a range of offsets, and reports whether it or the total is too large.
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

// limitShareAcknowledge removes the acknowledgement types if there are too many offsets.
// The cluster refuses such requests with INVALID_REQUEST.
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

// limitShareFetch is like limitShareAcknowledge, for acknowledgements in a fetch. It also
// limits the number of records that the fetch asks for, and how long it waits.
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

// partitionIndex is the index of a partition in a request and its response.
type partitionIndex struct{ topic, partition int }

// refusedPartition is a partition whose offset is not changed, with the reason.
type refusedPartition struct {
	partition int32
	code      int16
}

// checkAlterShareGroupOffsets refuses offsets that a partition does not have, with
// OFFSET_OUT_OF_RANGE. The cluster would count up to them one by one.
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

// noPartition is a partition that the cluster does not have.
const noPartition = -1
