// Package starter generates the files of a new contract: one event, with comments that
// explain how to continue.
package starter

import (
	"archive/zip"
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"github.com/mediamesh/events/internal/contract"
)

// Options configure the new contract.
type Options struct {
	Event   string // wire name of the event, "order.placed"
	Name    string // name of the system that the contract belongs to, "shop"
	Dir     string // where the generated Go goes, from the contract's folder
	Package string // its import path
}

// A File is one file of the contract, with its slash-separated path in the folder.
type File struct {
	Path string
	Data []byte
}

//go:embed templates
var templateFiles embed.FS

var (
	wireName = regexp.MustCompile(`^[a-z][a-z0-9]*(\.[a-z][a-z0-9]*)+$`)
	major    = regexp.MustCompile(`\.v[0-9]+$`)
)

// Files returns the files of a contract with one event. It returns an error if the event's
// name is invalid.
func Files(o Options) ([]File, error) {
	if !wireName.MatchString(o.Event) {
		return nil, fmt.Errorf("the event name %q: want lower-case words joined by dots, the domain first, such as order.placed", o.Event)
	}
	if major.MatchString(o.Event) {
		return nil, fmt.Errorf("the event name %q: leave out the major version; a second one becomes a file, such as placed.v2.yaml", o.Event)
	}
	domain, rest, _ := strings.Cut(o.Event, ".")
	stem := strings.ReplaceAll(rest, ".", "-")
	words := placeholders(o, domain, rest, stem)
	var files []File
	for _, f := range []struct{ path, template string }{
		{"catalog.yaml", "catalog.yaml.tmpl"},
		{domain + "/" + stem + ".yaml", "event.yaml.tmpl"},
		{"types/Id.yaml", "types/Id.yaml"},
	} {
		text, err := templateFiles.ReadFile("templates/" + f.template)
		if err != nil {
			return nil, err
		}
		files = append(files, File{f.path, aligned(words.Replace(string(text)))})
	}
	return files, legal(o.Event, files)
}

// legal asks the contract reader, which knows which names are invalid.
func legal(event string, files []File) error {
	var archive bytes.Buffer // an in-memory file system
	w := zip.NewWriter(&archive)
	for _, f := range files {
		if entry, err := w.Create(f.Path); err != nil {
			return err
		} else if _, err := entry.Write(f.Data); err != nil {
			return err
		}
	}
	if err := w.Close(); err != nil {
		return err
	}
	fsys, err := zip.NewReader(bytes.NewReader(archive.Bytes()), int64(archive.Len()))
	if err != nil {
		return err
	}
	_, err = contract.ReadFS(fsys)
	if problems, ok := err.(contract.Problems); ok && len(problems) > 0 {
		return fmt.Errorf("the event name %q: %s", event, problems[0].Message)
	}
	return err
}

// placeholders returns the replacer of the templates' placeholders.
func placeholders(o Options, domain, rest, stem string) *strings.Replacer {
	a := article(domain)
	summary := "What happened to " + a + ": " + strings.ReplaceAll(rest, ".", " ") + "."
	if !strings.Contains(rest, ".") {
		summary = strings.ToUpper(a[:1]) + a[1:] + " was " + rest + "."
	}
	return strings.NewReplacer(
		"{{Title}}", text(o.Name+" events"),
		"{{Description}}", text("Events of "+o.Name+" for other services."),
		"{{Dir}}", o.Dir,
		"{{Package}}", o.Package,
		"{{Type}}", o.Event,
		"{{Domain}}", domain,
		"{{A}}", a,
		"{{Stem}}", stem,
		"{{Name}}", contract.GoName(rest),
		"{{Constant}}", strings.ToUpper(strings.ReplaceAll(o.Event, ".", "_")),
		"{{Key}}", domain+"Id",
		"{{Summary}}", text(summary),
	)
}

func article(noun string) string {
	if strings.ContainsRune("aeiou", rune(noun[0])) {
		return "an " + noun
	}
	return "a " + noun
}

var plain = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9 ._/-]*$`)

// text is a YAML scalar for s, quoted if necessary.
func text(s string) string {
	if plain.MatchString(s) {
		return s
	}
	quoted, _ := json.Marshal(s) // JSON strings are valid YAML, but for characters such as U+0085
	var b strings.Builder
	for _, r := range string(quoted) {
		if unicode.IsPrint(r) {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, `\U%08x`, r)
		}
	}
	return b.String()
}
