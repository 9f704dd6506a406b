//go:build unix

package campaign

import (
	"context"
	"path/filepath"

	"github.com/mediamesh/events/test/chaos/check"
	"github.com/mediamesh/events/test/chaos/journal"
	"github.com/mediamesh/events/test/chaos/load"
)

// pass is what the checker judges at a time: topics, of each one group, whose
// handlers write to one journal.
type pass struct {
	*observer
	path string
}

// passesOf returns a pass for each journal of handlers.
func passesOf(c *load.Config, brokers []string) (passes []*pass, err error) {
	letters := make(map[string]string)
	for _, t := range c.Topics {
		letters[t.Name] = t.DeadLetters
	}
	groups := make(map[string]int)
	topics := make(map[string][]check.Topic)
	var journals []string
	for _, g := range c.Groups {
		for _, name := range g.Topics {
			groups[name]++
			if topics[g.Journal] == nil {
				journals = append(journals, g.Journal)
			}
			topics[g.Journal] = append(topics[g.Journal], check.Topic{Name: name, Group: g.Name, DeadLetters: letters[name], KeepOrder: g.KeepOrder, Redriven: g.Redriven})
		}
	}
	for _, name := range journals {
		list := topics[name]
		for i := range list {
			list[i].Shared = groups[list[i].Name] > 1
		}
		p := &pass{path: filepath.Join(c.Dir, name)}
		out, err := journal.Open(p.path)
		if err != nil {
			return nil, err
		}
		if p.observer, err = newObserver(brokers, list, out); err != nil {
			return nil, err
		}
		passes = append(passes, p)
	}
	return passes, nil
}

func (p *pass) close() {
	p.observer.close()
	_ = p.journal.Close()
}

// topic returns what is to be judged of a topic, nil if nothing is.
func (p *pass) topic(name string) *check.Topic {
	for i := range p.topics {
		if p.topics[i].Name == name {
			return &p.topics[i]
		}
	}
	return nil
}

// pass returns the pass of a journal.
func (r *running) pass(journal string) *pass {
	for _, p := range r.passes {
		if filepath.Base(p.path) == journal {
			return p
		}
	}
	return nil
}

// settle waits until all groups are done and no dead letter is left that is to be
// redriven, and reports whether they were in time.
func (r *running) settle(ctx context.Context) bool {
	ctx, cancel := context.WithTimeout(ctx, quietBudget)
	defer cancel()
	for {
		for _, p := range r.passes {
			if !p.settle(ctx, quietBudget) {
				return false
			}
		}
		if !r.redriveLeft(ctx) {
			return ctx.Err() == nil
		}
	}
}
