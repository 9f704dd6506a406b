package authoring

import (
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/mediamesh/events/internal/cli/console"
	"golang.org/x/mod/module"
)

// goTarget is where the generated Go goes.
type goTarget struct {
	name   string // name of the system that the contract belongs to, "shop"
	dir    string // from the contract's folder, with slashes
	pkg    string
	module string // path of the module that contains pkg
	there  bool   // there is a go.mod
	uses   bool   // it requires this library
}

// target is the folder catalog beside the contract. If that is outside the module or not
// empty, it is inside the contract.
func (o *initOptions) target(dir string) (goTarget, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return goTarget{}, err
	}
	m, err := moduleOf(abs)
	if err != nil {
		return goTarget{}, console.Failed(err, "correct it; the generated code becomes a package of that module")
	}
	t := goTarget{there: m != nil}
	if m == nil {
		if m, err = o.futureModule(abs); err != nil {
			return t, err
		}
	}
	if o.module != "" && o.module != m.path {
		return t, console.Usage("leave out --module", "--module is %s, but go.mod in %s says %s", o.module, m.root, m.path)
	}
	out := filepath.Join(filepath.Dir(abs), "catalog")
	if abs == m.root || !empty(out) {
		out = filepath.Join(abs, "catalog")
	}
	rel, err := filepath.Rel(abs, out)
	if err != nil {
		return t, err
	}
	t.name, t.dir, t.module, t.uses = path.Base(m.path), filepath.ToSlash(rel), m.path, m.uses
	t.pkg, err = m.packageOf(out)
	return t, err
}

// futureModule is the module to be created in the working directory, or around the contract
// if that is elsewhere.
func (o *initOptions) futureModule(contract string) (*goModule, error) {
	root, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	if rel, err := filepath.Rel(root, contract); err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		root = filepath.Dir(contract)
	}
	m := &goModule{root: root, path: o.module}
	if m.path == "" {
		m.path = "example.com/" + moduleName(filepath.Base(root))
	}
	if err := module.CheckImportPath(m.path); err != nil {
		return nil, console.Usage("use --module example.com/shop", "--module: %w", err)
	}
	return m, nil
}

// moduleName turns a folder's name into a valid module name.
func moduleName(folder string) string {
	name := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			return r
		case r >= 'A' && r <= 'Z':
			return r - 'A' + 'a'
		}
		return '-'
	}, folder)
	if name = strings.Trim(name, "-"); name == "" {
		return "events"
	}
	return name
}
