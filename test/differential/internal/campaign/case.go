package campaign

import (
	"fmt"
	"runtime/debug"
	"slices"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/test/differential/internal/judge"
	"github.com/mediamesh/events/test/differential/internal/mutate"
	"github.com/mediamesh/events/wire"
)

// A Case is a document and what the judges say of it.
type Case struct {
	Number uint64
	mutate.Document
	Disagreements []string // none if all are of one mind

	named  string  // the type that the document says it is of
	schema *Schema // of that type, or of the one that it was made from if the catalog knows none of that name
	syntax judge.Syntax
	// What this module says: by the type in the envelope; by that of the
	// schema; and the same without copying strings, which is another code path.
	dynamic, typed, zeroCopy judge.Ours
	ajv, santhosh            judge.Verdict
	// Where they differ, what the compiled catalog says, and what a registry does
	// that is made of the contract at run time.
	compiled, atRunTime string
}

// sound reports whether the document is JSON within this module's limits, so that
// the schemas judge it too.
func (c *Case) sound() bool {
	return c.syntax.Err == nil && c.syntax.Depth <= wire.MaxDepth && len(c.Data) <= wire.MaxSize
}

// Valid reports whether this module takes it for an event.
func (c *Case) Valid() bool {
	return c.sound() && len(c.dynamic.Faults)+len(c.dynamic.Verdict) == 0
}

// judge asks all judges but Node.
func (c *Case) judge() (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	if c.dynamic, err = judge.Decode(c.Data); err != nil {
		return err
	}
	if c.typed, err = judge.Unmarshal(c.schema.Type, c.Data, events.DecodeOptions{}); err != nil {
		return err
	}
	if c.zeroCopy, err = judge.Unmarshal(c.schema.Type, c.Data, events.DecodeOptions{ZeroCopy: true}); err != nil {
		return err
	}
	if c.compiled, c.atRunTime, err = judge.Interpreted(c.Data); err != nil {
		return err
	}
	if c.sound() {
		c.santhosh, err = c.schema.santhosh.Judge(c.syntax.Value)
	}
	return err
}

func (c *Case) failed(err error) error {
	return fmt.Errorf("document %d, %s %v: %w\n%.4096q", c.Number, c.Type, c.Kinds, err, c.Data)
}

func (c *Case) disagree(format string, args ...any) {
	c.Disagreements = append(c.Disagreements, fmt.Sprintf(format, args...))
}

// compare finds the disagreements.
func (c *Case) compare() {
	c.Disagreements = nil
	if c.compiled != c.atRunTime {
		c.disagree("the catalog as it was compiled says %s, and at run time %s", c.compiled, c.atRunTime)
	}
	if !c.typed.Equal(c.zeroCopy) {
		c.disagree("typed decoding says %v, and without copying %v", c.typed, c.zeroCopy)
	}
	if !c.sound() {
		c.compareFaults("typed", c.typed)
		c.compareFaults("dynamic", c.dynamic)
		return
	}
	if !c.ajv.Equal(c.santhosh) {
		c.disagree("Ajv says %v, and santhosh-tekuri/jsonschema %v", c.ajv, c.santhosh)
	}
	c.compareTyped()
	c.compareDynamic()
}

// compareFaults is for a document that is unsound, by the judge of syntax or
// by a limit.
func (c *Case) compareFaults(how string, o judge.Ours) {
	if len(o.Faults) == 0 {
		c.disagree("%s decoding says %v, but the document is unsound: %v", how, o, c.syntax.Err)
		return
	}
	stopped := slices.Contains(o.Faults, wire.RuleDepth) || slices.Contains(o.Faults, wire.RuleSize)
	switch {
	case c.syntax.Err == nil && !stopped:
		c.disagree("%s decoding says %v, but its only fault is its size, %d, or its depth, %d", how, o, len(c.Data), c.syntax.Depth)
	case c.syntax.OnlyRepeats(c.Data) && !stopped && slices.ContainsFunc(o.Faults, func(rule string) bool { return rule != wire.RuleDuplicateKey }):
		c.disagree("%s decoding says %v, but all that is wrong is a repeated name: %v", how, o, c.syntax.Err)
	}
}

// compareTyped compares the decoder of the schema's type with the schema.
func (c *Case) compareTyped() {
	agree := c.typed.Verdict.Equal(c.ajv)
	switch {
	case len(c.typed.Faults) > 0:
		agree = false
	case c.typed.Unsupported: // what else is wrong is not said
		agree = c.ajv.Has("/metadata/eventVersion")
	case c.typed.Omitted:
		agree = c.typed.Verdict.Within(c.ajv)
	}
	if !agree {
		c.disagree("typed decoding says %v, and Ajv %v", c.typed, c.ajv)
	}
}

// compareDynamic compares the decoder that goes by the envelope with the one of
// the type.
func (c *Case) compareDynamic() {
	agree := c.dynamic.Equal(c.typed)
	switch {
	case c.named == c.schema.Type:
	case c.dynamic.Unknown:
		agree = c.ajv.Has("/metadata/eventType")
	default: // without a type, there is no payload to speak of
		agree = len(c.dynamic.Faults) == 0 && len(c.dynamic.Verdict) > 0 && c.dynamic.Verdict.Within(c.ajv)
	}
	if !agree {
		c.disagree("dynamic decoding says %v, typed decoding %v, and Ajv %v", c.dynamic, c.typed, c.ajv)
	}
}

// String is what each of the judges says.
func (c *Case) String() string {
	text := fmt.Sprintf("%s %v\ndynamic: %v\ntyped: %v\nwithout copying: %v\n", c.Type, c.Kinds, c.dynamic, c.typed, c.zeroCopy)
	if !c.sound() {
		return text + fmt.Sprintf("jsontext: depth %d, %v", c.syntax.Depth, c.syntax.Err)
	}
	return text + fmt.Sprintf("Ajv: %v\nsanthosh-tekuri/jsonschema: %v", c.ajv, c.santhosh)
}
