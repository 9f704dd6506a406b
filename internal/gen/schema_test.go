package gen

import (
	"encoding/json"
	"testing"

	"github.com/mediamesh/events/internal/contract"
)

func TestSchemasOnePerEvent(t *testing.T) {
	c, err := contract.Read("../../contract")
	if err != nil {
		t.Fatal(err)
	}
	files, err := schemas(c)
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != len(c.Events()) {
		t.Fatalf("%d files for %d events", len(files), len(c.Events()))
	}
	for i, e := range c.Events() {
		if want := "schemas/" + e.Type + ".v1.json"; files[i].Path != want {
			t.Errorf("file %s, want %s", files[i].Path, want)
		}
		var schema map[string]any
		if err := json.Unmarshal(files[i].Data, &schema); err != nil {
			t.Errorf("%s: %v", files[i].Path, err)
		}
		if got, want := schema["$id"], "urn:mediamesh:"+e.Type+":1"; got != want {
			t.Errorf("%s: $id %v, want %s", files[i].Path, got, want)
		}
	}
}
