// Package vectors has JavaScript judge the golden vectors of testdata/vectors.
package vectors

import (
	"bytes"
	"os"
	"os/exec"
	"testing"
)

// The verdicts are Ajv's, and the canonical documents JSON.stringify's.
func TestVectorsInNode(t *testing.T) {
	requireAjv(t)
	out, err := exec.Command("node", "run.mjs", "../../testdata/vectors", "../../catalog/schemas").CombinedOutput()
	if len(out) > 4000 {
		out = append(out[:2000], out[len(out)-2000:]...)
	}
	if err != nil {
		t.Fatalf("node: %v\n%s", err, out)
	}
	t.Logf("%s", bytes.TrimSpace(out))
}

// requireAjv skips where there is no Node.js or Ajv, but never on a build
// server. test/ajv has Ajv for both, and may be installing it right now: npm
// writes its own lock file last.
func requireAjv(t *testing.T) {
	t.Helper()
	reason := ""
	if _, err := exec.LookPath("node"); err != nil {
		reason = "node is not on the PATH; install Node.js 20 or later to have Ajv judge the vectors"
	} else if _, err := os.Stat("../ajv/node_modules/.package-lock.json"); err != nil {
		reason = "Ajv is not installed: npm ci --ignore-scripts --prefix test/ajv"
	}
	switch {
	case reason == "":
	case os.Getenv("CI") == "true":
		t.Fatal(reason)
	default:
		t.Skip(reason)
	}
}
