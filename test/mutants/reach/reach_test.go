package reach_test

import (
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/mediamesh/events/test/mutants/reach"
)

func names(tests []reach.Test) []string {
	all := []string{}
	for _, t := range tests {
		all = append(all, t.Name)
	}
	return all
}

func at(line, col int) token.Position {
	return token.Position{Filename: "/module/p/a.go", Line: line, Column: col}
}

func TestMap_Reaching(t *testing.T) {
	m := &reach.Map{
		Blocks: []string{"m/p/a.go:1.10,9.2", "m/p/a.go:3.5,5.3", "m/p/a.go:4.1,4.9", "m/p/b.go:1.1,99.1"},
		Tests: []reach.Test{
			{Name: "TestSlow", Took: 3 * time.Second, Blocks: []int{0, 1, 2}},
			{Name: "TestFast", Took: time.Second, Blocks: []int{0, 1}},
			{Name: "TestOther", Blocks: []int{3}},
		},
	}
	for name, test := range map[string]struct {
		places []token.Position
		want   []string
	}{
		"fastest first":                 {[]token.Position{at(2, 1)}, []string{"TestFast", "TestSlow"}},
		"smallest block":                {[]token.Position{at(4, 5)}, []string{"TestSlow"}},
		"start is inside":               {[]token.Position{at(1, 10)}, []string{"TestFast", "TestSlow"}},
		"end is outside":                {[]token.Position{at(9, 2)}, []string{}},
		"first place that has a block":  {[]token.Position{at(20, 1), at(4, 8), at(2, 1)}, []string{"TestSlow"}},
		"no place":                      {nil, []string{}},
		"another file of the same name": {[]token.Position{{Filename: "/module/p/c.go", Line: 2, Column: 1}}, []string{}},
	} {
		if diff := cmp.Diff(test.want, names(m.Reaching(test.places))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// place returns the position of a text in a file.
func place(t *testing.T, file, text string) token.Position {
	t.Helper()
	all, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before, _, ok := strings.Cut(string(all), text)
	if !ok {
		t.Fatalf("no %q in %s", text, file)
	}
	return token.Position{Filename: file, Line: strings.Count(before, "\n") + 1, Column: len(before) - strings.LastIndexByte(before, '\n')}
}

func discover(t *testing.T, suite, target string) *reach.Map {
	t.Helper()
	m, err := reach.Discovery{
		Tests:   filepath.Join("..", "testdata", "toy", suite),
		Target:  target,
		Temp:    t.TempDir(),
		Slots:   make(chan struct{}, 2),
		Timeout: 5 * time.Minute,
	}.Run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestDiscovery(t *testing.T) {
	m := discover(t, "verdicts", "toy/verdicts")
	file := filepath.Join("..", "testdata", "toy", "verdicts", "verdicts.go")
	for text, want := range map[string][]string{
		"n > 0":        {"TestLoop"},
		"append(list":  {"TestGrow"},
		"return 2":     {"TestInChild"}, // in a process that the test starts
		"return 0":     {},
		"hang()\n\t}":  {},
		"wait = false": {"TestHang"},
	} {
		if diff := cmp.Diff(want, names(m.Reaching([]token.Position{place(t, file, text)}))); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
	for _, test := range m.Tests {
		if test.Took <= 0 {
			t.Errorf("%s took %v", test.Name, test.Took)
		}
	}
}

func TestDiscovery_TestsOfAnotherPackage(t *testing.T) {
	m := discover(t, "user", "toy/bare")
	file := filepath.Join("..", "testdata", "toy", "bare", "bare.go")
	if got := names(m.Reaching([]token.Position{place(t, file, "return")})); !cmp.Equal(got, []string{"TestBound"}) {
		t.Error(got)
	}
}

func TestDiscovery_PackageWithoutTests(t *testing.T) {
	if m := discover(t, "bare", "toy/bare"); len(m.Tests)+len(m.Blocks) > 0 {
		t.Errorf("%+v", m)
	}
}

// fails returns what comes of a package whose only test has this body.
func fails(t *testing.T, body string) (*reach.Map, error) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"go.mod":    "module failing\n\ngo 1.26.0\n",
		"a.go":      "package failing\n",
		"a_test.go": "package failing\n\nimport (\n\t\"os\"\n\t\"testing\"\n)\n\nfunc TestA(t *testing.T) {\n" + body + "\n}\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return reach.Discovery{Tests: dir, Target: "failing", Temp: t.TempDir(), Slots: make(chan struct{}, 1), Timeout: time.Minute}.Run(t.Context())
}

func TestDiscovery_TestThatFails(t *testing.T) {
	_, err := fails(t, `t.Error("wrong", os.Args[0])`)
	if err == nil || !strings.Contains(err.Error(), "TestA in ") || !strings.Contains(err.Error(), " fails without a mutant:\n") || !strings.Contains(err.Error(), "wrong") {
		t.Error(err)
	}
}

func TestDiscovery_TestThatFailsOnce(t *testing.T) {
	m, err := fails(t, `if os.Mkdir("failed", 0o755) == nil { t.Error("wrong") }`)
	if err != nil {
		t.Fatal(err)
	}
	if len(m.Tests) != 1 || m.Tests[0].Name != "TestA" || m.Tests[0].Took <= 0 {
		t.Errorf("%+v", m)
	}
}

func TestCache(t *testing.T) {
	cache := reach.Cache{Dir: filepath.Join(t.TempDir(), "cache")}
	if m := cache.Load("a"); m != nil {
		t.Errorf("%+v of an empty cache", m)
	}
	want := &reach.Map{Blocks: []string{"m/a.go:1.1,2.2"}, Tests: []reach.Test{{Name: "TestA", Took: time.Second, Blocks: []int{0}}}}
	if err := cache.Save("a", want); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, cache.Load("a")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if m := cache.Load("b"); m != nil {
		t.Errorf("%+v with another key", m)
	}
}

func TestKey(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	key := func() string {
		t.Helper()
		k, err := reach.Key([]string{filepath.Join(dir, "p")}, filepath.Join(dir, "go.mod"), filepath.Join(dir, "missing"))
		if err != nil {
			t.Fatal(err)
		}
		return k
	}
	write("go.mod", "module m")
	write("p/a.go", "package p")
	first := key()
	if key() != first {
		t.Error("two keys of the same sources")
	}
	write("p/below/b.go", "package below")
	write("q/c.go", "package q")
	if key() != first {
		t.Error("another package changes the key")
	}
	for name, text := range map[string]string{
		"go.mod":            "module n",
		"p/a.go":            "package p // changed",
		"p/a_test.go":       "package p",
		"p/testdata/x/y.go": "data",
	} {
		before := key()
		write(name, text)
		if key() == before {
			t.Errorf("%s does not change the key", name)
		}
	}
}
