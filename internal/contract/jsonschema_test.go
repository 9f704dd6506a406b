package contract

import (
	"os"
	"testing"
)

// testdata/schema has everything that a contract can say, and want.json is
// what is published of it.
func TestJSONSchema(t *testing.T) {
	c, err := Read("testdata/schema")
	if err != nil {
		t.Fatalf("\n%v", err)
	}
	e := c.Events()[0]
	got, err := JSONSchema(e)
	if err != nil {
		t.Fatal(err)
	}
	const wantFile = "testdata/schema/want.json"
	if *update {
		if err := os.WriteFile(wantFile, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(wantFile)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Errorf("got\n%s", got)
	}
	if e.Name != "SoldV3" || SchemaFile(e) != "shop.sold.v3.json" || SchemaID(e) != "urn:mediamesh:shop.sold:3" {
		t.Errorf("name %s, file %s, $id %s", e.Name, SchemaFile(e), SchemaID(e))
	}
	if _, err := compileSchema(e); err != nil {
		t.Error(err)
	}
}

func TestJSONSchemaWithoutPayload(t *testing.T) {
	_, err := JSONSchema(&Event{Type: "shop.sold"})
	if err == nil || err.Error() != "contract: shop.sold has no payload schema" {
		t.Errorf("error %v", err)
	}
}
