package migrate

import (
	"fmt"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/internal/jsontree"
	"github.com/mediamesh/events/wire"
)

// RewriteDocument applies steps to a document that need not be an event of any contract,
// such as one from before it. Paths begin at the document: "metadata.eventVersion",
// "payload.jobId". The result is not validated, and its numbers are not rounded to
// integers.
//
// The error is an *[events.InvalidError] if the document is not a well-formed JSON object,
// and a *[StepError] if a step cannot be applied. An invalid step is a plain error.
func RewriteDocument(document []byte, steps ...Step) ([]byte, error) {
	if problem := stepProblem(steps); problem != "" {
		return nil, fmt.Errorf("migrate: %s", problem)
	}
	r, i := wire.NewReader(document)
	defer r.Release()
	var text wire.JSON
	r.End(r.AnyObject(i, &text, &wire.Value{}))
	if !r.OK() {
		list, omitted := r.Found.Violations()
		return nil, &events.InvalidError{Violations: list, Omitted: omitted}
	}
	root := jsontree.New(string(text))
	if err := applySteps(root, steps, false, nil); err != nil {
		return nil, err
	}
	return root.Append(nil), nil
}
