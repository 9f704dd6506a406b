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
	targets, err := gen.Targets(c)
	if err != nil {
		return fmt.Errorf("%s:\n%w", dir, err)
	}
	for _, t := range targets {
		if err := write(filepath.Join(dir, filepath.FromSlash(t.Dir)), t.Files); err != nil {
			return err
		}
	}
	return nil
}

func write(dir string, files []gen.File) error {
	changed, err := gen.Write(dir, files)
	for _, d := range changed {
		fmt.Fprintf(os.Stderr, "%s was %s\n", filepath.Join(dir, filepath.FromSlash(d.Path)), d.Kind)
	}
	if err != nil {
		return err
	}
	left, err := gen.Check(dir, files)
	for _, d := range left {
		fmt.Fprintf(os.Stderr, "%s is %s; run: %s\n", filepath.Join(dir, filepath.FromSlash(d.Path)), d.Kind, d.How)
	}
	return err
}
