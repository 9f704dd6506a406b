//go:build unix

package campaign

import (
	"context"
	"fmt"
	"strconv"

	"github.com/mediamesh/events/test/chaos/check"
)

// replayed are the groups whose topics are replayed.
var replayed = []int{0, 1}

// replay replays topics while their groups work. What fails, as by a broker that
// is away, is not tried again.
func (r *running) replay(ctx context.Context) error {
	for i, percent := range []int{30, 45, 60, 80} {
		if !r.at(ctx, percent) {
			return nil
		}
		group := replayed[i%len(replayed)]
		w := &worker{crew: r.crew, role: check.Replayer, name: fmt.Sprintf("replay-%d", i), once: true, args: func(string) []string {
			return []string{ReplayRole, r.config.Dir, strconv.Itoa(group)}
		}}
		if err := w.start(); err != nil {
			return err
		}
		r.note(Replay)
		if p := w.running(); p != nil {
			select {
			case <-p.Done():
			case <-ctx.Done():
			}
		}
		_ = w.stop(stopBudget)
	}
	return nil
}
