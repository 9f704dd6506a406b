package delivery

import (
	"testing"

	"github.com/mediamesh/events"
)

func TestEvents_HaveTheirDeclaredSize(t *testing.T) {
	list := programs(5000)
	for _, i := range []int{0, 4999} {
		data, err := events.Marshal(list[i].event())
		if err != nil {
			t.Fatal(err)
		}
		if n := len(data); n < EventBytes-10 || n > EventBytes+10 {
			t.Errorf("program %d: %d bytes, want %d, give or take ten:\n%s", i, n, EventBytes, data)
		}
	}
}
