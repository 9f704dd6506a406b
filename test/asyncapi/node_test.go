// Package asyncapi has the documents of a contract judged by others: AsyncAPI's
// own parser, a renderer of Markdown, and records that were published.
package asyncapi

import (
	"bytes"
	"encoding/json"
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
		reason = "node is not on the PATH; install Node.js 20 or later to have the documents judged"
	} else if out, err := install(); err != nil {
		reason = "npm ci --ignore-scripts in test/asyncapi: " + err.Error() + "\n" + string(out)
	}
	switch {
	case reason == "":
	case os.Getenv("CI") == "true":
		t.Fatal(reason)
	default:
		t.Skip(reason)
	}
}

// A source is a document for a script.
type source struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

// ask runs a script over documents and returns its answers, one for each.
func ask[T any](t *testing.T, script string, documents []source) []T {
	t.Helper()
	requireNode(t)
	var input, stderr bytes.Buffer
	encoder := json.NewEncoder(&input)
	for _, d := range documents {
		if err := encoder.Encode(d); err != nil {
			t.Fatal(err)
		}
	}
	node := exec.Command("node", script)
	node.Stdin, node.Stderr = &input, &stderr
	out, err := node.Output()
	if err != nil {
		t.Fatalf("node %s: %v\n%s", script, err, stderr.Bytes())
	}
	var answers []T
	for dec := json.NewDecoder(bytes.NewReader(out)); dec.More(); {
		var answer T
		if err := dec.Decode(&answer); err != nil {
			t.Fatalf("node %s: %v", script, err)
		}
		answers = append(answers, answer)
	}
	if len(answers) != len(documents) {
		t.Fatalf("node %s: %d answers about %d documents", script, len(answers), len(documents))
	}
	return answers
}
