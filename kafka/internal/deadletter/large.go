package deadletter

import (
	"crypto/sha256"
	"errors"
	"fmt"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/internal/decompress"
	"github.com/mediamesh/events/wire"
)

// maxValue is the largest value that a dead letter keeps: a magic byte, the GUID of a schema, and
// an event.
const maxValue = wire.MaxSize + 1 + 16

// LeftOut describes a value that is too large for a dead letter, or returns nil. The decompressor
// has already replaced large values of compressed batches with short ones.
func LeftOut(value []byte) *decompress.Cut {
	if cut, ok := decompress.CutOf(value); ok {
		return &cut
	}
	if len(value) <= maxValue {
		return nil
	}
	return &decompress.Cut{Size: int64(len(value)), Digest: sha256.Sum256(value)}
}

// OfLargeValue returns the dead letter of a record that is too large for an event.
func OfLargeValue(left *decompress.Cut) *Letter {
	text := fmt.Sprintf("must have at most %d bytes, has %d", wire.MaxSize, left.Size)
	if left.Size <= wire.MaxSize {
		text = fmt.Sprintf("must be in a record of at most %d bytes and %d headers", decompress.MaxRecord, decompress.MaxHeaderCount)
	}
	d := Of(&events.InvalidError{Violations: []events.Violation{{Rule: wire.RuleSize, Limit: fmt.Sprint(wire.MaxSize), Message: text}}})
	d.Left = left
	return d
}

// Value returns the value of the dead letter of a record, nil if it is too large.
func (d *Letter) Value(rec *kgo.Record) []byte {
	if d.Left != nil {
		return nil
	}
	return rec.Value
}

// OfBatch returns the dead letter of a whole batch that was not decompressed.
func OfBatch(first, last int64) *Letter {
	text := decompress.BatchRefused(first, last)
	return &Letter{Reason: ReasonInvalid, Text: text, Cause: errors.New(text), first: first, batch: true}
}
