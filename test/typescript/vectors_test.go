package typescript

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mediamesh/events/catalog"
)

// The package gives each golden vector its verdict, its violations in their
// order, and its bytes; and it says what Go says, word for word.
func TestVectors(t *testing.T) {
	files, err := filepath.Glob("../../testdata/vectors/*.ndjson")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	var cases bytes.Buffer
	enc := json.NewEncoder(&cases)
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range bytes.Lines(data) {
			if err := enc.Encode(vectorCase(t, file, line)); err != nil {
				t.Fatal(err)
			}
		}
	}
	runNode(t, cases.Bytes(), "vectors.mjs")
}

// vectorCase is a vector with its type, and what Go says of it.
func vectorCase(t *testing.T, file string, line []byte) map[string]any {
	t.Helper()
	var v struct {
		Document       *string `json:"document"`
		DocumentBase64 []byte  `json:"documentBase64"`
	}
	out := make(map[string]any)
	for _, target := range []any{&v, &out} {
		if err := json.Unmarshal(line, target); err != nil {
			t.Fatal(err)
		}
	}
	document := v.DocumentBase64
	if v.Document != nil {
		document = []byte(*v.Document)
	}
	out["type"], out["error"] = strings.TrimSuffix(filepath.Base(file), ".ndjson"), ""
	if _, err := catalog.Decode(document); err != nil {
		out["error"] = inJavaScript(err)
	}
	return out
}
