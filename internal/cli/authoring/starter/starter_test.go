package starter_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/mediamesh/events/internal/cli/authoring/starter"
	"github.com/mediamesh/events/internal/contract"
	"pgregory.net/rapid"
)

// read writes the files to a folder and reads them as a contract.
func read(t interface {
	Helper()
	Fatal(...any)
}, dir string, files []starter.File) *contract.Contract {
	t.Helper()
	for _, f := range files {
		path := filepath.Join(dir, filepath.FromSlash(f.Path))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	c, err := contract.Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestFiles(t *testing.T) {
	files, err := starter.Files(starter.Options{Event: "order.placed", Name: "shop", Dir: "../catalog", Package: "example.com/shop/catalog"})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if strings.Contains(string(f.Data), "{{") {
			t.Errorf("%s has a placeholder that was not replaced:\n%s", f.Path, f.Data)
		}
	}
	c := read(t, t.TempDir(), files)
	if problems := contract.Lint(c); len(problems) > 0 {
		t.Errorf("\n%v", problems)
	}
	e := c.Events()[0]
	for what, got := range map[string][2]string{
		"title":    {c.Title, "shop events"},
		"package":  {c.Go.Package, "example.com/shop/catalog"},
		"dir":      {c.Go.Dir, "../catalog"},
		"file":     {e.Pos.File, "order/placed.yaml"},
		"type":     {e.Type, "order.placed"},
		"name":     {e.Name, "Placed"},
		"constant": {e.Constant, "ORDER_PLACED"},
		"summary":  {e.Summary, "An order was placed."},
		"key":      {e.Key[0].Name, "orderId"},
		"owner":    {e.Owner, "order-team"},
	} {
		if got[0] != got[1] {
			t.Errorf("%s %q, want %q", what, got[0], got[1])
		}
	}
}

// Whatever the names are, what comes of them passes lint, or is refused by name.
func TestAnyNames(t *testing.T) {
	wire := regexp.MustCompile(`^[a-z][a-z0-9]*(\.[a-z][a-z0-9]*)+$`)
	refused := 0
	rapid.Check(t, func(t *rapid.T) {
		o := starter.Options{
			Event:   rapid.OneOf(rapid.StringMatching(`[a-z][a-z0-9]{0,8}(\.[a-z][a-z0-9]{0,8}){1,3}`), rapid.StringMatching(`(int|type|order|types)\.(v2|schema|unknown|id|type)`), rapid.String()).Draw(t, "event"),
			Name:    rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"true", "null", "- a", "a: b", "#", "1", "\u0085", "\ufeffa", "a\u009f"})).Draw(t, "name"),
			Dir:     "../catalog",
			Package: "example.com/shop/catalog",
		}
		files, err := starter.Files(o)
		if err != nil {
			refused++
			if !strings.HasPrefix(err.Error(), "the event name ") {
				t.Fatalf("%+v: %v", o, err)
			}
			return
		}
		if !wire.MatchString(o.Event) {
			t.Fatalf("%q is not a wire name", o.Event)
		}
		dir, err := os.MkdirTemp("", "starter")
		if err != nil {
			t.Fatal(err)
		}
		defer os.RemoveAll(dir)
		c := read(t, dir, files)
		if problems := contract.Lint(c); len(problems) > 0 {
			t.Fatalf("%+v:\n%v", o, problems)
		}
		if got := c.Title; got != o.Name+" events" {
			t.Fatalf("title %q of %q", got, o.Name)
		}
	})
	if refused == 0 {
		t.Error("no name was refused")
	}
}

func TestBadNames(t *testing.T) {
	for name, want := range map[string]string{
		"":             `the event name "": want lower-case words joined by dots, the domain first, such as order.placed`,
		"placed":       `the event name "placed": want lower-case words joined by dots, the domain first, such as order.placed`,
		"Order.Placed": `the event name "Order.Placed": want lower-case words joined by dots, the domain first, such as order.placed`,
		"type.placed":  `the event name "type.placed": the domain "type" cannot be a Go package of the catalog; choose another name`,
		"order.v2":     `the event name "order.v2": leave out the major version; a second one becomes a file, such as placed.v2.yaml`,
	} {
		if _, err := starter.Files(starter.Options{Event: name, Name: "shop", Dir: "out", Package: "example.com/out"}); err == nil || err.Error() != want {
			t.Errorf("%s: error %v, want %s", name, err, want)
		}
	}
}
