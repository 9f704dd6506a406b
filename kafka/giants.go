package kafka

import (
	"crypto/sha256"
	"errors"
	"fmt"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/internal/decompress"
	"github.com/mediamesh/events/kafka/internal/topicscan"
	"github.com/mediamesh/events/wire"
)

// maxValue is how large the value of a record may be that is kept in a dead letter:
// an event, and a GUID of its schema before it.
const maxValue = wire.MaxSize + 1 + 16

// decompressRoom is how much memory decompressed batches may take beyond the records
// that are held, in bytes: a record keeps a block of them.
const decompressRoom = 32 << 20

// leftOut describes a value that is too large for a dead letter, nil if it is not. The
// decompressor has replaced large values by short ones already.
func leftOut(value []byte) *decompress.Cut {
	if cut, ok := decompress.CutOf(value); ok {
		return &cut
	}
	if len(value) <= maxValue {
		return nil
	}
	return &decompress.Cut{Size: int64(len(value)), Digest: sha256.Sum256(value)}
}

// giantLetter is the dead letter of a record that is too large for an event.
func giantLetter(left *decompress.Cut) *deadLetter {
	text := fmt.Sprintf("must have at most %d bytes, has %d", wire.MaxSize, left.Size)
	if left.Size <= wire.MaxSize {
		text = fmt.Sprintf("must be in a record of at most %d bytes and %d headers", decompress.MaxRecord, decompress.MaxHeaderCount)
	}
	d := deadLetterOf(&events.InvalidError{Violations: []events.Violation{{Rule: wire.RuleSize, Limit: fmt.Sprint(wire.MaxSize), Message: text}}})
	d.left = left
	return d
}

// value returns the value of the dead letter of a record.
func (d *deadLetter) value(rec *kgo.Record) []byte {
	if d.left != nil {
		return nil
	}
	return rec.Value
}

// giantBatchLetter is the dead letter of a whole batch.
func giantBatchLetter(rec *kgo.Record) *deadLetter {
	first := topicscan.GiantBatchStart(rec)
	text := fmt.Sprintf("the batch of the offsets %d to %d cannot be decompressed, or has more than %d bytes with what its records take in memory: none of its events was read", first, rec.Offset, decompress.MaxBatch)
	return &deadLetter{reason: ReasonInvalid, text: text, cause: errors.New(text), first: first, batch: true}
}
