package migration_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/dynamic"
	"github.com/mediamesh/events/internal/migration"
)

// noted returns the majors of the event shop.noted and their types, of which
// each payload is one: 1.0.0, 2.0.0 and so on. They may refer to the type Part.
func noted(t *testing.T, payloads ...string) ([]*contract.Event, []events.Descriptor) {
	t.Helper()
	files, names := fstest.MapFS{"types/Part.yaml": {Data: []byte("{type: object, properties: {size: {type: integer}}}\n")}}, []string{}
	for i, payload := range payloads {
		name := "noted"
		if i > 0 {
			name = fmt.Sprintf("noted.v%d", i+1)
		}
		names = append(names, name)
		files["shop/"+name+".yaml"] = &fstest.MapFile{Data: fmt.Appendf(nil, "type: shop.noted\nversion: %d.0.0\nname: Noted\nconstant: SHOP_NOTED\n%s", i+1, payload)}
	}
	files["catalog.yaml"] = &fstest.MapFile{Data: []byte("title: Shop\ngo: {dir: ../out, package: example.com/shop/out}\ndomains:\n  - {name: shop, events: [" + strings.Join(names, ", ") + "]}\n")}
	c, err := contract.ReadFS(files)
	if err != nil {
		t.Fatal(err)
	}
	reg, err := dynamic.Registry(c)
	if err != nil {
		t.Fatal(err)
	}
	return c.Events(), reg.Types()
}

// with is a registry of types and migrations.
func with(t *testing.T, types []events.Descriptor, migrations ...events.Migration) *events.Registry {
	t.Helper()
	reg, err := events.NewRegistry(types...)
	if err == nil {
		reg, err = reg.With(migrations...)
	}
	if err != nil {
		t.Fatal(err)
	}
	return reg
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func messages(r migration.Result) (list []string) {
	for _, x := range r.Counterexample {
		list = append(list, x.Message())
	}
	return list
}
