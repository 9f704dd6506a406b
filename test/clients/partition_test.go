package clients

import (
	"fmt"
	"strings"
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka"
)

// keys are short and long, and not only ASCII: other clients hash their bytes.
func keys() []string {
	list := []string{"a", "späte stunde", "数字", "😀", strings.Repeat("x", 128)}
	for i := range 60 {
		list = append(list, fmt.Sprintf("program-%d", i))
	}
	return list
}

// Events of one entity stay in order only if all who publish them choose the
// same partition. Two that do not show that the others could fail.
func TestOneKeyOnePartition(t *testing.T) {
	for _, c := range []struct {
		client  string
		produce func(*testing.T, *stage)
		same    bool
	}{
		{"kcat by murmur2_random", kcatKeys("-X", "topic.partitioner=murmur2_random"), true},
		{"kcat as it comes", kcatKeys(), false},
		{"kafkajs as it comes", kafkajsKeys(""), true},
		{"kafkajs by DefaultPartitioner", kafkajsKeys("DefaultPartitioner"), true},
		{"kafkajs by LegacyPartitioner", kafkajsKeys("LegacyPartitioner"), false},
	} {
		t.Run(c.client, func(t *testing.T) {
			s := newStage(t, "content.events")
			s.publish(t, kafka.CompressionNone, films()...)
			c.produce(t, s)
			if astray := astray(t, s); len(astray) > 0 == c.same {
				t.Errorf("%d of %d keys are in two partitions: %q", len(astray), len(keys()), astray)
			}
		})
	}
}

func films() []events.Message {
	var list []events.Message
	for _, key := range keys() {
		list = append(list, created(key))
	}
	return list
}

func kcatKeys(args ...string) func(*testing.T, *stage) {
	return func(t *testing.T, s *stage) {
		var lines strings.Builder
		for _, key := range keys() {
			fmt.Fprintf(&lines, "%s\t%s\n", key, document(t, created(key)))
		}
		kcat(t, lines.String(), append([]string{"-P", "-t", s.name("content.events"), "-K", "\t"}, args...)...)
	}
}

func kafkajsKeys(partitioner string) func(*testing.T, *stage) {
	return func(t *testing.T, s *stage) {
		var list []message
		for _, key := range keys() {
			list = append(list, message{Key: key, Value: document(t, created(key))})
		}
		s.kafkajsProduce(t, map[string]any{"partitioner": partitioner}, map[string][]message{"content.events": list})
	}
}

// astray returns the keys whose two records are not in one partition.
func astray(t *testing.T, s *stage) []string {
	t.Helper()
	count, where := map[string]int{}, map[string]map[int32]bool{}
	for _, r := range s.held(t, "content.events") {
		key := string(r.Key)
		if where[key] == nil {
			where[key] = map[int32]bool{}
		}
		count[key]++
		where[key][r.Partition] = true
	}
	var list []string
	for _, key := range keys() {
		if count[key] != 2 {
			t.Errorf("key %q has %d records, want ours and the other client's", key, count[key])
		}
		if len(where[key]) > 1 {
			list = append(list, key)
		}
	}
	return list
}
