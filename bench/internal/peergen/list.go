package main

import (
	"fmt"
	"strings"

	"github.com/mediamesh/events/internal/contract"
)

// list returns the file that pairs our types with their peers.
func list(c *contract.Contract) string {
	var b strings.Builder
	b.WriteString(header + "package bout\n\nimport (\n")
	for _, d := range c.Domains {
		fmt.Fprintf(&b, "%q\n", c.Go.Package+"/"+d.Name)
	}
	b.WriteString("\n\"github.com/mediamesh/events/bench/internal/peer\"\n\"github.com/mediamesh/events/bench/internal/peer/nocopy\"\n)\n\n")
	b.WriteString("// fields has the contenders of each event, by its wire name.\nvar fields = map[string]field{\n")
	for _, e := range c.Events() {
		fmt.Fprintf(&b, "%q: of[%s.%s, peer.%s, nocopy.%s](),\n", e.Type, e.Domain.Name, e.Name, goName(e), goName(e))
	}
	b.WriteString("}\n")
	return b.String()
}
