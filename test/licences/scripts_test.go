package main

import (
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const root = "../.."

// tracked are the files of the repository, without what is installed or built.
func tracked(t *testing.T) []string {
	t.Helper()
	out, err := exec.Command("git", "-C", root, "ls-files", "-z").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.FieldsFunc(string(out), func(r rune) bool { return r == 0 })
}

// No npm command of the repository, or of its pages, runs the scripts of packages.
func TestNpmRunsNoScripts(t *testing.T) {
	install := regexp.MustCompile(`npm (ci|install|i)\b[^\n]*|"npm", "(ci|install|i)"[^\n]*`)
	prose := regexp.MustCompile("^npm (install|i)s? (it|what|would)")
	found, locks := 0, 0
	for _, name := range tracked(t) {
		switch {
		case strings.HasPrefix(name, "test/licences/"):
			continue
		case filepath.Base(name) == "package-lock.json":
			locks++
			text, err := os.ReadFile(filepath.Join(root, filepath.Dir(name), ".npmrc"))
			if err != nil || !strings.Contains("\n"+string(text), "\nignore-scripts=true\n") {
				t.Errorf("%s: the .npmrc beside it has no ignore-scripts=true: %v", name, err)
			}
			continue
		}
		text, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			continue // removed, and not committed yet
		}
		for _, command := range install.FindAllString(string(text), -1) {
			if prose.MatchString(command) {
				continue
			}
			if found++; !strings.Contains(command, "--ignore-scripts") {
				t.Errorf("%s: %s", name, command)
			}
		}
	}
	if found < 10 || locks != len(folders) {
		t.Errorf("%d commands and %d lock files, want 10 or more and %d", found, locks, len(folders))
	}
}

// A file that is changed, missing or added is named with its sums.
func TestChecksums(t *testing.T) {
	sum := func(text string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(text))) }
	folder := t.TempDir()
	for name, text := range map[string]string{"good.jar": "good", "changed.jar": "evil", "added.jar": "more"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	list := filepath.Join(t.TempDir(), "list")
	text := sum("good") + "  good.jar\n" + sum("right") + "  changed.jar\n" + sum("x") + "  missing.jar\n"
	if err := os.WriteFile(list, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	script := filepath.Join(root, "test/kafka/checksums")
	out, err := exec.Command(script, list, folder).CombinedOutput()
	want := "checksums: added.jar has SHA-256 " + sum("more") + " and is not in " + list + "\n" +
		"checksums: changed.jar has SHA-256 " + sum("evil") + ", want " + sum("right") + " by " + list + "\n" +
		"checksums: missing.jar is missing, want SHA-256 " + sum("x") + " by " + list + "\n"
	if err == nil || string(out) != want {
		t.Errorf("%v\n%s\nwant\n%s", err, out, want)
	}
	if out, err := exec.Command(script, list, folder, "--write").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if out, err := exec.Command(script, list, folder).CombinedOutput(); err != nil || len(out) > 0 {
		t.Errorf("after --write: %v\n%s", err, out)
	}
}
