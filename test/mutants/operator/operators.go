package operator

import "go/ast"

// operators are all operators. Each looks at one node and proposes mutants of it.
var operators = []struct {
	name string
	find func(*finder, ast.Node)
}{
	{dropOperand, (*finder).dropOperand},
	{negate, (*finder).negate},
	{equality, (*finder).equality},
	{bound, (*finder).bound},
	{arithmetic, (*finder).arithmetic},
	{plusOne, (*finder).plusOne},
	{minusOne, (*finder).minusOne},
	{skipCall, (*finder).skipCall},
	{skipAssign, (*finder).skipAssign},
	{skipField, (*finder).skipField},
	{confuseField, (*finder).confuseField},
	{swapArgs, (*finder).swapArgs},
	{skipReturn, (*finder).skipReturn},
	{returnValue, (*finder).returnValue},
	{dropCase, (*finder).dropCase},
	{dropJump, (*finder).dropJump},
}

// The names of operators, as IDs have them.
const (
	dropOperand  = "drop-operand"
	negate       = "negate"
	equality     = "equality"
	bound        = "bound"
	arithmetic   = "arithmetic"
	plusOne      = "plus-one"
	minusOne     = "minus-one"
	skipCall     = "skip-call"
	skipAssign   = "skip-assign"
	skipField    = "skip-field"
	confuseField = "confuse-field"
	swapArgs     = "swap-args"
	skipReturn   = "skip-return"
	returnValue  = "return-value"
	dropCase     = "drop-case"
	dropJump     = "drop-jump"
)

// Names returns the names of all operators.
func Names() []string {
	names := make([]string, len(operators))
	for i, o := range operators {
		names[i] = o.name
	}
	return names
}
