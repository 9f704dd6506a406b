package campaign

import (
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/mediamesh/events/test/differential/internal/mutate"
)

// Replay judges the documents of a file of seeds. Each line is one:
//
//	SEED:NUMBER TYPE "DOCUMENT"
//
// with tabs between. The document is there itself, since a seed means others as
// soon as there is one more way to mutate. Lines that begin with # are comments.
func Replay(file string, schemas []Schema, ajv string, r *Report) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	bench, err := NewBench(schemas, ajv)
	if err != nil {
		return err
	}
	for i, line := range strings.Split(string(data), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		seed, number, document, err := parseSeed(line)
		if err != nil {
			return fmt.Errorf("%s:%d: %w", file, i+1, err)
		}
		bench.Add(number, document)
		cases, err := bench.Judge()
		if err != nil {
			return err
		}
		r.add(seed, cases)
	}
	return bench.Close()
}

func parseSeed(line string) (seed, number uint64, d mutate.Document, err error) {
	var quoted string
	if _, err = fmt.Sscanf(line, "%d:%d\t%s\t%s", &seed, &number, &d.Type, new(string)); err == nil {
		quoted = line[strings.LastIndexByte(line, '\t')+1:]
	}
	text, err := strconv.Unquote(quoted)
	if err != nil {
		return 0, 0, d, fmt.Errorf("want SEED:NUMBER, type and quoted document, with tabs between")
	}
	d.Data = []byte(text)
	return seed, number, d, nil
}

// Remember adds disagreements to a file of seeds. Huge documents are left out.
func Remember(file string, list []Disagreement) error {
	f, err := os.OpenFile(file, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	const huge = 64 << 10
	for _, d := range list {
		if len(d.Data) > huge {
			continue
		}
		if _, err := fmt.Fprintf(f, "%d:%d\t%s\t%+q\n", d.Seed, d.Number, d.Type, d.Data); err != nil {
			f.Close()
			return err
		}
	}
	return f.Close()
}
