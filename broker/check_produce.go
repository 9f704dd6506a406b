package broker

import (
	"encoding/binary"

	"github.com/twmb/franz-go/pkg/kbin"
	"github.com/twmb/franz-go/pkg/kmsg"
)

// Of a record batch of version 2, in its bytes.
const (
	batchMagic      = 16
	batchChecksum   = 17
	batchAttributes = 21
	batchCount      = 57
	batchLen        = 61
	leastRecord     = 7 // bytes: six numbers and no headers
	compressionBits = 7 // of the attributes
)

// maxProduced is how many topics, and how many partitions, a request may write to.
const maxProduced = 10_000

// checkProduce goes through a Produce request, and tells whether it is one. It spoils the
// checksum of batches that cannot have as many records as they claim, so that the cluster
// refuses them: it would count them as they claim, and lose its place.
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

// produceReader reads the parts of a request whose form depends on its version.
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

// spoilImpossible changes the checksum of a batch that claims no records, or more than
// its bytes can hold. How many a compressed one holds is not known.
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
