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
	"text/template"

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

var templates = template.Must(template.ParseFS(templateFiles, "templates/*.tmpl"))

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
	w := wordsOf(o)
	var files []File
	for _, f := range []struct{ path, template string }{
		{"catalog.yaml", "catalog.yaml.tmpl"},
		{w.Domain + "/" + w.Stem + ".yaml", "event.yaml.tmpl"},
	} {
		var b bytes.Buffer
		if err := templates.ExecuteTemplate(&b, f.template, w); err != nil {
			return nil, err
		}
		files = append(files, File{f.path, aligned(b.Bytes())})
	}
	id, err := templateFiles.ReadFile("templates/types/Id.yaml")
	if err != nil {
		return nil, err
	}
	files = append(files, File{"types/Id.yaml", id})
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

// words are the values for the templates.
type words struct {
	Options
	Title, Description                 string
	Type, Domain, Stem, Name, Constant string
	Noun, A, Key, Summary              string
}

func wordsOf(o Options) words {
	domain, rest, _ := strings.Cut(o.Event, ".")
	w := words{
		Options: o, Title: text(o.Name + " events"), Description: text("Events of " + o.Name + " for other services."),
		Type: o.Event, Domain: domain, Stem: strings.ReplaceAll(rest, ".", "-"), Name: contract.GoName(rest),
		Constant: strings.ToUpper(strings.ReplaceAll(o.Event, ".", "_")),
		Noun:     domain, A: article(domain), Key: domain + "Id",
	}
	w.Summary = "What happened to " + w.A + ": " + strings.ReplaceAll(rest, ".", " ") + "."
	if !strings.Contains(rest, ".") {
		w.Summary = strings.ToUpper(w.A[:1]) + w.A[1:] + " was " + rest + "."
	}
	w.Summary = text(w.Summary)
	return w
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
	quoted, _ := json.Marshal(s) // JSON strings are valid YAML
	return string(quoted)
}
