package campaign

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"

	"github.com/mediamesh/events/test/differential/internal/mutate"
)

// A Report counts what was judged. It may be added to and read at once.
type Report struct {
	mu       sync.Mutex
	all      count
	kinds    map[string]*count
	disagree int
	kept     []Disagreement
}

// count is of documents, by what this module said of them.
type count struct{ tried, valid, invalid, unsound int }

// A Disagreement is a document over which the judges were not of one mind.
type Disagreement struct {
	Seed, Number uint64
	mutate.Document
	What []string
}

// keep is how many disagreements are kept; one bug makes many.
const keep = 20

func (r *Report) add(seed uint64, cases []Case) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.kinds == nil {
		r.kinds = map[string]*count{}
		for _, name := range mutate.Kinds() {
			r.kinds[name] = new(count)
		}
	}
	for i := range cases {
		c := &cases[i]
		r.all.add(c)
		for n, name := range c.Kinds {
			if !slices.Contains(c.Kinds[:n], name) {
				r.kinds[name].add(c)
			}
		}
		if len(c.Disagreements) == 0 {
			continue
		}
		if r.disagree++; len(r.kept) < keep {
			r.kept = append(r.kept, Disagreement{seed, c.Number, c.Document, c.Disagreements})
		}
	}
}

func (n *count) add(c *Case) {
	n.tried++
	switch {
	case !c.sound():
		n.unsound++
	case c.Valid():
		n.valid++
	default:
		n.invalid++
	}
}

// Tried is how many documents were judged.
func (r *Report) Tried() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.all.tried
}

// Disagreements are some of those found, and how many there were.
func (r *Report) Disagreements() ([]Disagreement, int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.kept, r.disagree
}

// Summary is a line with the counts of all documents.
func (r *Report) Summary() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return fmt.Sprintf("%d documents: %d valid, %d invalid, %d unsound; %d disagreements", r.all.tried, r.all.valid, r.all.invalid, r.all.unsound, r.disagree)
}

// WriteKinds writes a table of the documents that each mutation had a part in.
func (r *Report) WriteKinds(w io.Writer) {
	r.mu.Lock()
	defer r.mu.Unlock()
	fmt.Fprintf(w, "%-12s %10s %10s %10s %10s\n", "mutation", "documents", "valid", "invalid", "unsound")
	for _, name := range mutate.Kinds() {
		if n := r.kinds[name]; n != nil {
			fmt.Fprintf(w, "%-12s %10d %10d %10d %10d\n", name, n.tried, n.valid, n.invalid, n.unsound)
		}
	}
}

func (d Disagreement) String() string {
	const shown = 4096
	data, more := d.Data, ""
	if len(data) > shown {
		more = fmt.Sprintf("… of %d bytes", len(data))
		data = data[:shown]
	}
	return fmt.Sprintf("seed %d, document %d, %s %v:\n  %s\n  %q%s", d.Seed, d.Number, d.Type, d.Kinds, strings.Join(d.What, "\n  "), data, more)
}
