package authoring

import (
	"path/filepath"

	finding "github.com/mediamesh/events/internal/findings"
	"github.com/mediamesh/events/internal/gen"
)

// differenceRules are what generate --check finds.
var differenceRules = []finding.Rule{
	{ID: "missing", Purpose: "every file that the contract asks for exists"},
	{ID: "different", Purpose: "generated files are up to date"},
	{ID: "orphaned", Purpose: "generated files that are no longer needed are removed"},
}

var differenceMessages = map[string]string{
	"missing":   "is missing",
	"different": "is not up to date",
	"orphaned":  "is generated, but the contract no longer asks for it",
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
