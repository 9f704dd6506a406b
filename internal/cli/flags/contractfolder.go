package flags

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/mediamesh/events/internal/cli/console"
)

// CatalogFile is the file that identifies the folder of a contract.
const CatalogFile = "catalog.yaml"

// contractIn returns why no contract can be read in dir, with the next step.
func contractIn(dir string) (next string, err error) {
	next = "use --contract DIR with the folder that has " + CatalogFile
	begin := next
	if Vacant(dir) == nil {
		begin += ", or create one: mediamesh init " + console.ShellWord(dir)
	}
	info, err := os.Stat(dir)
	switch {
	case err != nil:
		return begin, err
	case !info.IsDir():
		return next, fmt.Errorf("%s is not a folder", dir)
	}
	f, err := os.Open(filepath.Join(dir, CatalogFile))
	if err == nil {
		return "", f.Close()
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return next, err
	}
	if inside := filepath.Join(dir, "contract"); isContract(inside) {
		return "use --contract " + console.ShellWord(inside), fmt.Errorf("%s has no %s, but %s has one", dir, CatalogFile, inside)
	}
	return begin, fmt.Errorf("%s has no %s", dir, CatalogFile)
}

func isContract(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, CatalogFile))
	return err == nil
}

// Vacant returns why no new contract may be written to dir.
func Vacant(dir string) error {
	const next = "use another folder: mediamesh init DIR"
	if outer := contractAround(dir); outer != "" {
		return console.Failed(fmt.Errorf("%s would be inside the contract %s", dir, outer), "to add an event, write its file, "+filepath.ToSlash(filepath.Join(outer, "DOMAIN", "EVENT.yaml"))+"; for another contract, "+next)
	}
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil && isFile(dir):
		return console.Failed(fmt.Errorf("%s is not a folder", dir), next)
	case err != nil:
		return console.Failed(err, next)
	case isContract(dir):
		return console.Failed(fmt.Errorf("%s is already a contract", dir), "to add an event, write its file, "+filepath.ToSlash(filepath.Join(dir, "DOMAIN", "EVENT.yaml"))+"; for another contract, "+next)
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") { // a fresh repository has a .git
			return console.Failed(fmt.Errorf("%s is not empty: it has %s", dir, e.Name()), next)
		}
	}
	return nil
}

// contractAround is the contract that contains dir, "" if there is none.
func contractAround(dir string) string {
	abs, err := filepath.Abs(dir)
	for err == nil && abs != filepath.Dir(abs) {
		if abs = filepath.Dir(abs); isContract(abs) {
			return abs
		}
	}
	return ""
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && !info.IsDir()
}
