package reach

import (
	"fmt"
	"go/token"
	"os"
	"path"
	"strconv"
	"strings"
)

// block is a range of a file whose statements run together.
type block struct {
	file                             string // base name
	fromLine, fromCol, toLine, toCol int
}

func (b block) contains(p token.Position) bool {
	after := p.Line > b.fromLine || p.Line == b.fromLine && p.Column >= b.fromCol
	before := p.Line < b.toLine || p.Line == b.toLine && p.Column < b.toCol
	return after && before
}

// smaller reports whether b is inside of o, if one is inside of the other.
func (b block) smaller(o block) bool {
	if b.toLine-b.fromLine != o.toLine-o.fromLine {
		return b.toLine-b.fromLine < o.toLine-o.fromLine
	}
	return b.fromLine == b.toLine && b.toCol-b.fromCol < o.toCol-o.fromCol
}

func parseBlock(text string) (block, error) {
	var b block
	i := strings.LastIndexByte(text, ':')
	if i < 0 {
		return b, fmt.Errorf("coverage block %q has no file", text)
	}
	b.file = path.Base(text[:i])
	_, err := fmt.Sscanf(text[i+1:], "%d.%d,%d.%d", &b.fromLine, &b.fromCol, &b.toLine, &b.toCol)
	if err != nil {
		return b, fmt.Errorf("coverage block %q: %w", text, err)
	}
	return b, nil
}

// readProfile adds the blocks of a coverage profile to reached: whether they ran.
func readProfile(file string, reached map[string]bool) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	for line := range strings.Lines(string(text)) {
		fields := strings.Fields(line)
		if len(fields) != 3 {
			continue // the mode
		}
		count, err := strconv.ParseUint(fields[2], 10, 64)
		if err != nil {
			return fmt.Errorf("coverage profile: %q: %w", line, err)
		}
		reached[fields[0]] = reached[fields[0]] || count > 0
	}
	return nil
}
