package lanes

import (
	"context"
	"strconv"
	"testing"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/doneset"
)

// However many records are completed after a pending one, the scheduler keeps few tasks and
// ranges for them, and the ranges fit into a commit.
func TestScheduler_CompletedRangesStayCompact(t *testing.T) {
	for _, c := range []struct {
		name   string
		waits  int // one in this many records stays pending
		tasks  int
		ranges int
	}{
		{"one waits", 1 << 30, 2 * foldAtLeast, 1},
		{"each ten-thousandth waits", 10_000, 2 * foldAtLeast, 20},
		{"each five-hundredth waits", 500, 3 * foldAtLeast, 400},
	} {
		t.Run(c.name, func(t *testing.T) {
			const records, poll = 200_000, 1000
			s := newScheduler(context.Background(), 1<<20, 1<<30)
			w := s.NewSlot(context.Background())
			at := Place{"t", 0}
			s.Assign([]Place{at})
			for from := 0; from < records; from += poll {
				var list []*kgo.Record
				for i := from; i < from+poll; i++ {
					list = append(list, &kgo.Record{Topic: at.Topic, Offset: int64(i), Key: []byte(strconv.Itoa(i))})
				}
				s.Add(list)
				for range list {
					task := s.Next(w)
					w.end()
					if task.lane.become(settling); int(task.offset)%c.waits > 0 {
						s.Settle(task, Done)
					}
				}
			}
			p := s.partitions[at]
			if n := len(p.tasks); n > c.tasks {
				t.Errorf("%d tasks are kept, want %d at most", n, c.tasks)
			}
			m := s.Uncommitted()[at]
			if len(m.Ahead) != c.ranges || m.At.Offset != 0 {
				t.Errorf("%d ranges ahead of %d, want %d ahead of 0", len(m.Ahead), m.At.Offset, c.ranges)
			}
			w2 := doneset.Scope{Topic: at.Topic, Partition: at.Partition}
			if got := w2.Parse(w2.Text(m.Ahead, doneset.MaxText)); len(got) != c.ranges {
				t.Errorf("%d ranges fit a commit, want %d", len(got), c.ranges)
			}
		})
	}
}
