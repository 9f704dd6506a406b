// Package campaign has four judges judge one document after the other and says
// where they disagree.
package campaign

import (
	"cmp"
	"context"
	"errors"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/mediamesh/events/test/differential/internal/judge"
	"github.com/mediamesh/events/test/differential/internal/mutate"
)

// batch is how many documents go to Node at once: enough that both sides have
// work, and few enough that an end comes soon.
const batch = 250

// A Campaign judges the documents of one seed, from the first on.
type Campaign struct {
	Seed    uint64
	Count   uint64 // of the documents
	Schemas []Schema
	Ajv     string // the folder of its node_modules
	First   bool   // one disagreement is enough
	Workers int    // each with a Node of its own; 0 for one a core
}

// Run judges the documents, on all cores, until it is through or ctx is done.
// What is judged by then is in the report in any case.
func (c *Campaign) Run(ctx context.Context, r *Report) error {
	source, err := mutate.NewSource(c.Seed)
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var next atomic.Uint64
	var workers sync.WaitGroup
	for range cmp.Or(c.Workers, runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			if err := c.work(ctx, source, &next, r); err != nil {
				stop(err)
			}
		})
	}
	workers.Wait()
	if err := context.Cause(ctx); err != nil && err != ctx.Err() {
		return err
	}
	return nil
}

func (c *Campaign) work(ctx context.Context, source *mutate.Source, next *atomic.Uint64, r *Report) error {
	bench, err := NewBench(c.Schemas, c.Ajv)
	if err != nil {
		return err
	}
	return errors.Join(c.judge(ctx, bench, source, next, r), bench.Close())
}

func (c *Campaign) judge(ctx context.Context, bench *Bench, source *mutate.Source, next *atomic.Uint64, r *Report) error {
	for ctx.Err() == nil {
		from := next.Add(batch) - batch
		if from >= c.Count {
			break
		}
		for n := from; n < min(from+batch, c.Count); n++ {
			bench.Add(n, source.Document(n))
		}
		cases, err := bench.Judge()
		if err != nil {
			return err
		}
		r.add(c.Seed, cases)
		if _, n := r.Disagreements(); c.First && n > 0 {
			break
		}
	}
	return nil
}

// A Bench is the four judges, of a batch of documents at a time.
type Bench struct {
	schemas map[string]int
	all     []Schema
	ajv     *judge.Ajv
	cases   []Case
	used    int
}

// NewBench starts the judges.
func NewBench(schemas []Schema, ajv string) (*Bench, error) {
	b := &Bench{schemas: map[string]int{}, all: schemas}
	var texts []string
	for i, s := range schemas {
		b.schemas[s.Type] = i
		texts = append(texts, s.Text)
	}
	var err error
	b.ajv, err = judge.StartAjv(ajv, texts)
	return b, err
}

// Add puts a document into the batch.
func (b *Bench) Add(number uint64, d mutate.Document) {
	if b.used == len(b.cases) {
		b.cases = append(b.cases, Case{})
	}
	c := &b.cases[b.used]
	b.used++
	c.Number, c.Document = number, d
	c.syntax.Read(d.Data)
	c.named = c.syntax.EventType()
	schema, known := b.schemas[c.named]
	if !known {
		schema = b.schemas[d.Type]
	}
	c.schema = &b.all[schema]
	if c.sound() {
		b.ajv.Add(schema, d.Data)
	}
}

// Judge has all of the batch judged. The cases are valid until the next
// document is added.
func (b *Bench) Judge() ([]Case, error) {
	cases := b.cases[:b.used]
	b.used = 0
	if err := b.ajv.Send(); err != nil {
		return nil, err
	}
	for i := range cases { // while Node is at it
		if err := cases[i].judge(); err != nil {
			return nil, cases[i].failed(err)
		}
	}
	for i := range cases {
		if c := &cases[i]; c.sound() {
			var err error
			if c.ajv, err = b.ajv.Verdict(); err != nil {
				return nil, c.failed(err)
			}
		}
		cases[i].compare()
	}
	return cases, nil
}

// Close ends Node.
func (b *Bench) Close() error { return b.ajv.Close() }
