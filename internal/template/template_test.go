package template

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"text/template"
)

type inner struct {
	Name string
	N    int
}

type data struct {
	Title  string
	Empty  string
	Flag   bool
	Inner  inner
	Ptr    *inner
	Nil    *inner
	List   []inner
	Texts  []string
	None   []string
	Any    any
	Map    map[string]any
	hidden string //nolint:unused // templates do not reach it
}

func testData() *data {
	return &data{
		Title: "t & \"q\"", Flag: true, Inner: inner{"in", 7}, Ptr: &inner{"ptr", 8},
		List: []inner{{"a", 1}, {"b", 2}}, Texts: []string{"x", "y"}, Any: inner{"any", 9},
		Map: map[string]any{"Key": "value", "Inner": &inner{"mapped", 3}, "Texts": []string{"m"}},
	}
}

var testFuncs = Funcs{
	"upper": func(args ...any) (any, error) { return strings.ToUpper(args[0].(string)), nil },
	"refuse": func(...any) (any, error) {
		return nil, errors.New("refused")
	},
}

// Templates print what text/template prints.
func TestExecute_AgreesWithTextTemplate(t *testing.T) {
	for _, text := range []string{
		``, `plain`, `{{/* a comment */}}x`, `{{.Title}}`, `{{.Inner.Name}}{{.Ptr.N}}`, `{{.Any.Name}}`,
		`{{.Map.Key}} {{.Map.Inner.Name}}`, `{{with .Map}}{{.Key}}{{range .Texts}}{{.}}{{end}}{{end}}`,
		`{{if .Flag}}yes{{else}}no{{end}}{{if .Empty}}yes{{else}}no{{end}}`, `{{if .Inner}}struct{{end}}`,
		`{{if .Nil}}yes{{else if .Texts}}texts{{else}}no{{end}}`, `{{if .None}}yes{{end}}`, `{{with .Ptr}}{{.Name}}{{end}}`,
		`{{with .Nil}}{{.Name}}{{else}}nil{{end}}`, `{{range .List}}{{.Name}}={{.N}};{{end}}`, `{{range .None}}x{{else}}none{{end}}`,
		`{{range $i, $e := .List}}{{if eq $i 0}}first{{end}}{{$e.Name}}{{$.Title}}{{end}}`, `{{range $e := .Texts}}{{$e}}{{end}}`,
		`{{$d := .}}{{range .Texts}}{{$d.Title}}{{.}}{{end}}`, `{{with $x := .Inner}}{{$x.N}}{{end}}`,
		`{{printf "%q %d" .Title .Inner.N}}`, `{{.Title | printf "%q"}}`, `{{(index .List 1).Name}}`, `{{upper .Title}}`, `{{.Title | upper | printf "%s!"}}`,
		`{{eq .Inner.N 7}} {{eq .Title "no"}}`, `{{true}} {{"text"}} {{5}}`, "a {{- .Inner.N -}} b",
		`{{template "other" .Inner}}{{define "other"}}<{{.Name}}>{{end}}`, `{{define "a"}}{{range .Texts}}{{template "b" .}}{{end}}{{end}}{{define "b"}}[{{.}}]{{end}}{{template "a" .}}`,
	} {
		theirs := template.Must(template.New("t.tmpl").Funcs(template.FuncMap{"upper": strings.ToUpper}).Parse(text))
		var want, got strings.Builder
		if err := theirs.Execute(&want, testData()); err != nil {
			t.Fatalf("%s: text/template: %v", text, err)
		}
		ours, err := ParseFS(fstest.MapFS{"t.tmpl": {Data: []byte(text)}}, "*.tmpl", testFuncs)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		if err := ours.Execute(&got, "t.tmpl", testData()); err != nil {
			t.Errorf("%s: %v", text, err)
		} else if got.String() != want.String() {
			t.Errorf("%s prints %q, want %q", text, got.String(), want.String())
		}
	}
}

func TestExecute_Errors(t *testing.T) {
	for text, want := range map[string]string{
		`x{{.Missing}}`:                   `template t.tmpl: .Missing: template.data has no Missing`,
		`{{.hidden}}`:                     `has no hidden`,
		`{{.Map.Missing}}`:                `has no Missing`,
		`{{.Nil.Name}}`:                   `Name of nil`,
		`{{.Nil}}`:                        `prints nil`,
		`{{.Title.Length}}`:               `string has no Length`,
		`{{.Title 1}}`:                    `has arguments, and is no function`,
		`{{range .Title}}x{{end}}`:        `ranges over string`,
		`{{template "none" .}}`:           `there is no template none`,
		`{{refuse}}`:                      `refused`,
		`{{index .List 2}}`:               `no element 2`,
		`{{index .List "0"}}`:             `no element 0`,
		`{{eq 1}}`:                        `1 values to compare`,
		`{{index .List}}`:                 `1 arguments`,
		`{{printf .Inner}}`:               `the format is template.inner`,
		`{{$x := 1}}{{$x = 2}}`:           `assigns a variable`,
		`{{range .List}}{{break}}{{end}}`: `is not supported`,
		`{{1.5}}`:                         `is not supported`,
	} {
		set, err := ParseFS(fstest.MapFS{"t.tmpl": {Data: []byte(text)}}, "*.tmpl", testFuncs)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		var out strings.Builder
		if err := set.Execute(&out, "t.tmpl", testData()); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want one with %q", text, err, want)
		}
		if out.Len() > 0 {
			t.Errorf("%s wrote %q before it failed", text, out.String())
		}
	}
}

func TestParseFS_Errors(t *testing.T) {
	for name, c := range map[string]struct {
		files fstest.MapFS
		want  string
	}{
		"no file":          {fstest.MapFS{}, "no file matches *.tmpl"},
		"syntax":           {fstest.MapFS{"a.tmpl": {Data: []byte("{{if}}")}}, "a.tmpl:1"},
		"unknown function": {fstest.MapFS{"a.tmpl": {Data: []byte("{{nope .}}")}}, `function "nope" not defined`},
		"defined twice":    {fstest.MapFS{"a.tmpl": {Data: []byte(`{{define "x"}}1{{end}}`)}, "b.tmpl": {Data: []byte(`{{define "x"}}2{{end}}`)}}, "b.tmpl defines x once more"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := ParseFS(c.files, "*.tmpl", nil); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want one with %q", err, c.want)
			}
		})
	}
}

func TestMust_Panics(t *testing.T) {
	defer func() {
		if got := fmt.Sprint(recover()); got != "broken" {
			t.Errorf("panicked with %s", got)
		}
	}()
	Must(nil, errors.New("broken"))
}
