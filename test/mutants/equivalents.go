package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/mediamesh/events/test/mutants/operator"
)

// declared is a mutant that is declared equivalent to the code.
type declared struct {
	id, change, reason string
	line               int
}

// readEquivalents reads the declared equivalents by ID. A missing file has none.
func readEquivalents(file string) (map[string]declared, error) {
	text, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	all := map[string]declared{}
	var d declared
	add := func() error {
		switch {
		case d.id == "":
			return nil
		case d.change == "" || d.reason == "":
			return fmt.Errorf("%s:%d: %s needs a change and a reason", file, d.line, d.id)
		case all[d.id].id != "":
			return fmt.Errorf("%s:%d: %s is declared twice", file, d.line, d.id)
		}
		all[d.id] = d
		return nil
	}
	for i, line := range strings.Split(string(text), "\n") {
		indented := strings.HasPrefix(line, " ") || strings.HasPrefix(line, "\t")
		line = strings.TrimSpace(line)
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case !indented:
			if err := add(); err != nil {
				return nil, err
			}
			d = declared{id: line, line: i + 1}
		case !d.set(line):
			return nil, fmt.Errorf("%s:%d: expected \"change: …\" or \"reason: …\"", file, i+1)
		}
	}
	return all, add()
}

// set takes a line "key: value", and returns false if it is none.
func (d *declared) set(line string) bool {
	key, value, _ := strings.Cut(line, ": ")
	switch key {
	case "change":
		d.change = strings.TrimSpace(value)
	case "reason":
		d.reason = strings.TrimSpace(value)
	default:
		return false
	}
	return true
}

// stale returns an error for the declarations that no longer fit the code.
// Packages that are not among the mutants are not looked at, if they exist.
func stale(file, module string, all map[string]declared, packages map[string]bool, mutants map[string]*operator.Mutant) error {
	var errs []error
	for _, d := range all {
		name, _, _ := strings.Cut(d.id, ":")
		if !packages[name] {
			if _, err := os.Stat(filepath.Join(module, filepath.FromSlash(name))); err == nil {
				continue
			}
		}
		switch m := mutants[d.id]; {
		case m == nil:
			errs = append(errs, fmt.Errorf("%s:%d: stale entry: no mutant %s", file, d.line, d.id))
		case m.Change != d.change:
			errs = append(errs, fmt.Errorf("%s:%d: stale entry: %s is now %s", file, d.line, d.id, m.Change))
		}
	}
	return errors.Join(errs...)
}
