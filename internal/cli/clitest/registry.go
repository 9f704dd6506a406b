package clitest

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/contract"
	"github.com/twmb/franz-go/pkg/sr"
	"github.com/twmb/franz-go/pkg/sr/srfake"
)

// SchemaRegistry starts a registry that has the schema of content.created under a subject. It
// lets user ada in, with the password hunter2.
func SchemaRegistry(t *testing.T, subject string) *srfake.Registry {
	t.Helper()
	schema := content.Created{}.EventType().Schema()
	r := srfake.New(srfake.WithAuth("Basic YWRhOmh1bnRlcjI=")) // ada:hunter2
	t.Cleanup(r.Close)
	r.SeedSchema(subject, 3, 1, sr.Schema{Schema: schema, Type: sr.TypeJSON})
	return r
}

// ContractWithTitles returns a folder with the built-in contract, in which limit takes the
// place of the limit of titles, "maxLength: 200".
func ContractWithTitles(t *testing.T, limit string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, contract.FS); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "types", "Title.yaml")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	changed := strings.Replace(string(text), "maxLength: 200", limit, 1)
	if changed == string(text) {
		t.Fatal(fmt.Errorf("%s has no maxLength: 200", file))
	}
	if err := os.WriteFile(file, []byte(changed), 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}
