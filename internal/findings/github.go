package findings

import (
	"fmt"
	"io"
	"strings"
)

// github prints workflow commands:
// https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
type github struct{ out io.Writer }

var (
	dataEscaper     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	propertyEscaper = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
	commands        = map[Severity]string{Error: "error", Warning: "warning", Note: "notice"}
)

func (g *github) Add(f Finding) error {
	var properties []string
	if f.File != "" {
		properties = append(properties, "file="+propertyEscaper.Replace(f.File))
		if f.Line > 0 {
			properties = append(properties, fmt.Sprintf("line=%d", f.Line))
		}
	}
	properties = append(properties, "title="+propertyEscaper.Replace(f.Rule))
	_, err := fmt.Fprintf(g.out, "::%s %s::%s\n", commands[f.severity()], strings.Join(properties, ","), dataEscaper.Replace(f.story()))
	return err
}

func (g *github) Close() error { return nil }
