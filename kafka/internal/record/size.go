package record

import (
	"math/bits"

	"github.com/twmb/franz-go/pkg/kgo"
)

// BatchSize returns the size of a batch of only r, uncompressed, in Kafka's
// record format 2.
func BatchSize(r *kgo.Record) int {
	const batch, fixed = 61, 3 // attributes, timestamp and offset deltas
	body := fixed + sized(len(r.Key)) + sized(len(r.Value)) + varint(len(r.Headers))
	for _, h := range r.Headers {
		body += sized(len(h.Key)) + sized(len(h.Value))
	}
	return batch + sized(body)
}

// sized returns the size of n bytes and of n before them.
func sized(n int) int { return varint(n) + n }

// varint returns the size of n in zigzag encoding.
func varint(n int) int { return (bits.Len64(uint64(n)<<1|1) + 6) / 7 }
