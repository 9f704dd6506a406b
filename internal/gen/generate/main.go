// Generate is `mediamesh generate` for go:generate. It imports nothing that is
// generated, so that it can mend a catalog that does not compile.
//
//	go run ./internal/gen/generate contract
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/gen"
)

func main() {
	for _, dir := range os.Args[1:] {
		if err := generate(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

func generate(dir string) error {
	c, err := contract.Read(dir)
	if err != nil {
		return fmt.Errorf("%s:\n%w", dir, err)
	}
	files, err := gen.Files(c)
	if err != nil {
		return fmt.Errorf("%s:\n%w", dir, err)
	}
	out := filepath.Join(dir, filepath.FromSlash(c.Go.Dir))
	changed, err := gen.Write(out, files)
	for _, d := range changed {
		fmt.Fprintf(os.Stderr, "%s was %s\n", filepath.Join(out, filepath.FromSlash(d.Path)), d.Kind)
	}
	return err
}
