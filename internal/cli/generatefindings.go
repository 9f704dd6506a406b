package cli

import (
	"path/filepath"

	finding "github.com/mediamesh/events/internal/findings"
	"github.com/mediamesh/events/internal/gen"
)

// differenceRules are what generate --check finds.
var differenceRules = []finding.Rule{
	{ID: "missing", Purpose: "what the contract asks for is there"},
	{ID: "different", Purpose: "generated files are as the contract wants them"},
	{ID: "orphaned", Purpose: "generated files that nothing asks for any more are gone"},
}

var differenceMessages = map[string]string{
	"missing":   "is missing",
	"different": "is not as the contract wants it",
	"orphaned":  "is generated, and the contract does not ask for it",
}

// differences are findings about generated files, which command writes.
func differences(dir, command string, diffs []gen.Difference) []finding.Finding {
	var list []finding.Finding
	for _, d := range diffs {
		help := command
		if d.How != "" {
			help = "in " + filepath.ToSlash(dir) + ": " + d.How
		}
		list = append(list, finding.Finding{
			File: filepath.ToSlash(filepath.Join(dir, filepath.FromSlash(d.Path))),
			Rule: d.Kind, Message: differenceMessages[d.Kind], Help: help,
		})
	}
	return list
}
