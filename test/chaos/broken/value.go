package broken

import (
	"bytes"
	"fmt"
	"math/rand/v2"

	"github.com/mediamesh/events/test/chaos/journal"
	"github.com/twmb/franz-go/pkg/kgo"
)

const (
	// MaxBytes is the max.message.bytes of a control's topic.
	MaxBytes = 4 << 10
	giant    = 2 << 20
	maxValue = 1 << 20 // of what is kept in dead letters
)

// valueOf is an event's value.
func valueOf(id string, kind journal.Kind) []byte {
	switch kind {
	case journal.Tombstone:
		return nil
	case journal.Giant:
		return bytes.Repeat([]byte("0"), giant)
	case journal.Oversize:
		noise := rand.New(rand.NewPCG(1, 2))
		value := make([]byte, 2*MaxBytes)
		for i := range value {
			value[i] = byte(noise.Uint32())
		}
		return value
	}
	return []byte("event " + id)
}

// headersOf are an event's headers. Some have those of a dead letter, forged.
func headersOf(id string, key, seq int) (headers []kgo.RecordHeader) {
	if (key+seq)%19 == 0 {
		headers = append(headers,
			kgo.RecordHeader{Key: "dlq-reason", Value: []byte("forged")},
			kgo.RecordHeader{Key: "redriven-for", Value: []byte(journal.ForgedGroup)},
			kgo.RecordHeader{Key: "dlq-resolved", Value: fmt.Appendf(nil, "events.dlq/%d/%d", seq%6, seq)})
	}
	return append(headers,
		kgo.RecordHeader{Key: "event-id", Value: []byte(id)},
		kgo.RecordHeader{Key: "correlation-id", Value: []byte("1")})
}

// renamed are a record's headers as its dead letter has them.
func renamed(list []kgo.RecordHeader) (headers []kgo.RecordHeader) {
	for _, h := range list {
		switch forged := string(h.Value) == journal.ForgedGroup; {
		case h.Key == "redriven-for" && !forged:
			continue
		case h.Key == "dlq-reason", h.Key == "dlq-resolved", h.Key == "redriven-for":
			h.Key = "previous-" + h.Key
		}
		headers = append(headers, h)
	}
	return headers
}

// headerOf returns a record's last header of a name, "" if there is none.
func headerOf(r *kgo.Record, name string) (value string) {
	for _, h := range r.Headers {
		if h.Key == name {
			value = string(h.Value)
		}
	}
	return value
}
