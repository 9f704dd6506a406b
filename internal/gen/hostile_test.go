package gen_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/build/constraint"
	"go/scanner"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"
	"unicode/utf8"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/gen"
	"go.yaml.in/yaml/v4"
)

// nasty are texts that end a comment, a literal or a line in some language, or
// that look like something else.
var nasty = []string{
	"x\n\nimport _ \"os\"\nfunc init() { panic(1) }\n//go:embed x\n\r\nprocess.exit(1)\n# y\n- z: {a: b}\nz: 1\n",
	"\"; x(1); '; x(1); `+x(1)+` ${x(1)} */ x(1); /* {{.Title}} \\",
	"</script><script>x(1)</script> --> <b>x</b> <!-- ](javascript:x(1)) | a | b | : - ? &a *a !!str",
	"\u2028x(1)\u2029\u0085x\u202e\u2066 x\ufeff",
	"+build ignore\n\n+build ignore\n\n//go:build ignore\n\ngo:build ignore\n\nx +build ignore",
	"\x00",
}

// Whatever text stands in a contract, it is refused, or ends up in literals and
// comments: the code around them does not change.
func TestNastyTexts(t *testing.T) {
	for _, dir := range []string{"testdata/golden/kinds/contract", "testdata/golden/evolution/contract", "testdata/documents/odd/contract"} {
		t.Run(path.Base(path.Dir(dir)), func(t *testing.T) {
			t.Parallel()
			files := readAll(t, dir)
			want := skeletons(t, files)
			accepted, tried := 0, 0
			for _, name := range slices.Sorted(maps.Keys(files)) {
				for i := range texts(t, files[name].Data) {
					for _, text := range []string{strings.Join(nasty, ""), nasty[i%len(nasty)]} {
						tried++
						changed := maps.Clone(files)
						changed[name] = &fstest.MapFile{Data: withText(t, files[name].Data, i, text)}
						if got := skeletons(t, changed); got != nil {
							accepted++
							compareSkeletons(t, fmt.Sprintf("%s, text %d is %q", name, i, text), got, want)
							break // the first has all others in it
						}
					}
				}
			}
			if accepted < tried/50 {
				t.Errorf("of %d contracts only %d are accepted", tried, accepted)
			}
		})
	}
}

func readAll(t *testing.T, dir string) fstest.MapFS {
	t.Helper()
	files, err := readFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	narrow(files)
	return files
}

// narrow leaves the first field of a contract's widest object, which has all that the
// others have, where each text in a contract costs a run.
func narrow(files fstest.MapFS) {
	wide := files["types/Wide.yaml"]
	if wide == nil {
		return
	}
	text := string(wide.Data)
	text = strings.Replace(text[:strings.Index(text, "  f2:")], "required: [f1, f63, f65, f70]", "required: [f1]", 1)
	files["types/Wide.yaml"] = &fstest.MapFile{Data: []byte(text)}
	for name, f := range files {
		files[name] = &fstest.MapFile{Data: wideExample.ReplaceAll(f.Data, []byte(`wide: {"f1":1}`))}
	}
}

var wideExample = regexp.MustCompile(`wide: \{"f1":[^}]*\}`)

func readFolder(dir string) (fstest.MapFS, error) {
	files := fstest.MapFS{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path.Join(dir, name))
		files[name] = &fstest.MapFile{Data: data}
		return err
	})
	return files, err
}

// texts lists the texts of a file of YAML.
func texts(t *testing.T, data []byte) []*yaml.Node {
	t.Helper()
	_, list := parse(t, data)
	return list
}

