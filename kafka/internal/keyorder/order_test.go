package keyorder

import (
	"fmt"
	"strconv"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/lanes"
)

// TestOrder_Blocked checks the number of blocked keys and the oldest dead letter of each topic.
func TestOrder_Blocked(t *testing.T) {
	s := lanes.New[Keys](lanes.Options[struct{}]{
		Stopping: t.Context(), Records: 1, Writes: func(*struct{}) bool { return false }, Release: func(*struct{}) {},
	})
	block := func(at lanes.Place, letters ...int64) {
		s.Assign([]lanes.Place{at})
		b := new(Keys)
		for _, ms := range letters {
			b.add(&kgo.Record{Key: strconv.AppendInt(nil, ms, 10)}, "", fmt.Sprintf("%s.dlq/0/%d", at.Topic, ms), time.UnixMilli(ms))
		}
		s.Prepare(at, b)
	}
	s.Assign([]lanes.Place{{Topic: "t", Partition: 9}})
	block(lanes.Place{Topic: "t", Partition: 0}, 7, 5, 6)
	block(lanes.Place{Topic: "t", Partition: 1}, 3, 4)
	block(lanes.Place{Topic: "t", Partition: 2}, 8)
	block(lanes.Place{Topic: "u", Partition: 0}, 9)
	block(lanes.Place{Topic: "v", Partition: 0})
	got := New(Options{Partitions: s}).Blocked()
	if len(got) != 2 || got["t"].Keys != 6 || got["t"].First.ID != "t.dlq/0/3" || got["u"].Keys != 1 || got["u"].First.ID != "u.dlq/0/9" {
		t.Errorf("blocked are %+v", got)
	}
}
