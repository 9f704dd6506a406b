package clients

import (
	"cmp"
	"slices"

	"github.com/mediamesh/events/kafka/records"
)

// record is what another client read or produced. Its texts are UTF-8, so that
// they are equal if the bytes are.
type record struct {
	Topic     string            `json:"topic"`
	Partition int32             `json:"partition"`
	Offset    int64             `json:"offset"`
	Key       *string           `json:"key"`
	Headers   map[string]string `json:"headers"`
	Value     string            `json:"value"`
}

// key returns the key as a text, "(none)" if there is none.
func (r record) key() string {
	if r.Key == nil {
		return "(none)"
	}
	return *r.Key
}

// inOrder sorts records by where they are, since partitions come as they may.
func inOrder(list []record) []record {
	slices.SortFunc(list, func(a, b record) int {
		return cmp.Or(cmp.Compare(a.Topic, b.Topic), cmp.Compare(a.Partition, b.Partition), cmp.Compare(a.Offset, b.Offset))
	})
	return list
}

// recordOf is our own record in the same words.
func recordOf(r records.Record) record {
	out := record{Topic: r.Topic, Partition: r.Partition, Offset: r.Offset, Headers: map[string]string{}, Value: string(r.Value)}
	if r.Key != nil {
		key := string(r.Key)
		out.Key = &key
	}
	for _, h := range r.Headers {
		out.Headers[h.Key] = string(h.Value)
	}
	return out
}
