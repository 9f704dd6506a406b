// Command licences writes docs/dependencies.md, which lists every module that the
// packages, the command, the tests and the benchmarks are compiled with, and fails if
// one has a licence that is not allowed.
//
//	go run ./test/licences           write the report
//	go run ./test/licences -check    fail if it is not up to date
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
)

const reportFile = "docs/dependencies.md"

func main() {
	check := flag.Bool("check", false, "fail if "+reportFile+" is not up to date, and write nothing")
	flag.Parse()
	if err := run(".", *check); err != nil {
		fmt.Fprintln(os.Stderr, "licences:", err)
		os.Exit(1)
	}
}

// run works in the folder of the repository.
func run(root string, check bool) error {
	modules, err := collect(root)
	if err != nil {
		return err
	}
	if err := refuse(modules); err != nil {
		return err
	}
	packages, err := npmFolders(root)
	if err != nil {
		return err
	}
	tools, err := toolsOf(root)
	if err != nil {
		return err
	}
	file := root + "/" + reportFile
	have, err := os.ReadFile(file)
	if err != nil && (check || !errors.Is(err, fs.ErrNotExist)) {
		return err
	}
	keepDays(modules, have)
	want := report(modules, packages, tools)
	if !check {
		return os.WriteFile(file, want, 0o644)
	}
	if !bytes.Equal(have, want) {
		return fmt.Errorf("%s is not up to date: run go run ./test/licences", reportFile)
	}
	fmt.Printf("%d modules, all with allowed licences; %s is up to date\n", len(modules), reportFile)
	return nil
}
