package findings

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"net/url"
	"path"
)

// sarif prints a log of one run. Results are printed as they come; what is
// known at the end only, the rules that they name, follows them.
type sarif struct {
	out   io.Writer
	tool  Tool
	begun bool
	seen  map[string]bool
	extra []Rule // reported by, and not among the tool's
}

type sarifResult struct {
	RuleID     string          `json:"ruleId"`
	Level      Severity        `json:"level"`
	Message    sarifText       `json:"message"`
	Locations  []sarifLocation `json:"locations,omitempty"`
	Properties map[string]any  `json:"properties,omitempty"`
}

type sarifText struct {
	Text string `json:"text"`
}

type sarifLocation struct {
	Physical struct {
		Artifact struct {
			URI string `json:"uri"`
		} `json:"artifactLocation"`
		Region *sarifRegion `json:"region,omitempty"`
	} `json:"physicalLocation"`
}

type sarifRegion struct {
	StartLine int `json:"startLine"`
}

type sarifRule struct {
	ID    string     `json:"id"`
	Short *sarifText `json:"shortDescription,omitempty"`
	Help  *sarifText `json:"help,omitempty"`
}

type sarifDriver struct {
	Name    string      `json:"name"`
	Version string      `json:"version,omitempty"`
	URI     string      `json:"informationUri"`
	Rules   []sarifRule `json:"rules"`
}

const (
	sarifHead = `{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"results":[`
	project   = "https://github.com/mediamesh/events"
)

func (s *sarif) Add(f Finding) error {
	separator := ","
	if !s.begun {
		s.begun, separator = true, sarifHead
		s.seen = map[string]bool{}
		for _, r := range s.tool.Rules {
			s.seen[r.ID] = true
		}
	}
	if !s.seen[f.Rule] {
		s.seen[f.Rule] = true
		s.extra = append(s.extra, Rule{ID: f.Rule})
	}
	result := sarifResult{RuleID: f.Rule, Level: f.severity(), Message: sarifText{f.Message}}
	if f.Help != "" {
		result.Message.Text += ". Instead: " + f.Help
	}
	result.Properties = maps.Clone(f.Properties)
	if len(f.Counterexamples) > 0 {
		if result.Properties == nil {
			result.Properties = map[string]any{}
		}
		result.Properties["counterexamples"] = f.Counterexamples
	}
	if f.File != "" {
		var l sarifLocation
		l.Physical.Artifact.URI = uriOf(f.File)
		if f.Line > 0 {
			l.Physical.Region = &sarifRegion{f.Line}
		}
		result.Locations = []sarifLocation{l}
	}
	return s.write(separator, result, "\n")
}

// uriOf is a path as a URI: relative, if the path is.
func uriOf(file string) string {
	u := url.URL{Path: file}
	if path.IsAbs(file) {
		u.Scheme = "file"
	}
	return u.String()
}

func (s *sarif) Close() error {
	head := "],"
	if !s.begun {
		head = sarifHead + head
	}
	driver := sarifDriver{Name: s.tool.Name, Version: s.tool.Version, URI: project, Rules: []sarifRule{}}
	for _, r := range append(s.tool.Rules[:len(s.tool.Rules):len(s.tool.Rules)], s.extra...) {
		rule := sarifRule{ID: r.ID}
		if r.Purpose != "" {
			rule.Short = &sarifText{r.Purpose}
		}
		if r.Help != "" {
			rule.Help = &sarifText{r.Help}
		}
		driver.Rules = append(driver.Rules, rule)
	}
	return s.write(head+`"tool":`, map[string]any{"driver": driver}, "}]}\n")
}

func (s *sarif) write(before string, v any, after string) error {
	var b bytes.Buffer
	b.WriteString(before)
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return err
	}
	b.Truncate(b.Len() - 1) // the encoder's line end
	b.WriteString(after)
	_, err := s.out.Write(b.Bytes())
	return err
}
