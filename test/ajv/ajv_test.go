// Package ajv holds the published schemas to what JavaScript makes of them.
package ajv

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/mediamesh/events/internal/contract"
)

// eventCase is a line of input for check.mjs.
type eventCase struct {
	Name   string `json:"name"`
	Schema string `json:"schema"`
	Valid  bool   `json:"valid"`
	Event  string `json:"event"`
}

func TestSchemasInPlainAjv(t *testing.T) {
	c, err := contract.Read("../../contract")
	if err != nil {
		t.Fatal(err)
	}
	folder := schemaFolder(t, c)
	var cases []eventCase
	for _, e := range c.Events() {
		for _, x := range e.Examples {
			cases = append(cases, eventCase{"example " + e.Type + " " + x.Name, contract.SchemaFile(e), true, string(x.JSON)})
			cases = append(cases, variants(t, e, x)...)
		}
	}
	runNode(t, ndjson(t, cases), "check.mjs", folder)
}

// schemaFolder is the published folder, or one made from the contract where
// nothing has been generated.
func schemaFolder(t *testing.T, c *contract.Contract) string {
	published := filepath.Join("..", "..", "catalog", "schemas")
	if files, _ := filepath.Glob(filepath.Join(published, "*.json")); len(files) > 0 {
		return published
	}
	return writeSchemas(t, c)
}

func writeSchemas(t *testing.T, c *contract.Contract) string {
	folder := t.TempDir()
	for _, e := range c.Events() {
		data, err := contract.JSONSchema(e)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, contract.SchemaFile(e)), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

// variants are an example with one thing changed at a time: a field left out,
// a field made null, a field added.
func variants(t *testing.T, e *contract.Event, x *contract.Example) []eventCase {
	var event map[string]map[string]json.RawMessage
	if err := json.Unmarshal(x.JSON, &event); err != nil {
		t.Fatal(err)
	}
	var cases []eventCase
	try := func(name string, valid bool) {
		data, err := json.Marshal(event)
		if err != nil {
			t.Fatal(err)
		}
		cases = append(cases, eventCase{e.Type + " " + x.Name + ": " + name, contract.SchemaFile(e), valid, string(data)})
	}
	for part, schema := range map[string]*contract.Schema{"metadata": contract.Envelope(), "payload": e.Payload} {
		fields := event[part]
		for _, f := range schema.Fields {
			was, present := fields[f.Name]
			delete(fields, f.Name)
			try("without "+f.Name, !f.Required)
			fields[f.Name] = json.RawMessage("null")
			try("null "+f.Name, !f.Required || f.Schema.Kind == contract.KindAny)
			delete(fields, f.Name)
			if present {
				fields[f.Name] = was
			}
		}
		fields["addedLater"] = json.RawMessage(`{"a":[1]}`)
		try("with one more field", true)
		delete(fields, "addedLater")
	}
	for version, valid := range map[string]bool{"1.0.1": true, "1.99.0": true, "2.0.0": false, "1.0": false, "1.00.0": false, "10.0.0": false} {
		event["metadata"]["eventVersion"] = json.RawMessage(`"` + version + `"`)
		try("version "+version, valid)
	}
	return cases
}

func ndjson[T any](t *testing.T, cases []T) []byte {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	for _, c := range cases {
		if err := encoder.Encode(c); err != nil {
			t.Fatal(err)
		}
	}
	return b.Bytes()
}

// runNode runs a script of this folder, which must end well.
func runNode(t *testing.T, input []byte, args ...string) {
	t.Helper()
	requireAjv(t)
	node := exec.Command("node", args...)
	node.Stdin = bytes.NewReader(input)
	out, err := node.CombinedOutput()
	if err != nil {
		t.Fatalf("node %v: %v\n%s", args, err, out)
	}
	t.Logf("%s", bytes.TrimSpace(out))
}

// requireAjv skips where there is no Node.js, but never on a build server:
// there a skipped test would go unnoticed.
func requireAjv(t *testing.T) {
	t.Helper()
	missing := func(reason string) {
		t.Helper()
		if os.Getenv("CI") == "true" {
			t.Fatal(reason)
		}
		t.Skip(reason)
	}
	if _, err := exec.LookPath("node"); err != nil {
		missing("node is not on the PATH; install Node.js 20 or later to check the schemas with Ajv")
	}
	if _, err := os.Stat("node_modules/ajv/package.json"); err == nil {
		return
	}
	if out, err := exec.Command("npm", "ci", "--ignore-scripts").CombinedOutput(); err != nil {
		missing("npm ci --ignore-scripts in test/ajv: " + err.Error() + "\n" + string(out))
	}
}
