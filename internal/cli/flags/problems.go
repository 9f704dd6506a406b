package flags

import (
	"io"
	"path"
	"path/filepath"

	"github.com/mediamesh/events/internal/cli/console"
	"github.com/mediamesh/events/internal/contract"
	finding "github.com/mediamesh/events/internal/findings"
)

// PrintProblems prints a finding for each problem, with a path relative to the working
// directory.
func PrintProblems(a *console.App, w io.Writer, dir string, problems contract.Problems) {
	// Flushing reports write errors.
	_ = a.PrintFindings(w, ContractRules(), ProblemFindings(dir, problems))
}

// ContractRules returns the rules that problems of a contract can break.
func ContractRules() (rules []finding.Rule) {
	for _, r := range contract.Rules() {
		rules = append(rules, finding.Rule{ID: r.ID, Purpose: r.Purpose})
	}
	return rules
}

// ProblemFindings returns a finding for each problem of the contract in dir.
func ProblemFindings(dir string, problems contract.Problems) (list []finding.Finding) {
	for _, p := range problems {
		list = append(list, finding.Finding{File: path.Join(filepath.ToSlash(dir), p.Pos.File), Line: p.Pos.Line, Rule: p.Rule, Message: p.Message})
	}
	return list
}
