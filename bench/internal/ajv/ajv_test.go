package ajv

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const folder = "../../node"

func start(t *testing.T) *Node {
	t.Helper()
	if _, err := os.Stat(filepath.Join(folder, "node_modules", "ajv")); err != nil {
		missing(t, "npm ci --ignore-scripts in bench/node has not been run; go run . does it")
	}
	n, err := Start(folder)
	if err != nil {
		missing(t, err.Error())
	}
	t.Cleanup(func() {
		if err := n.Close(); err != nil {
			t.Error(err)
		}
	})
	return n
}

// missing skips a test that needs Node, but never on a build server: there a skipped
// test would be a check that nobody misses.
func missing(t *testing.T, reason string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal(reason)
	}
	t.Skip(reason)
}

const schema = `{"type":"object","required":["a"],"properties":{"a":{"type":"string"}}}`

func TestTimesWhatAjvAdmits(t *testing.T) {
	n := start(t)
	if !strings.HasPrefix(n.Version, "v") {
		t.Errorf("version %q", n.Version)
	}
	if err := n.Load(schema, []byte(`{"a":"ä"}`)); err != nil {
		t.Fatal(err)
	}
	once, err := n.Time(1000)
	if err != nil || once <= 0 {
		t.Errorf("%v, %v", once, err)
	}
}

func TestRefusesWhatAjvRefuses(t *testing.T) {
	n := start(t)
	if err := n.Load(schema, []byte(`{"b":1}`)); err == nil || !strings.HasPrefix(err.Error(), "refused: ") {
		t.Errorf("error %v, want refused", err)
	}
	if err := n.Load(schema, []byte(`{"a":`)); err == nil {
		t.Error("broken JSON was timed")
	}
	if err := n.Load(schema, []byte(`{"a":""}`)); err != nil {
		t.Errorf("after an error: %v", err)
	}
}

func TestWithoutNode(t *testing.T) {
	t.Setenv("PATH", "")
	if _, err := Start(folder); err == nil || !strings.Contains(err.Error(), "node") {
		t.Errorf("error %v", err)
	}
}
