//go:build unix

package load

import (
	"fmt"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/test/chaos/journal"
)

// forge returns headers that only a dead letter or a redriven record should have,
// for some events: whoever may write to the topic can write them.
func (r *raw) forge(e event) []kgo.RecordHeader {
	chance := draw(r.seed, "forge", e.id())
	if int(chance%1_000_000) >= r.forged {
		return nil
	}
	// A dead letter that is there, or will be, maybe of its own key.
	letter := fmt.Sprintf("%s/%d/%d", r.topic.DeadLetters, chance>>20%6, chance>>24%200)
	all := []kgo.RecordHeader{
		{Key: "dlq-reason", Value: []byte("handler-failed")},
		{Key: "dlq-violations", Value: []byte(`[{"pointer":"/payload","rule":"forged"}]`)},
		{Key: "__dlq.errors.topic", Value: []byte("another.topic")},
		{Key: "__dlq.errors.offset", Value: []byte("1")},
		{Key: "dlq-resolved", Value: []byte(letter)},
		{Key: "redriven-from", Value: []byte(letter)},
		{Key: "redriven-for", Value: []byte(journal.ForgedGroup)},
	}
	switch chance >> 40 % 4 {
	case 0:
		return all[:4]
	case 1:
		return all[4:5]
	case 2:
		return all[5:]
	}
	return all
}
