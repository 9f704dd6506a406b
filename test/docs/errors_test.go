// Package docs checks docs/errors.md against the sources.
package docs

import (
	"bytes"
	"go/ast"
	"go/constant"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const (
	module = "github.com/mediamesh/events"
	root   = "../.."
	page   = root + "/docs/errors.md"
	logs   = root + "/docs/observability.md" // documents log lines

	// minText is the length from which a piece of a message is worth searching for.
	minText = 12
	// around is what may be before or after a piece, and is not searched for.
	around = ` "':;,.()`
)

// notPublic has the folders whose packages no service imports.
var notPublic = []string{"bench", "cmd", "examples", "internal", "test", "tools"}

// helpers have internal packages whose messages are part of the errors of public packages.
var helpers = []string{"internal/endpoint", "kafka/internal/*"}

// undocumented has sentences in the sources that are in no error.
var undocumented = []string{
	// limits and reasons beside a message
	"string, boolean, integer", "one CloudEvent", "it is dropped", "several values become one", "the older version has fewer values",
	// what is searched for in the errors of the Kafka client
	"remote error", "plaintext connection speaking to a tls endpoint",
	// only logged, or answered to other clients of the broker
	"kafka client: ", "client %s: request of key %d, version %d, %d bytes: %v", "persist to disk: ", "save session state: ",
	"malformed request", "no memory left for the response",
	"a name has 1 to 249 letters, digits, '.', '_' and '-', and is not '.' or '..'", "%s is %.100q: want a number from %d to %d",
	" cannot be changed: a broker with a data directory does not clean it",
	// signals inside the library, which no caller gets
	"the memory for decompressed batches is in use", "unknown compression codec", "a damaged record", "snappy: damaged frames",
	"it is not a time before now",
	"kafka: the time for stopping is over", "kafka: the handler's time is over", "given up", "not acknowledged",
	"an earlier record of the topic was refused", "the cluster does not tell ",
}

// TestErrors_NamesInPage compares the names in the page's headings with the exported error
// types and variables of the public packages.
func TestErrors_NamesInPage(t *testing.T) {
	text := read(t, page)
	headings := regexp.MustCompile("(?m)^#+ .*`.*$").FindAllString(text, -1)
	documented := make(map[string]bool)
	for _, m := range regexp.MustCompile("`([a-z]+\\.[A-Z]\\w*)`").FindAllStringSubmatch(strings.Join(headings, "\n"), -1) {
		documented[m[1]] = true
	}
	exported := make(map[string]bool)
	for _, pkg := range compiled(t) {
		addErrors(exported, pkg)
	}
	for _, name := range slices.Sorted(maps.Keys(exported)) {
		if !documented[name] {
			t.Errorf("docs/errors.md has no heading for `%s`", name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(documented)) {
		if !exported[name] {
			t.Errorf("docs/errors.md has a heading for `%s`, which is not an exported error", name)
		}
	}
}

// TestErrors_MessagesInPage looks in the page for every sentence of the sources, so that a
// message can be found by its text.
func TestErrors_MessagesInPage(t *testing.T) {
	documented := flat(read(t, page) + read(t, logs))
	seen := make(map[string]bool)
	for _, file := range sources(t, false) {
		for _, s := range literals(t, file) {
			seen[s] = true
			if !strings.Contains(strings.TrimSpace(s), " ") || slices.Contains(undocumented, s) {
				continue
			}
			for _, part := range parts(s, minText) {
				if !strings.Contains(documented, part) {
					t.Errorf("%s: docs/errors.md lacks the message %q", strings.TrimPrefix(file, root+"/"), part)
				}
			}
		}
	}
	for _, s := range undocumented {
		if !seen[s] {
			t.Errorf("no source has %q, which the list undocumented names", s)
		}
	}
}

// TestErrors_PageHasNoOldMessages looks in the sources for every message of the page: the lines
// of its text blocks, and the column "message" of its tables.
func TestErrors_PageHasNoOldMessages(t *testing.T) {
	var all []string
	for _, file := range sources(t, true) {
		for _, s := range literals(t, file) {
			all = append(all, parts(s, 1)...)
		}
	}
	current := "\x00" + strings.Join(all, "\x00") + "\x00"
	n := 0
	for _, message := range messages(read(t, page)) {
		n++
		for _, part := range parts(message, minText) {
			if !made(part, current) {
				t.Errorf("docs/errors.md has the message %q; no source has %q", message, part)
			}
		}
	}
	if n < 100 {
		t.Errorf("docs/errors.md has %d messages: is its form another?", n)
	}
}

// TestErrors_RulesInPage looks in the page for each rule of a violation and each fault of a
// SecurityError.
func TestErrors_RulesInPage(t *testing.T) {
	text := read(t, page)
	n := 0
	for _, pkg := range compiled(t) {
		for _, name := range pkg.Scope().Names() {
			c, ok := pkg.Scope().Lookup(name).(*types.Const)
			cell := "`" + name + "`"
			switch {
			case ok && pkg.Name() == "wire" && strings.HasPrefix(name, "Rule"):
				cell = "`" + constant.StringVal(c.Val()) + "`"
			case !ok || pkg.Name() != "cluster" || !strings.HasPrefix(name, "Fault"):
				continue
			}
			n++
			if !strings.Contains(text, cell) {
				t.Errorf("docs/errors.md lacks %s, the value of %s.%s", cell, pkg.Name(), name)
			}
		}
	}
	if n == 0 {
		t.Error("there are no rules")
	}
}

// addErrors adds a package's exported types and variables that are errors, such as
// "kafka.PublishError".
func addErrors(found map[string]bool, pkg *types.Package) {
	failure := types.Universe.Lookup("error").Type()
	for _, name := range pkg.Scope().Names() {
		o := pkg.Scope().Lookup(name)
		is := false
		switch o.(type) {
		case *types.TypeName:
			is = !types.IsInterface(o.Type()) && types.Implements(types.NewPointer(o.Type()), failure.Underlying().(*types.Interface))
		case *types.Var:
			is = types.Identical(o.Type(), failure)
		}
		if is && o.Exported() {
			found[pkg.Name()+"."+name] = true
		}
	}
}

// compiled returns the public packages.
func compiled(t *testing.T) (list []*types.Package) {
	t.Helper()
	public := publicPackages(t)
	export := make(map[string]string) // files by import path
	for _, line := range goList(t, append([]string{"-export", "-deps", "-f", "{{.ImportPath}} {{.Export}}"}, public...)...) {
		path, file, _ := strings.Cut(line, " ")
		export[path] = file
	}
	from := importer.ForCompiler(token.NewFileSet(), "gc", func(path string) (io.ReadCloser, error) { return os.Open(export[path]) })
	for _, path := range public {
		pkg, err := from.Import(path)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, pkg)
	}
	return list
}

// publicPackages returns the import paths of packages that services may import.
func publicPackages(t *testing.T) (list []string) {
	t.Helper()
	for _, path := range goList(t, "./...") {
		folders := strings.Split(strings.TrimPrefix(strings.TrimPrefix(path, module), "/"), "/")
		if !slices.Contains(notPublic, folders[0]) && !slices.Contains(folders, "internal") {
			list = append(list, path)
		}
	}
	return list
}

func goList(t *testing.T, args ...string) []string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", append([]string{"list"}, args...)...)
	cmd.Dir, cmd.Stderr = root, os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n")
}

// sources returns the Go files that make messages. Package eventstest reports failures to a
// test, of which the page has only some.
func sources(t *testing.T, all bool) (files []string) {
	t.Helper()
	folders := slices.Clone(helpers)
	for _, path := range publicPackages(t) {
		if folder := "." + strings.TrimPrefix(path, module); all || folder != "./eventstest" {
			folders = append(folders, folder)
		}
	}
	for _, folder := range folders {
		found, err := filepath.Glob(filepath.Join(root, folder, "*.go"))
		if err != nil || len(found) == 0 {
			t.Fatalf("no files in %s: %v", folder, err)
		}
		for _, file := range found {
			if !strings.HasSuffix(file, "_test.go") {
				files = append(files, file)
			}
		}
	}
	return files
}

// literals returns the strings of a file, without the descriptions of metrics; none of a
// generated file.
func literals(t *testing.T, file string) (list []string) {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	if ast.IsGenerated(parsed) {
		return nil
	}
	ast.Inspect(parsed, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			f, _ := n.Fun.(*ast.Ident)
			return f == nil || !slices.Contains([]string{"counter", "gauge", "histogram"}, f.Name)
		case *ast.BasicLit:
			if s, err := strconv.Unquote(n.Value); n.Kind == token.STRING && err == nil {
				list = append(list, s)
			}
		}
		return true
	})
	return list
}

