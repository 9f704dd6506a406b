package gen_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

// Domains may be named like the packages that migrations.go imports.
func TestMigrations_CompileWithDomainsNamedLikeTheirImports(t *testing.T) {
	t.Parallel()
	files := fstest.MapFS{}
	catalog := "title: Names\ndescription: Names.\ngo:\n  dir: ../catalog\n  package: example.com/catalog\ndomains:\n"
	for _, domain := range []string{"migrate", "slices"} {
		catalog += fmt.Sprintf("  - {name: %s, description: Things., events: [done, done.v2]}\n", domain)
		for major, field := range []string{"a: {type: boolean, description: It.}", "b: {type: boolean, description: It.}"} {
			name := "done.yaml"
			text := fmt.Sprintf("type: %s.done\nversion: %d.0.0\nname: Done\nconstant: %[4]s_DONE\nsummary: A thing.\nowner: team\npayload:\n  type: object\n  properties:\n    %[3]s\n"+
				"examples:\n  minimal:\n    metadata: {eventId: e, eventType: %[1]s.done, eventVersion: %[2]d.0.0, timestamp: '2026-01-31T12:00:00.000Z', source: s}\n    payload: {}\n",
				domain, major+1, field, strings.ToUpper(domain))
			if major == 1 {
				name, text = "done.v2.yaml", text+"migration:\n  - rename: {from: a, to: b}\n"
			}
			files[domain+"/"+name] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	files["catalog.yaml"] = &fstest.MapFile{Data: []byte(catalog)}
	compileAll(t, files)
}
