package findings

import (
	"encoding/xml"
	"io"
)

// junit prints a test suite for each file, and a test case for each finding: failed, if it
// is an error. Without findings it prints one passed test case, since build servers treat
// an empty report as a mistake.
type junit struct {
	out   io.Writer
	tool  Tool
	files []string
	found map[string][]Finding
}

func (j *junit) Add(f Finding) error {
	if j.found == nil {
		j.found = map[string][]Finding{}
	}
	if j.found[f.File] == nil {
		j.files = append(j.files, f.File)
	}
	j.found[f.File] = append(j.found[f.File], f)
	return nil
}

type junitSuites struct {
	XMLName  xml.Name     `xml:"testsuites"`
	Name     string       `xml:"name,attr"`
	Tests    int          `xml:"tests,attr"`
	Failures int          `xml:"failures,attr"`
	Errors   int          `xml:"errors,attr"`
	Suites   []junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Errors   int         `xml:"errors,attr"`
	Skipped  int         `xml:"skipped,attr"`
	Cases    []junitCase `xml:"testcase"`
}

type junitCase struct {
	Name    string        `xml:"name,attr"`
	Class   string        `xml:"classname,attr"`
	Failure *junitFailure `xml:"failure"`
	Output  string        `xml:"system-out,omitempty"`
}

type junitFailure struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr"`
	Text    string `xml:",chardata"`
}

func (j *junit) Close() error {
	all := junitSuites{Name: j.tool.Name}
	for _, file := range j.files {
		suite := junitSuite{Name: named(file, j.tool.Name)}
		for _, f := range j.found[file] {
			suite.add(f)
		}
		all.add(suite)
	}
	if len(all.Suites) == 0 {
		all.add(junitSuite{Name: j.tool.Name, Tests: 1, Cases: []junitCase{{Name: "nothing found", Class: j.tool.Name}}})
	}
	if _, err := io.WriteString(j.out, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(j.out)
	enc.Indent("", "  ")
	if err := enc.Encode(all); err != nil {
		return err
	}
	_, err := io.WriteString(j.out, "\n")
	return err
}

func (s *junitSuites) add(suite junitSuite) {
	s.Suites = append(s.Suites, suite)
	s.Tests += suite.Tests
	s.Failures += suite.Failures
}

func (s *junitSuite) add(f Finding) {
	c := junitCase{Name: named(f.at(), "") + ": " + f.Rule, Class: s.Name}
	if f.at() == "" {
		c.Name = f.Rule
	}
	if f.severity() == Error {
		c.Failure = &junitFailure{Message: f.Message, Type: f.Rule, Text: f.story()}
		s.Failures++
	} else {
		c.Output = string(f.severity()) + ": " + f.story()
	}
	s.Tests++
	s.Cases = append(s.Cases, c)
}

func named(name, standard string) string {
	if name == "" {
		return standard
	}
	return name
}
