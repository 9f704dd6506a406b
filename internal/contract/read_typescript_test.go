package contract

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func TestTypeScriptTarget(t *testing.T) {
	const head = "title: T\ndescription: D.\ngo: {dir: ../catalog, package: example.com/catalog}\n"
	for _, c := range []struct{ where, text, want string }{
		{"nothing but what is needed", "typescript: {dir: ../ts, package: '@shop/events'}", ""},
		{"all of it", "typescript: {dir: ../ts, package: events, version: 2.1.0-rc.1, license: MIT}", ""},
		{"no dir", "typescript: {package: events}", `catalog.yaml:4: keyword: typescript has no "dir"; add it`},
		{"no package", "typescript: {dir: ../ts}", `catalog.yaml:4: keyword: typescript has no "package"; add it`},
		{"no name of npm", "typescript: {dir: ../ts, package: Shop Events}", `catalog.yaml:4: name: "Shop Events" is not a name of an npm package; use lower-case letters, such as @mediamesh/events`},
		{"no version", "typescript: {dir: ../ts, package: events, version: '1.0'}", `catalog.yaml:4: name: "1.0" is not a version of an npm package; want MAJOR.MINOR.PATCH such as 1.0.0`},
		{"another key", "typescript: {dir: ../ts, package: events, folder: x}", `catalog.yaml:4: keyword: "folder" is not a declared key of typescript; there is dir, package, version and license`},
		{"no mapping", "typescript: ../ts", `catalog.yaml:4: keyword: typescript is a mapping of dir, package, version and license, not "../ts"`},
	} {
		t.Run(c.where, func(t *testing.T) {
			contract, err := ReadFS(fstest.MapFS{"catalog.yaml": {Data: []byte(head + c.text + "\ndomains: []\n")}})
			var problems Problems
			if err != nil && !errors.As(err, &problems) {
				t.Fatal(err)
			}
			var got []string
			for _, p := range problems {
				got = append(got, p.String())
			}
			if diff := cmp.Diff(c.want, strings.Join(got, "\n")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if err == nil && (contract.TypeScript.Dir != "../ts" || contract.TypeScript.Version == "") {
				t.Errorf("read as %+v", contract.TypeScript)
			}
		})
	}
}
