package dlq

import (
	"errors"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"

	"github.com/mediamesh/events/internal/cli/console"
	"github.com/mediamesh/events/internal/cli/flags"
	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/migration"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/dlq"
)

// repairs are the repairs of a file, and the dead letters that they were applied to.
type repairs struct {
	list migration.Repairs

	// mu guards the fields below.
	mu   sync.Mutex
	done map[cluster.Position]string // names
}

// readRepairs reads a file of repairs, nil if none is named.
func readRepairs(a *console.App, file string) (*repairs, error) {
	if file == "" {
		return nil, nil
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, console.Failed(err, "use a file of repairs: --repair FILE; docs/evolution.md describes it")
	}
	list, err := contract.ReadRepairs(filepath.Base(file), data)
	var problems contract.Problems
	if errors.As(err, &problems) {
		flags.PrintProblems(a, a.Err, path.Dir(filepath.ToSlash(file)), problems)
		return nil, console.Findings()
	}
	return &repairs{list: list, done: make(map[cluster.Position]string)}, err
}

// function returns the function that a redrive calls for each dead letter, nil if there are
// no repairs.
func (r *repairs) function() func(dlq.Letter) ([]byte, error) {
	if r == nil {
		return nil
	}
	return func(d dlq.Letter) ([]byte, error) {
		document, err := d.Original.Document()
		if document == nil {
			return nil, err
		}
		repaired, names, err := r.list.Document(document)
		if repaired != nil {
			r.mu.Lock()
			defer r.mu.Unlock()
			r.done[d.At] = strings.Join(names, "; ")
		}
		return repaired, err
	}
}

// of returns the names of the repairs applied to a dead letter.
func (r *repairs) of(d dlq.Letter) string {
	if r == nil {
		return ""
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.done[d.At]
}
