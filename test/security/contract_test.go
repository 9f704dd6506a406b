//go:build unix

package security

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Files of a contract folder lead elsewhere, never end, or are huge. Each is a
// finding, and nothing of what it leads to is printed.
func TestContract_FilesThatAreNone(t *testing.T) {
	secret := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(secret, []byte("Zzyzx: the secret\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	outside := t.TempDir()
	write(t, outside, map[string]string{"Stolen.yaml": "type: string\ndescription: Zzyzx\n"})
	for name, c := range map[string]struct {
		plant func(path string) error
		path  string
		want  string
	}{
		"link to a secret":  {func(p string) error { return os.Symlink(secret, p) }, "types/Secret.yaml", "types/Secret.yaml:1: file: cannot be read: open types/Secret.yaml: it is not a regular file"},
		"link to a device":  {func(p string) error { return os.Symlink("/dev/zero", p) }, "types/Zero.yaml", "types/Zero.yaml:1: file: cannot be read: open types/Zero.yaml: it is not a regular file"},
		"link to the input": {func(p string) error { return os.Symlink("/dev/stdin", p) }, "shop/placed.yaml", "shop/placed.yaml:1: file: cannot be read: open shop/placed.yaml: it is not a regular file"},
		"link to a folder":  {func(p string) error { return os.Symlink(outside, p) }, "types", ""},
		"pipe":              {func(p string) error { return syscall.Mkfifo(p, 0o600) }, "types/Pipe.yaml", "types/Pipe.yaml:1: file: cannot be read: open types/Pipe.yaml: it is not a regular file"},
		"catalog":           {func(p string) error { return os.Symlink(secret, p) }, "catalog.yaml", "catalog.yaml:1: file: cannot be read: open catalog.yaml: it is not a regular file"},
		"huge": {func(p string) error {
			if err := os.WriteFile(p, []byte("type: string\n"), 0o600); err != nil {
				return err
			}
			return os.Truncate(p, 4<<30)
		}, "types/Huge.yaml", "types/Huge.yaml:1: file: cannot be read: open types/Huge.yaml: the file has 4294967296 bytes; split it, 1048576 are the limit"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, dir, map[string]string{"contract/catalog.yaml": catalog, "contract/shop/placed.yaml": placed(published), "contract/shop/sent.yaml": strings.ReplaceAll(strings.ReplaceAll(placed(published), "placed", "sent"), "Placed", "Sent")})
			path := filepath.Join(dir, "contract", c.path)
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.RemoveAll(path); err != nil {
				t.Fatal(err)
			}
			if err := c.plant(path); err != nil {
				t.Fatal(err)
			}
			for _, command := range [][]string{{"lint"}, {"generate", "--check"}, {"breaking", "--against", "contract"}} {
				began := time.Now()
				got := mediamesh(t, dir, append(command, "--contract", "contract")...)
				text := got.stdout + got.stderr
				if got.code == 0 && c.want != "" || !strings.Contains(text, c.want) {
					t.Errorf("%s: exit code %d\n%s\nwant %q", command[0], got.code, text, c.want)
				}
				if strings.Contains(text, "Zzyzx") {
					t.Errorf("%s prints what is outside of the contract:\n%s", command[0], text)
				}
				if took := time.Since(began); took > 20*time.Second || got.memory > 200<<20 {
					t.Errorf("%s took %v and %d MiB", command[0], took, got.memory>>20)
				}
			}
		})
	}
}

