// Package decompress decompresses fetched batches within memory limits, whatever a producer
// sends: 100 kB of gzip can hold 100 MB of zeros.
//
// It accounts for the memory of all batches that a client has fetched and not dropped yet. It
// knows the format of records, and never interprets their content.
package decompress

import (
	"errors"
	"fmt"
)

const (
	// MaxRecord is the maximum size of a record with its key and headers, in bytes. The value of
	// a larger record is omitted: see [CutOf].
	MaxRecord = 1<<20 + 128<<10
	// MaxBatch is the maximum size of a batch in bytes, without omitted values and with what the
	// client allocates for its records and headers. A larger batch is [kgo.ErrMaxDecompress].
	MaxBatch = 64 << 20
	// MaxStream is the maximum size of a batch with omitted values, in bytes. A larger batch is
	// not decompressed, because other batches would wait for it.
	MaxStream = 256 << 20
	// recordCost is about what a client allocates for each record, and headerCost for each header
	// and its copy in a dead letter. A header can be as short as two bytes in a batch.
	recordCost = 256
	headerCost = 80
	// MaxHeaderCount is the maximum number of headers of a record. The value of a record with
	// more is omitted, as from one that is too large.
	MaxHeaderCount = 4096
	// maxKey and maxHeaders limit what is kept of a record whose value is omitted, in bytes.
	maxKey     = 32 << 10
	maxHeaders = 32 << 10
)

// ErrBusy means that a batch is not decompressed because earlier ones are still in memory. The
// client fetches it again.
var ErrBusy = errors.New("the memory for decompressed batches is in use")

// BatchRefused describes the batch of offsets first to last, which was not read.
func BatchRefused(first, last int64) string {
	return fmt.Sprintf("the batch of the offsets %d to %d cannot be decompressed, or has more than %d bytes with what its records take in memory: none of its events was read", first, last, MaxBatch)
}
