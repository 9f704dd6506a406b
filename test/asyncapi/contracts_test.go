package asyncapi

import (
	"os"
	"testing"

	"github.com/mediamesh/events/internal/contract"
)

// described are contracts, and the documents that are generated from them and
// committed. What the generator makes today is what is committed: generate
// --check and the generator's own tests say so.
var described = []struct{ name, contract, asyncapi, markdown string }{
	{"MediaMesh", "../../contract", "../../docs/asyncapi.yaml", "../../docs/catalog.md"},
	{"playback", "../../examples/playback/contract", "../../examples/playback/asyncapi.yaml", "../../examples/playback/catalog.md"},
	{"kinds", golden + "golden/kinds/contract", golden + "documents/kinds/asyncapi.yaml", golden + "documents/kinds/catalog.md"},
	{"evolution", golden + "golden/evolution/contract", golden + "documents/evolution/asyncapi.yaml", golden + "documents/evolution/catalog.md"},
	{"odd", golden + "documents/odd/contract", golden + "documents/odd/want/odd.yaml", golden + "documents/odd/want/odd.md"},
}

const golden = "../../internal/gen/testdata/"

func readContract(t *testing.T, dir string) *contract.Contract {
	t.Helper()
	c, err := contract.Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func readText(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