func withText(t *testing.T, data []byte, i int, text string) []byte {
	t.Helper()
	root, list := parse(t, data)
	list[i].SetString(text)
	list[i].Style = yaml.DoubleQuotedStyle
	out, err := yaml.Marshal(root)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func parse(t *testing.T, data []byte) (root *yaml.Node, list []*yaml.Node) {
	t.Helper()
	root = new(yaml.Node)
	if err := yaml.Unmarshal(data, root); err != nil {
		t.Fatal(err)
	}
	var walk func(n *yaml.Node)
	walk = func(n *yaml.Node) {
		if n.Kind == yaml.ScalarNode && n.Tag == "!!str" {
			list = append(list, n)
		}
		for _, c := range n.Content {
			walk(c)
		}
	}
	walk(root)
	return root, list
}

// skeletons generates all files, and returns what is left of each without
// literals, comments and names; nil if the contract is refused.
func skeletons(t *testing.T, files fstest.MapFS) map[string]string {
	t.Helper()
	c, err := contract.ReadFS(files)
	if err != nil {
		return nil
	}
	targets, err := gen.Targets(c, "")
	if err != nil {
		return nil
	}
	out := make(map[string]string)
	for i, target := range targets {
		for _, f := range target.Files {
			if strings.HasPrefix(f.Path, "lib/") {
				continue // the same for all contracts
			}
			out[fmt.Sprintf("%d %s", i, f.Path)] = skeleton(t, f)
		}
	}
	return out
}

func skeleton(t *testing.T, f gen.File) string {
	t.Helper()
	code := path.Ext(f.Path) != ".md" && path.Ext(f.Path) != ".yaml"
	if code && bytes.ContainsFunc(f.Data, func(r rune) bool { return unicode.Is(unicode.Cf, r) || r < ' ' && r != '\n' && r != '\t' }) {
		t.Errorf("%s has control characters: %q", f.Path, f.Data)
	}
	switch path.Ext(f.Path) {
	case ".go":
		for line := range strings.Lines(string(f.Data)) {
			if line = strings.TrimSpace(line); constraint.IsPlusBuild(line) || constraint.IsGoBuild(line) {
				t.Errorf("%s has a build constraint: %s", f.Path, line)
			}
		}
		return goSkeleton(f.Data)
	case ".js", ".mjs", ".ts", ".mts":
		return scriptSkeleton(f.Data)
	case ".json":
		if !json.Valid(f.Data) {
			t.Errorf("%s is not JSON:\n%s", f.Path, f.Data)
		}
		return ""
	case ".yaml":
		var root yaml.Node
		if err := yaml.Unmarshal(f.Data, &root); err != nil {
			t.Errorf("%s: %v", f.Path, err)
		}
		return shape(&root)
	}
	return ""
}

func goSkeleton(data []byte) string {
	var s scanner.Scanner
	set := token.NewFileSet()
	s.Init(set.AddFile("", set.Base(), len(data)), data, nil, 0)
	var b strings.Builder
	for {
		switch _, tok, _ := s.Scan(); tok {
		case token.EOF:
			return b.String()
		case token.STRING:
			b.WriteString("S ")
		default:
			b.WriteString(tok.String() + " ")
		}
	}
}

// scriptSkeleton reads JavaScript without regular expressions.
func scriptSkeleton(data []byte) string {
	var b strings.Builder
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		switch {
		case bytes.HasPrefix(data, []byte("//")):
			n = until(data, "\n", "\u2028", "\u2029")
		case bytes.HasPrefix(data, []byte("/*")):
			n = until(data, "*/")
		case r == '"' || r == '\'' || r == '`':
			n = 1
			for n < len(data) && data[n] != byte(r) && (r == '`' || data[n] != '\n') {
				if data[n] == '\\' {
					n++
				}
				n++
			}
			n++
			b.WriteString("W") // a key that is a name has no quotes
		case unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' || r == '$':
			n = bytes.IndexFunc(data, func(r rune) bool {
				return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' && r != '$'
			})
			if n < 0 {
				n = len(data)
			}
			b.WriteString("W")
		case !unicode.IsSpace(r):
			b.WriteRune(r)
		}
		data = data[min(n, len(data)):]
	}
	return b.String()
}

// until returns where the first of the ends is over.
func until(data []byte, ends ...string) int {
	n := len(data)
	for _, end := range ends {
		if i := bytes.Index(data, []byte(end)); i >= 0 {
			n = min(n, i+len(end))
		}
	}
	return n
}

// shape is the upper part of a document's. What is below depends on names.
func shape(root *yaml.Node) string {
	var parts []string
	for _, top := range root.Content {
		for _, n := range top.Content {
			parts = append(parts, fmt.Sprint(n.Kind))
		}
	}
	return strings.Join(parts, " ")
}

// compareSkeletons compares the files that both have. Names of files, too, may
// come from texts.
func compareSkeletons(t *testing.T, what string, got, want map[string]string) {
	t.Helper()
	for name, w := range want {
		g, ok := got[name]
		if strings.HasSuffix(name, ".d.ts") && within(g, w) {
			continue // a value that is no name has no type of its own
		}
		if ok && g != w {
			t.Errorf("%s: %s has become\n%s\nwas\n%s", what, name, excerpt(g, w), excerpt(w, g))
		}
	}
}

// within reports whether text is what is left of another when some of it is gone.
func within(text, other string) bool {
	for i := range len(text) {
		at := strings.IndexByte(other, text[i])
		if at < 0 {
			return false
		}
		other = other[at+1:]
	}
	return true
}

// excerpt shows where a differs from b.
func excerpt(a, b string) string {
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	return a[max(0, i-60):min(len(a), i+120)]
}
