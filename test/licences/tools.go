package main

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/mod/modfile"
)

// tool is a program of Go that CI or a release runs, and that is part of nothing.
type tool struct{ Name, File, Version, Licence, Purpose string }

// toolFacts has the licence and the purpose of each tool, by its module. Tools may have
// licences that modules may not: they are run, and neither linked nor distributed.
var toolFacts = map[string][2]string{
	"github.com/CycloneDX/cyclonedx-gomod": {"Apache-2.0", "lists what a binary is compiled from"},
	"github.com/golangci/golangci-lint/v2": {"GPL-3.0", "linters, staticcheck among them"},
	"github.com/goreleaser/goreleaser/v2":  {"MIT", "archives, packages and checksums of a release"},
	"github.com/rhysd/actionlint":          {"MIT", "checks workflows of GitHub Actions"},
}

// toolsOf lists the tools of the modules below tools/.
func toolsOf(root string) (tools []tool, err error) {
	files, err := filepath.Glob(filepath.Join(root, "tools", "go.mod"))
	if err != nil {
		return nil, err
	}
	more, err := filepath.Glob(filepath.Join(root, "tools", "*", "go.mod"))
	if err != nil {
		return nil, err
	}
	for _, file := range append(files, more...) {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		mod, err := modfile.Parse(file, data, nil)
		if err != nil {
			return nil, err
		}
		rel, err := filepath.Rel(root, file)
		if err != nil {
			return nil, err
		}
		for _, t := range mod.Tool {
			i := slices.IndexFunc(mod.Require, func(r *modfile.Require) bool {
				return t.Path == r.Mod.Path || strings.HasPrefix(t.Path, r.Mod.Path+"/")
			})
			if i < 0 {
				return nil, fmt.Errorf("%s requires no module with the tool %s", rel, t.Path)
			}
			at := mod.Require[i].Mod
			facts, ok := toolFacts[at.Path]
			if !ok {
				return nil, fmt.Errorf("%s has the tool %s: add its licence and purpose to test/licences/tools.go", rel, t.Path)
			}
			tools = append(tools, tool{path.Base(strings.TrimSuffix(t.Path, "/v2")), filepath.ToSlash(rel), at.Version, facts[0], facts[1]})
		}
	}
	slices.SortFunc(tools, func(a, b tool) int { return strings.Compare(a.Name, b.Name) })
	return tools, nil
}
