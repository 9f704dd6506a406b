package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// own is the module of the repository, and stands for its nested modules.
const own = "github.com/mediamesh/events"

// uses are who gets a module, the most important first: the folder of the module, and
// what of it is compiled.
var uses = []struct {
	name, folder string
	args         []string
}{
	{"service", ".", []string{".", "./catalog/...", "./cloudevents/...", "./contract/...", "./kafka/...", "./registry/...", "./wire/..."}},
	{"tests of services", ".", []string{"./broker/...", "./eventstest/..."}},
	{"command", ".", []string{"./cmd/..."}},
	{"tests", ".", []string{"-test", "./..."}},
	{"tests", "test/cloudevents", []string{"-test", "./..."}},
	{"tests", "test/differential", []string{"-test", "./..."}},
	{"tests", "test/logging", []string{"-test", "./..."}},
	{"bench", "bench", []string{"-test", "./..."}},
}

// A module is one version of a module that something is compiled with.
type module struct {
	Path, Version string
	Released      string   // the day of the version
	Licences      []string // SPDX identifiers, "unknown" if there is another text
	Users         []string // of uses
	Importers     []string // modules that import it; own is one
	dir           string
}

// listed is a package as go list prints it.
type listed struct {
	ImportPath, Dir string
	Standard        bool
	Imports         []string
	Module          *struct {
		Path, Version, Dir string
		Main               bool
		Time               *time.Time
	}
}

// external returns the name and version of the package's module, if it is not ours.
func (p *listed) external() (name string, ok bool) {
	if p.Standard || p.Module == nil || p.Module.Main || p.Module.Path == own {
		return "", false
	}
	return p.Module.Path + "@" + p.Module.Version, true
}

// collect finds all modules, in the order of their users and paths.
func collect(root string) ([]*module, error) {
	byName := map[string]*module{}
	for _, use := range uses {
		packages, err := list(filepath.Join(root, use.folder), use.args)
		if err != nil {
			return nil, err
		}
		if err := add(byName, use.name, packages); err != nil {
			return nil, err
		}
	}
	var all []*module
	for _, m := range byName {
		slices.Sort(m.Licences)
		m.Licences = slices.Compact(m.Licences)
		slices.Sort(m.Importers)
		m.Importers = slices.Compact(m.Importers)
		all = append(all, m)
	}
	slices.SortFunc(all, func(a, b *module) int {
		return strings.Compare(a.Path+"@"+a.Version, b.Path+"@"+b.Version)
	})
	return all, nil
}

// list has go list print packages with all that they import. Test variants are read as
// the packages they are of.
func list(dir string, args []string) ([]*listed, error) {
	cmd := exec.Command("go", append([]string{"list", "-deps", "-json=ImportPath,Dir,Standard,Imports,Module"}, args...)...)
	cmd.Dir = dir
	cmd.Env = append(cmd.Environ(), "GOOS=linux", "GOARCH=amd64", "GOFLAGS=") // the same page everywhere
	var problem bytes.Buffer
	cmd.Stderr = &problem
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("%v in %s: %w\n%s", cmd.Args, dir, err, problem.String())
	}
	var packages []*listed
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		p := new(listed)
		if err := dec.Decode(p); errors.Is(err, io.EOF) {
			return packages, nil
		} else if err != nil {
			return nil, err
		}
		p.ImportPath, _, _ = strings.Cut(p.ImportPath, " ")
		packages = append(packages, p)
	}
}

// add adds what a user is compiled with.
func add(byName map[string]*module, user string, packages []*listed) error {
	moduleOf := map[string]string{} // by the path of a package
	for _, p := range packages {
		name, ok := p.external()
		if !ok {
			continue
		}
		moduleOf[p.ImportPath] = name
		m := byName[name]
		if m == nil {
			m = &module{Path: p.Module.Path, Version: p.Module.Version, dir: p.Module.Dir, Released: "unknown"}
			if p.Module.Time != nil {
				m.Released = p.Module.Time.UTC().Format(time.DateOnly)
			}
			byName[name] = m
		}
		if !slices.Contains(m.Users, user) {
			m.Users = append(m.Users, user)
		}
		found, err := licencesOf(m.dir, p.Dir)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		m.Licences = append(m.Licences, found...)
	}
	for _, p := range packages {
		from, ok := p.external()
		if !ok {
			from = own
		} else {
			from, _, _ = strings.Cut(from, "@")
		}
		for _, i := range p.Imports {
			i, _, _ = strings.Cut(i, " ")
			if to := moduleOf[i]; to != "" && !p.Standard && byName[to].Path != from {
				byName[to].Importers = append(byName[to].Importers, from)
			}
		}
	}
	return nil
}
