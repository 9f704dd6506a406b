package typescript

import (
	"testing"

	"github.com/mediamesh/events/internal/hostile"
)

// Documents that are made to be dear are judged as in Go. One that took time by
// the square of its length would show: most are of 1 MiB.
func TestHostileDocuments(t *testing.T) {
	var list []judged
	for _, shape := range hostile.Shapes() {
		list = append(list, judge(shape.Name, shape.Document()))
	}
	agree(t, list)
}
