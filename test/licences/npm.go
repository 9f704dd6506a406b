package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// folders have a package-lock.json, and who gets its packages.
var folders = []struct{ path, user string }{
	{"ts", "generation of the validators"},
	{"test/ajv", "tests"}, {"test/asyncapi", "tests"}, {"test/clients", "tests"}, {"test/registry", "tests"}, {"test/typescript", "tests"},
	{"bench/node", "bench"},
}

// npmFolder is what a folder installs.
type npmFolder struct {
	Path, User string
	Direct     []string // name and version
	Count      int      // of all packages
	Licences   []string
	Scripts    []string // packages that ask for a script to be run when they are installed
}

// lockFile is the part of a package-lock.json that is read.
type lockFile struct {
	Packages map[string]struct {
		Version          string
		License          string
		Link             bool
		HasInstallScript bool
		Dependencies     map[string]string
		DevDependencies  map[string]string
	}
}

func npmFolders(root string) ([]*npmFolder, error) {
	var list []*npmFolder
	for _, folder := range folders {
		text, err := os.ReadFile(filepath.Join(root, folder.path, "package-lock.json"))
		if err != nil {
			return nil, err
		}
		f, err := readLock(text)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", folder.path, err)
		}
		f.Path, f.User = folder.path, folder.user
		list = append(list, f)
	}
	return list, nil
}

// readLock reads a package-lock.json. The package that is published may have no
// dependencies, since a user of it would get them.
func readLock(text []byte) (*npmFolder, error) {
	var lock lockFile
	if err := json.Unmarshal(text, &lock); err != nil {
		return nil, err
	}
	own := lock.Packages[""]
	published := lock.Packages["../../ts"]
	if len(published.Dependencies) > 0 {
		return nil, errors.New("the published package has dependencies: check their licences, and list them")
	}
	f := new(npmFolder)
	for path, p := range lock.Packages {
		name, found := cutLast(path, "node_modules/")
		if !found || p.Link {
			continue
		}
		f.Count++
		f.Licences = append(f.Licences, orUnknown(p.License))
		if p.HasInstallScript {
			f.Scripts = append(f.Scripts, name+" "+p.Version)
		}
		_, direct := own.Dependencies[name]
		_, development := own.DevDependencies[name]
		if path == "node_modules/"+name && (direct || development) {
			f.Direct = append(f.Direct, name+" "+p.Version)
		}
	}
	for _, list := range []*[]string{&f.Licences, &f.Scripts, &f.Direct} {
		slices.Sort(*list)
		*list = slices.Compact(*list)
	}
	return f, nil
}

// cutLast returns what is behind the last occurrence of a text.
func cutLast(s, text string) (after string, found bool) {
	at := strings.LastIndex(s, text)
	if at < 0 {
		return "", false
	}
	return s[at+len(text):], true
}

func orUnknown(licence string) string {
	if licence == "" {
		return unknown
	}
	return licence
}