// messages returns the messages of a page.
func messages(text string) (list []string) {
	block, column := false, -1
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		cells := strings.Split(line, " | ")
		switch {
		case strings.HasPrefix(line, "```"):
			block = line == "```text"
		case block:
			list = append(list, line)
		case !strings.HasPrefix(line, "|"):
			column = -1
		case column < 0:
			column = slices.IndexFunc(cells, func(cell string) bool { return strings.Trim(cell, "| ") == "message" })
			if column < 0 {
				column = len(cells) // a table without messages
			}
		case column < len(cells):
			list = append(list, strings.Trim(cells[column], "| `"))
		}
	}
	return list
}

// gaps are what varies in a message: verbs in the sources, and in the page words in capitals,
// ellipses, and brackets around what can be missing.
var gaps = regexp.MustCompile(`%[-+#0-9.]*[a-zA-Z]|\b[A-Z][A-Z0-9_]*\b|[…\[\]\n]`)

// parts returns the parts of a message that do not vary and have at least so many bytes.
func parts(message string, least int) (list []string) {
	for _, part := range gaps.Split(message, -1) {
		if part = strings.Trim(flat(part), around); len(part) >= least {
			list = append(list, part)
		}
	}
	return list
}

// made reports whether the sources have a part of a message: within one string, or as the end of
// one and the beginning of another. A NUL is between the parts of the sources.
func made(part, current string) bool {
	if strings.Contains(current, part) {
		return true
	}
	for i, c := range part {
		end, beginning := strings.Trim(part[:i], around), strings.Trim(part[i:], around)
		if c == ' ' && strings.Contains(current, end+"\x00") && strings.Contains(current, "\x00"+beginning) {
			return true
		}
	}
	return false
}

// flat returns a text without line breaks.
func flat(s string) string { return strings.Join(strings.Fields(s), " ") }

func read(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")))
}
