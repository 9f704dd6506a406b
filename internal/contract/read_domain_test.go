package contract

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// Events are in the order of the catalog's list, and those that it does not list
// come after it, by name and major.
func TestEventsAreFound(t *testing.T) {
	const head = "title: Shop\ngo: {dir: out, package: a.example/out}\ndomains:\n  - name: order\n"
	event := func(version, name string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("type: order." + name + "\nversion: " + version + ".0.0\nname: " + GoName(name) + "\nconstant: ORDER_" + strings.ToUpper(name) + "\npayload: {type: object, properties: {}}\n")}
	}
	files := fstest.MapFS{
		"order/placed.yaml":     event("1", "placed"),
		"order/placed.v2.yaml":  event("2", "placed"),
		"order/placed.v10.yaml": event("10", "placed"),
		"order/cancelled.yaml":  event("1", "cancelled"),
		"order/sent.yaml":       event("1", "sent"),
	}
	for _, test := range []struct {
		name, events string
		want         []string
	}{
		{"none is listed", "", []string{"cancelled", "placed", "placed.v2", "placed.v10", "sent"}},
		{"the list is empty", "    events: []\n", []string{"cancelled", "placed", "placed.v2", "placed.v10", "sent"}},
		{"some are listed", "    events: [sent, placed.v2]\n", []string{"sent", "placed.v2", "cancelled", "placed", "placed.v10"}},
		{"all are listed", "    events: [sent, placed.v10, placed.v2, placed, cancelled]\n", []string{"sent", "placed.v10", "placed.v2", "placed", "cancelled"}},
	} {
		files["catalog.yaml"] = &fstest.MapFile{Data: []byte(head + test.events)}
		c, err := ReadFS(files)
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		var got []string
		for _, e := range c.Events() {
			got = append(got, e.Pos.File)
		}
		var want []string
		for _, stem := range test.want {
			want = append(want, "order/"+stem+".yaml")
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: events %v, want %v", test.name, got, want)
		}
	}
}
