package asyncapi

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// otherForms are headers of records that the documents do not describe.
var otherForms = []string{
	"HeaderDeadLetter", // dead letters are not events
	"HeaderSchemaID",   // framed for a schema registry, which a publisher must be told to do
}

// The headers that are described are those that package kafka has names for.
func TestHeadersAreThoseOfPackageKafka(t *testing.T) {
	var names []string
	for name, value := range headerConstants(t) {
		if !slices.ContainsFunc(otherForms, func(form string) bool { return strings.HasPrefix(name, form) }) {
			names = append(names, value)
		}
	}
	slices.Sort(names)
	for _, d := range described {
		var got []string
		for name := range readDocument(t, d.asyncapi).Components.Schemas["headers"].Properties {
			got = append(got, name)
		}
		slices.Sort(got)
		if diff := cmp.Diff(names, got); diff != "" {
			t.Errorf("%s (-kafka +described; the list is in internal/gen/asyncapi_headers.go):\n%s", d.asyncapi, diff)
		}
	}
}

// headerConstants are the exported constants Header… of package kafka, by name.
func headerConstants(t *testing.T) map[string]string {
	t.Helper()
	inside := stringConstants(t, "../../kafka/internal/deadletter")
	constants := map[string]string{}
	for name, value := range stringConstants(t, "../../kafka") {
		if inner, ok := strings.CutPrefix(value, "deadletter."); ok {
			value = inside[inner]
		}
		if strings.HasPrefix(name, "Header") {
			constants[name] = value
		}
	}
	if len(constants) < 10 {
		t.Fatalf("%d constants", len(constants))
	}
	return constants
}

// stringConstants are a package's constants that are a text, by name, or "package.Name" of
// those that are another package's.
func stringConstants(t *testing.T, folder string) map[string]string {
	t.Helper()
	files, err := filepath.Glob(folder + "/*.go")
	if err != nil {
		t.Fatal(err)
	}
	constants := map[string]string{}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok || len(spec.Values) != 1 {
				return true
			}
			switch value := spec.Values[0].(type) {
			case *ast.BasicLit:
				constants[spec.Names[0].Name], _ = strconv.Unquote(value.Value)
			case *ast.SelectorExpr:
				if of, ok := value.X.(*ast.Ident); ok {
					constants[spec.Names[0].Name] = of.Name + "." + value.Sel.Name
				}
			}
			return true
		})
	}
	return constants
}
