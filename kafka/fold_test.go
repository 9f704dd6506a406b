package kafka

import (
	"context"
	"strconv"
	"testing"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/doneset"
)

// However much is done behind a record that waits, what is remembered of it stays
// small, and fits a commit.
func TestWhatIsDoneBehindOneThatWaitsTakesLittle(t *testing.T) {
	for _, c := range []struct {
		name   string
		waits  int // every so many records one waits
		tasks  int
		Ranges int
	}{
		{"one waits", 1 << 30, 2 * foldAtLeast, 1},
		{"each ten-thousandth waits", 10_000, 2 * foldAtLeast, 20},
		{"each five-hundredth waits", 500, 3 * foldAtLeast, 400},
	} {
		t.Run(c.name, func(t *testing.T) {
			const records, poll = 200_000, 1000
			s, w := newScheduler(context.Background(), load{most: 1 << 20, mostBytes: 1 << 30}), &worker{base: context.Background()}
			at := place{"t", 0}
			s.assign([]place{at})
			for from := 0; from < records; from += poll {
				var list []*kgo.Record
				for i := from; i < from+poll; i++ {
					list = append(list, &kgo.Record{Topic: at.topic, Offset: int64(i), Key: []byte(strconv.Itoa(i))})
				}
				s.add(list)
				for range list {
					task := s.next(w)
					w.end()
					task.lane.worker = nil
					s.settle(task, outcome{done: int(task.offset)%c.waits > 0, aside: int(task.offset)%c.waits == 0})
				}
			}
			p := s.partitions[at]
			if n := len(p.tasks); n > c.tasks {
				t.Errorf("%d tasks are kept, want %d at most", n, c.tasks)
			}
			m := s.uncommitted()[at]
			if len(m.ahead) != c.Ranges || m.at.Offset != 0 {
				t.Errorf("%d stretches ahead of %d, want %d ahead of 0", len(m.ahead), m.at.Offset, c.Ranges)
			}
			w2 := doneset.Scope{Topic: at.topic, Partition: at.partition}
			if got := w2.Parse(w2.Text(m.ahead, doneset.MaxText)); len(got) != c.Ranges {
				t.Errorf("%d stretches fit a commit, want %d", len(got), c.Ranges)
			}
		})
	}
}
