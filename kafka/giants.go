package kafka

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/internal/decompress"
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

// giantBatch is in the context of a record that stands for a batch which is too large
// to be decompressed, or damaged. Its value is where the batch begins.
type giantBatch struct{}

func isGiantBatch(rec *kgo.Record) bool {
	return rec.Value == nil && rec.Context != nil && rec.Context.Value(giantBatch{}) != nil
}

// passGiants has a client go on after batches that are too large or damaged. It returns a record
// in place of each.
func passGiants(client *kgo.Client, fetches kgo.Fetches) (records []*kgo.Record) {
	for _, failed := range fetches.Errors() {
		var batch *kgo.ErrDecompressTooLarge
		if !errors.As(failed.Err, &batch) {
			continue
		}
		client.SetOffsets(map[string]map[int32]kgo.EpochOffset{
			batch.Topic: {batch.Partition: {Epoch: batch.Epoch, Offset: batch.NextOffset}},
		})
		records = append(records, &kgo.Record{
			Topic: batch.Topic, Partition: batch.Partition, Offset: batch.NextOffset - 1, LeaderEpoch: batch.Epoch,
			Context: context.WithValue(context.Background(), giantBatch{}, batch.Offset),
		})
	}
	return records
}

// giantBatchLetter is the dead letter of a whole batch.
func giantBatchLetter(rec *kgo.Record) *deadLetter {
	first := rec.Context.Value(giantBatch{}).(int64)
	text := fmt.Sprintf("the batch of the offsets %d to %d cannot be decompressed, or has more than %d bytes with what its records take in memory: none of its events was read", first, rec.Offset, decompress.MaxBatch)
	return &deadLetter{reason: ReasonInvalid, text: text, cause: errors.New(text), first: first, batch: true}
}
