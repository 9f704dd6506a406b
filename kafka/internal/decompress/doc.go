// Package decompress decompresses fetched batches within bounds, whatever a producer
// made of them: 100 kB of gzip can hold 100 MB of zeros.
//
// It owns the memory of all batches that a client has fetched and not dropped yet. It
// knows the format of records, and never what is in them.
package decompress

import (
	"errors"
	"fmt"
)

const (
	// MaxRecord is how large a record may be, in bytes, with its key and headers. Of a
	// larger one the value is left out: see [CutOf].
	MaxRecord = 1<<20 + 128<<10
	// MaxBatch is how large a batch may be, in bytes, after values were left out and
	// with what the client allocates for its records and headers. A larger one is
	// [kgo.ErrMaxDecompress].
	MaxBatch = 64 << 20
	// MaxStream is how much a batch may have with what is left out, in bytes. More is
	// not decompressed, since others would wait for it.
	MaxStream = 256 << 20
	// recordCost is about what a client allocates for each record, and headerCost for
	// each header, which may take two bytes in a batch: also in the record's dead letter.
	recordCost = 256
	headerCost = 80
	// MaxHeaderCount is how many headers a record may have. One with more is cut as one
	// that is too large.
	MaxHeaderCount = 4096
	// maxKey and maxHeaders are how much is kept of a record whose value is left out.
	maxKey     = 32 << 10
	maxHeaders = 32 << 10
)

// ErrBusy says that a batch is not decompressed now, since those before it are still
// in memory. The client fetches it again.
var ErrBusy = errors.New("the memory for decompressed batches is in use")

// BatchRefused says that the batch of some offsets, from first to last, was not read.
func BatchRefused(first, last int64) string {
	return fmt.Sprintf("the batch of the offsets %d to %d cannot be decompressed, or has more than %d bytes with what its records take in memory: none of its events was read", first, last, MaxBatch)
}
