package report

import (
	"fmt"

	"github.com/mediamesh/events/bench/internal/pair"
)

// Result is what was measured of one case at one GOGC.
type Result struct {
	Kind    string // "decode", "encode", "scale" or "hostile"
	Event   string // wire name; of a scale, what grows; of a hostile one, the shape
	Example string // "full"
	Name    string // "decode/content.created/full"
	GOGC    int
	Figures []pair.Figure // the reference first
}

// Case is the result's name with its GOGC.
func (r Result) Case() string { return Case(r.Name, r.GOGC) }

// Case is the name of a case at one GOGC, "decode/content.created/full/gogc=100".
func Case(name string, gogc int) string { return fmt.Sprintf("%s/gogc=%d", name, gogc) }