// Findings quote texts of the contract without what a terminal or a build server
// would obey, and not at length.
func TestContract_FindingsQuoteNoCommands(t *testing.T) {
	dir := t.TempDir()
	obey := "\\e]52;c;Zm9v\\a\\u009b31m\\u202e\\n::error::x\\n::stop-commands::y"
	write(t, dir, map[string]string{
		"contract/catalog.yaml":     catalog,
		"contract/shop/placed.yaml": "type: \"" + obey + "\"\nversion: \"" + obey + "\"\nname: \"" + strings.Repeat("N", 100_000) + "\"\nconstant: \"" + obey + "\"\n\"" + obey + "\": 1\npayload:\n  type: object\n  properties: {\"a" + obey + "\": {type: \"" + obey + "\"}}\n",
	})
	got := mediamesh(t, dir, "lint", "--contract", "contract")
	text := got.stdout + got.stderr
	if got.code != 100 || len(text) > 20_000 {
		t.Errorf("exit code %d, %d bytes", got.code, len(text))
	}
	for _, sign := range []string{"\x1b", "\a", "\u009b", "\u202e", "\n::", "\r"} {
		if strings.Contains(text, sign) || strings.HasPrefix(text, "::") {
			t.Errorf("%q in %q", sign, text)
		}
	}
}

// Patterns for which JavaScript takes seconds are findings, each with a text that
// shows it. So are patterns that are made to keep lint itself busy.
func TestContract_PatternsThatBacktrack(t *testing.T) {
	dir := t.TempDir()
	patterns := []string{
		`^(a+)+$`, `^(a|a)*b$`, `^([a-z0-9]+-?)*[a-z]$`, `[a-z]+x`,
		strings.Repeat("a?", 5000), "^" + strings.Repeat("[a-z]*-", 1400) + "$", "^" + strings.Repeat("[a-z]{1000}", 900) + "$",
	}
	fields := make([]string, len(patterns))
	for i, pattern := range patterns {
		fields[i] = fmt.Sprintf("f%d: {type: string, pattern: '%s'}", i, pattern)
	}
	write(t, dir, map[string]string{"contract/catalog.yaml": catalog, "contract/shop/placed.yaml": placed(strings.Join(fields, ",\n    "))})
	began := time.Now()
	got := mediamesh(t, dir, "lint", "--contract", "contract")
	if got.code != 100 {
		t.Errorf("exit code %d\n%s%s", got.code, got.stdout, got.stderr)
	}
	for _, want := range []string{
		`"a" repeated 18 times, then "!" takes the pattern more than 1000000 steps`,
		`"a" repeated 17 times takes the pattern more than 1000000 steps`,
		`"0" repeated 18 times takes the pattern more than 1000000 steps`,
		`"a" repeated 816 times takes the pattern more than 1000000 steps; begin it with ^, so that it is not tried at each position, or set maxLength`,
	} {
		if !strings.Contains(got.stdout+got.stderr, want) {
			t.Errorf("no finding with %q in\n%s%s", want, got.stdout, got.stderr)
		}
	}
	if n := strings.Count(got.stdout+got.stderr, ": backtracking: "); n != len(patterns) {
		t.Errorf("%d patterns are refused, want %d\n%s", n, len(patterns), got.stdout+got.stderr)
	}
	if took := time.Since(began); took > 20*time.Second || got.memory > 300<<20 {
		t.Errorf("lint took %v and %d MiB", took, got.memory>>20)
	}
}

// A change from one pattern to another is compared within a budget, and the
// finding says where that was not enough.
func TestContract_PatternsThatTakeLongToCompare(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{
		"old/catalog.yaml": catalog, "old/shop/placed.yaml": placed(`note: {type: string, pattern: '^(?:a|b|c|d){0,500}$'}`),
		"contract/catalog.yaml": catalog, "contract/shop/placed.yaml": placed(`note: {type: string, pattern: '^(?:a?b?c?d?){0,200}$'}`),
	})
	began := time.Now()
	got := mediamesh(t, dir, "breaking", "--against", "old", "--contract", "contract")
	if want := "no counterexample found in 300 tries; the search for one gave up at its limit"; got.code != 100 || !strings.Contains(got.stdout, want) {
		t.Errorf("exit code %d\n%s%s\nwant 100 and %q", got.code, got.stdout, got.stderr, want)
	}
	if took := time.Since(began); took > 20*time.Second {
		t.Errorf("breaking took %v", took)
	}
}
