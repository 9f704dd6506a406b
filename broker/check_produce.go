package broker

import (
	"encoding/binary"

	"github.com/twmb/franz-go/pkg/kbin"
	"github.com/twmb/franz-go/pkg/kmsg"
)

// Positions in a record batch of version 2, in bytes.
const (
	batchMagic      = 16
	batchChecksum   = 17
	batchAttributes = 21
	batchCount      = 57
	batchLen        = 61
	leastRecord     = 7 // bytes: six numbers and no headers
	compressionBits = 7 // of the attributes
)

// maxProduced is the maximum number of topics, and of partitions, that a request may write
// to.
const maxProduced = 10_000

// checkProduce walks a Produce request and reports whether it is well-formed. If a batch
// cannot have as many records as it claims, it corrupts the batch's checksum, so that the
// cluster refuses it: otherwise the cluster would count the claimed records and lose track
// of its offsets.
func checkProduce(version int16, body []byte) bool {
	r := produceReader{kbin.Reader{Src: body}, version >= 9}
	if version >= 3 {
		r.nullable() // transactional ID
	}
	r.Int16() // acknowledgements
	r.Int32() // timeout
	partitions := int32(0)
	topics := r.length()
	for range min(topics, maxProduced) {
		r.name()
		n := r.length()
		for range min(n, maxProduced) {
			r.Int32() // partition
			spoilImpossible(r.records())
			r.tags()
		}
		r.tags()
		if partitions += n; !r.Ok() || partitions > maxProduced {
			return false
		}
	}
	r.tags()
	return r.Ok() && topics <= maxProduced
}

// produceReader reads the parts of a request whose format depends on its version.
type produceReader struct {
	kbin.Reader
	flexible bool
}

func (r *produceReader) length() int32 {
	if r.flexible {
		return r.CompactArrayLen()
	}
	return r.ArrayLen()
}

func (r *produceReader) name() {
	if r.flexible {
		r.Span(int(r.Uvarint()) - 1)
		return
	}
	r.Span(int(r.Int16()))
}

func (r *produceReader) nullable() {
	if r.flexible {
		r.CompactNullableBytes()
		return
	}
	if n := r.Int16(); n >= 0 {
		r.Span(int(n))
	}
}

func (r *produceReader) records() []byte {
	if r.flexible {
		return r.CompactNullableBytes()
	}
	return r.NullableBytes()
}

func (r *produceReader) tags() {
	if r.flexible {
		kmsg.SkipTags(&r.Reader)
	}
}

// spoilImpossible changes the checksum of a batch that claims no records, or more than its
// bytes can hold. The number in a compressed batch is not known.
func spoilImpossible(batch []byte) {
	if len(batch) < batchLen || batch[batchMagic] != 2 {
		return // refused by the cluster
	}
	count := int32(binary.BigEndian.Uint32(batch[batchCount:]))
	compressed := binary.BigEndian.Uint16(batch[batchAttributes:])&compressionBits != 0
	if count < 1 || !compressed && int(count) > (len(batch)-batchLen)/leastRecord {
		batch[batchChecksum] ^= 0xff
	}
}
