package compat

import (
	"testing"

	"github.com/mediamesh/events/internal/contract"
)

func TestComparison_MalformedVersionIsNotLegal(t *testing.T) {
	for _, c := range []struct{ old, new string }{{"1.0.0", "1.0"}, {"1.0", "1.0.0"}} {
		old, new := &contract.Event{Version: c.old}, &contract.Event{Version: c.new}
		var judged comparison
		judged.version(pair{old, new})
		if len(judged.report.Events) != 1 || judged.report.Events[0].Legal || judged.report.Legal() {
			t.Errorf("version %q after %q: %+v, want one event that is not legal", c.new, c.old, judged.report.Events)
		}
	}
}
