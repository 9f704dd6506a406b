package trial

import (
	"time"

	"github.com/mediamesh/events/test/mutants/operator"
)

// Verdict is what came of a mutant.
type Verdict string

// The verdicts.
const (
	Killed     Verdict = "killed"      // a test failed, twice
	TimedOut   Verdict = "timeout"     // a test took too long; counts as killed
	Exhausted  Verdict = "memory"      // a test needed too much memory; counts as killed
	Survived   Verdict = "survived"    // all tests that reach it passed
	NotCovered Verdict = "not covered" // no test reaches it; counts as survived
	NotBuilt   Verdict = "not built"   // it does not compile; does not count
	Equivalent Verdict = "equivalent"  // declared; not run
	NotRun     Verdict = "not run"     // the time was over before
)

// IsKilled reports whether the tests noticed the mutant.
func (v Verdict) IsKilled() bool { return v == Killed || v == TimedOut || v == Exhausted }

// IsSurvivor reports whether the tests did not notice the mutant.
func (v Verdict) IsSurvivor() bool { return v == Survived || v == NotCovered }

// Result is a verdict with its evidence.
type Result struct {
	Mutant  *operator.Mutant
	Verdict Verdict
	By      string   // the suite and the tests that noticed the mutant
	Reached []string // the tests that reach the mutant, if it survived
	Output  string   // of the compiler or of the tests
	Took    time.Duration
}
