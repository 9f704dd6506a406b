package source

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/token"
	"go/types"
	"io"
	"os"
	"sync"
)

// Check type-checks the package with other text for one of its files. The error
// is the first that a compiler would report.
func (p *Package) Check(file *File, text []byte) error {
	changed, err := p.parse(file.Name, text)
	if err != nil {
		return err
	}
	syntax := p.syntax()
	for i, f := range p.Files {
		if f == file {
			syntax[i] = changed
		}
	}
	_, err = p.check(syntax, nil)
	return err
}

func (p *Package) syntax() []*ast.File {
	files := make([]*ast.File, len(p.Files))
	for i, f := range p.Files {
		files[i] = f.Syntax
	}
	return files
}

func (p *Package) check(files []*ast.File, info *types.Info) (*types.Package, error) {
	conf := types.Config{Importer: p.importer, GoVersion: p.goVersion}
	return conf.Check(p.Path, p.Fset, files, info)
}

// exportImporter imports packages from the compiler's export data. Several
// goroutines may use it.
type exportImporter struct {
	mu sync.Mutex
	gc types.Importer
}

func newImporter(fset *token.FileSet, exports map[string]string) *exportImporter {
	return &exportImporter{gc: importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) {
		file := exports[path]
		if file == "" {
			return nil, fmt.Errorf("no export data for %s", path)
		}
		return os.Open(file)
	})}
}

func (i *exportImporter) Import(path string) (*types.Package, error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.gc.Import(path)
}
