package topicscan

import (
	"context"
	"errors"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/decompress"
)

// giantBatch is in the context of a record that stands for a batch which is too large
// to be decompressed, or damaged. Its value is where the batch begins.
type giantBatch struct{}

func IsGiantBatch(rec *kgo.Record) bool {
	return rec.Value == nil && rec.Context != nil && rec.Context.Value(giantBatch{}) != nil
}

// PassGiants has a client go on after batches that are too large or damaged. It returns a record
// in place of each.
func PassGiants(client *kgo.Client, fetches kgo.Fetches) (records []*kgo.Record) {
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

// GiantBatchStart returns the offset at which the batch begins that a record stands for.
func GiantBatchStart(rec *kgo.Record) int64 { return rec.Context.Value(giantBatch{}).(int64) }

// Unread says why the batch that a record stands for was not read, "" of all other records.
func Unread(rec *kgo.Record) string {
	if !IsGiantBatch(rec) {
		return ""
	}
	return decompress.BatchRefused(GiantBatchStart(rec), rec.Offset)
}
