package markdown

import (
	"net/url"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const root = "../.."

// files returns the files of the working tree, except ignored ones, by slash-separated path.
func files(t *testing.T) []string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
	cmd.Dir = root
	out, err := cmd.Output()
	if err != nil {
		t.Skipf("not a git checkout: %v", err)
	}
	var names []string
	for name := range strings.SplitSeq(string(out), "\x00") {
		if _, err := os.Lstat(filepath.Join(root, filepath.FromSlash(name))); name != "" && err == nil {
			names = append(names, name)
		}
	}
	return names
}

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// tree is what links can lead to.
type tree struct {
	pages map[string]page
	paths map[string]bool // files, and folders that have files
}

// problem returns what is wrong with a link of a file, or "".
func (tr tree) problem(from, target string) string {
	u, err := url.Parse(target)
	if err != nil {
		return err.Error()
	}
	if u.Scheme != "" || u.Host != "" {
		return ""
	}
	to := from
	switch {
	case strings.HasPrefix(u.Path, "/"):
		to = path.Clean(u.Path[1:])
	case u.Path != "":
		to = path.Join(path.Dir(from), u.Path)
	}
	if !tr.paths[to] {
		return "there is no file " + to
	}
	if u.Fragment == "" {
		return ""
	}
	p, ok := tr.pages[to]
	switch {
	case ok && !slices.Contains(p.anchors, u.Fragment):
		return to + " has no heading #" + u.Fragment
	case !ok && !regexp.MustCompile(`^L\d+(-L\d+)?$`).MatchString(u.Fragment):
		return to + " is not a Markdown file, so it has no heading #" + u.Fragment
	}
	return ""
}

// TestLinks_Resolve checks each relative link of each Markdown file, and its anchor.
func TestLinks_Resolve(t *testing.T) {
	tr := tree{map[string]page{}, map[string]bool{".": true}}
	for _, name := range files(t) {
		for dir := name; dir != "."; dir = path.Dir(dir) {
			tr.paths[dir] = true
		}
		if path.Ext(name) != ".md" {
			continue
		}
		p, problems := parse(read(t, name))
		for _, problem := range problems {
			t.Errorf("%s:%s", name, problem)
		}
		tr.pages[name] = p
	}
	checked := 0
	for name, p := range tr.pages {
		for _, l := range p.links {
			checked++
			if problem := tr.problem(name, l.target); problem != "" {
				t.Errorf("%s:%d: %s: %s", name, l.line, l.target, problem)
			}
		}
	}
	if checked < 200 {
		t.Errorf("only %d links were found", checked)
	}
}

func TestTree_ReportsBrokenLinks(t *testing.T) {
	p, problems := parse("# Limits\n\nSee [a](b.md#limits-1), [c](#none), [d](../main.go#L3) and `[e](f)`.\n\n# Limits\n\n[g]: missing.md\n[h][i]\n")
	tr := tree{
		pages: map[string]page{"docs/a.md": p, "docs/b.md": p},
		paths: map[string]bool{"docs/a.md": true, "docs/b.md": true, "docs": true, "main.go": true},
	}
	var got []string
	for _, l := range p.links {
		got = append(got, tr.problem("docs/a.md", l.target))
	}
	want := []string{"", "docs/a.md has no heading #none", "", "there is no file docs/missing.md"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if want := []string{"8: no definition of [i]"}; !slices.Equal(problems, want) {
		t.Errorf("got %q, want %q", problems, want)
	}
	for target, want := range map[string]string{
		"https://example.com/x#y": "",
		"../main.go#limits":       "main.go is not a Markdown file, so it has no heading #limits",
		"../../outside.md":        "there is no file ../outside.md",
		"/main.go":                "",
		".":                       "",
		"b.md#limits-2":           "docs/b.md has no heading #limits-2",
	} {
		if got := tr.problem("docs/a.md", target); got != want {
			t.Errorf("%s: got %q, want %q", target, got, want)
		}
	}
}

func TestParse_AnchorsAreGitHubs(t *testing.T) {
	for heading, want := range map[string]string{
		"# Limits":                                  "limits",
		"## Schema ids in records ##":               "schema-ids-in-records",
		"### `kafka.Header` — what it is?":          "kafkaheader--what-it-is",
		"## [Package map](CONTRIBUTING.md) & rules": "package-map--rules",
		"## snake_case and dash-case":               "snake_case-and-dash-case",
		"## Größe 1.0":                              "größe-10",
		"Title\n=====":                              "title",
		"Two\n---":                                  "two",
		"<a id=\"event-content.created.v1\"></a>":   "event-content.created.v1",
	} {
		p, _ := parse(heading + "\n")
		if !slices.Equal(p.anchors, []string{want}) {
			t.Errorf("%q: got %q, want %q", heading, p.anchors, want)
		}
	}
	if p, _ := parse("\\[not a link\\](x), \\`[a link](y)\\`, `` ` [code](z) ` ``\n"); len(p.links) != 1 || p.links[0].target != "y" {
		t.Errorf("got %v", p.links)
	}
	p, _ := parse("# A\n```\n# not a heading\n[x](y)\n```\n# A\n# A-1\n# A\n``` go\n~~~\n```\n")
	if want := []string{"a", "a-1", "a-1-1", "a-2"}; !slices.Equal(p.anchors, want) || len(p.links) > 0 {
		t.Errorf("got %q and %v, want %q", p.anchors, p.links, want)
	}
}
