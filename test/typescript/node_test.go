// Package typescript holds the npm package to what it promises: types that
// compile, and the golden vectors.
package typescript

import (
	"bytes"
	"os"
	"os/exec"
	"sync"
	"testing"
)

// install is done once, if need be. The file is the last that npm writes.
var install = sync.OnceValues(func() ([]byte, error) {
	if _, err := os.Stat("node_modules/.package-lock.json"); err == nil {
		return nil, nil
	}
	return exec.Command("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund").CombinedOutput()
})

// requireNode skips where there is no Node.js, but never on a build server:
// there a skipped test would go unnoticed.
func requireNode(t *testing.T) {
	t.Helper()
	reason := ""
	if _, err := exec.LookPath("node"); err != nil {
		reason = "node is not on the PATH; install Node.js 20 or later to test the npm package"
	} else if out, err := install(); err != nil {
		reason = "npm ci --ignore-scripts in test/typescript: " + err.Error() + "\n" + string(out)
	}
	switch {
	case reason == "":
	case os.Getenv("CI") == "true":
		t.Fatal(reason)
	default:
		t.Skip(reason)
	}
}

// runNode runs a script of this folder, which must end well.
func runNode(t *testing.T, input []byte, args ...string) {
	t.Helper()
	requireNode(t)
	run(t, input, "node", args...)
}

func run(t *testing.T, input []byte, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Stdin = bytes.NewReader(input)
	out, err := cmd.CombinedOutput()
	if len(out) > 8000 {
		out = append(out[:4000], out[len(out)-4000:]...)
	}
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", name, args, err, out)
	}
	t.Logf("%s", bytes.TrimSpace(out))
	return string(out)
}

// runFailing runs a command that must not end well, and returns what it says.
func runFailing(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).CombinedOutput()
	if err == nil {
		t.Fatalf("%s %v ended well:\n%s", name, args, out)
	}
	return string(out)
}
