package compat

import (
	"maps"
	"testing"
	"testing/fstest"

	"github.com/mediamesh/events/internal/contract"
)

// inline reads a contract with one event, shop.placed, whose payload has one
// optional field, note. The texts are YAML in flow style: the schema of note,
// and the shared types by name.
func inline(t *testing.T, version, note string, types map[string]string) *contract.Contract {
	t.Helper()
	files := map[string]string{"shop/placed.yaml": "type: shop.placed\nversion: " + version + "\nname: Placed\nconstant: SHOP_PLACED\n" +
		"payload: {type: object, properties: {note: " + note + "}}\n"}
	for name, text := range types {
		files["types/"+name+".yaml"] = text + "\n"
	}
	return written(t, "placed", files)
}

// written reads the contract of the given files, of which the domain shop lists
// the given events.
func written(t *testing.T, events string, files map[string]string) *contract.Contract {
	t.Helper()
	all := maps.Clone(files)
	all["catalog.yaml"] = "title: Shop\ngo: {dir: ../out, package: example.com/shop/out}\ndomains:\n  - {name: shop, events: [" + events + "]}\n"
	return readFiles(t, all)
}

func readFiles(t *testing.T, all map[string]string) *contract.Contract {
	t.Helper()
	system := fstest.MapFS{}
	for path, text := range all {
		system[path] = &fstest.MapFile{Data: []byte(text)}
	}
	c, err := contract.ReadFS(system)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// onlyChange compares two contracts and returns their one change besides that
// of the version.
func onlyChange(t *testing.T, old, new *contract.Contract, o Options) Change {
	t.Helper()
	report, err := Compare(old, new, o)
	if err != nil {
		t.Fatal(err)
	}
	var found []Change
	for _, c := range report.Changes {
		if c.Rule.ID != "VERSION_TOO_LOW" {
			found = append(found, c)
		}
	}
	if len(found) != 1 {
		t.Fatalf("%d changes, want 1:\n%s", len(found), render(report))
	}
	return found[0]
}

// changeOf compares two contracts and returns their one change of a rule.
func changeOf(t *testing.T, old, new *contract.Contract, rule string) Change {
	t.Helper()
	report, err := Compare(old, new, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var found []Change
	for _, c := range report.Changes {
		if c.Rule.ID == rule {
			found = append(found, c)
		}
	}
	if len(found) != 1 {
		t.Fatalf("%d changes of %s, want 1:\n%s", len(found), rule, render(report))
	}
	return found[0]
}
