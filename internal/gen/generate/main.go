// Generate is `mediamesh generate` for go:generate. It imports nothing that is generated,
// so that it can repair a catalog that does not compile.
//
//	go run ./internal/gen/generate contract
//
// It runs the programs that make further files from generated ones, such as Ajv for the
// validators, if they are installed.
package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

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
	targets, err := gen.Targets(c, dir)
	if err != nil {
		return fmt.Errorf("%s:\n%w", dir, err)
	}
	for _, t := range targets {
		if err := write(dir, t); err != nil {
			return err
		}
	}
	return nil
}

func write(contract string, t gen.Target) error {
	dir := filepath.Join(contract, filepath.FromSlash(t.Dir))
	var keep []string
	for _, k := range t.Keep {
		keep = append(keep, filepath.Join(contract, filepath.FromSlash(k)))
	}
	out, err := gen.NewOutput(filepath.Join(contract, ".."), dir, keep...)
	if err != nil {
		return err
	}
	changed, err := out.Write(t.Files)
	for _, d := range changed {
		fmt.Fprintf(os.Stderr, "%s was %s\n", filepath.Join(dir, filepath.FromSlash(d.Path)), d.Kind)
	}
	if err != nil {
		return err
	}
	left, err := out.Check(t.Files)
	for _, d := range left {
		if err := byOthers(dir, d); err != nil {
			return err
		}
	}
	return err
}

// byOthers runs the command that makes a file, in dir. Without Node it only reports the
// file, and generate --check fails.
func byOthers(dir string, d gen.Difference) error {
	path := filepath.Join(dir, filepath.FromSlash(d.Path))
	if _, err := exec.LookPath("npm"); err != nil {
		fmt.Fprintf(os.Stderr, "%s is %s; with Node, run in %s: %s\n", path, d.Kind, dir, d.How)
		return nil
	}
	fmt.Fprintf(os.Stderr, "%s is %s; running %s\n", path, d.Kind, d.How)
	for command := range strings.SplitSeq(d.How, " && ") {
		words := strings.Fields(command)
		c := exec.Command(words[0], words[1:]...)
		c.Dir = dir
		if out, err := c.CombinedOutput(); err != nil {
			return fmt.Errorf("%s in %s: %w\n%s", command, dir, err, out)
		}
	}
	return nil
}
