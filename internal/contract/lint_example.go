package contract

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"

	"github.com/mediamesh/events/internal/jsonpointer"
)

// lintExamples validates with the published schema, so that it needs no
// generated code and judges as other languages will.
func lintExamples(c *Contract, problems *Problems) {
	for _, e := range c.Events() {
		schema, err := compileSchema(e)
		if err != nil {
			problems.add(e.Pos, "example", "the JSON Schema of %s does not compile: %v", e.Type, err)
			continue
		}
		whole := wholeEvent(e)
		for _, x := range e.Examples {
			undeclared(whole, x.source, "", problems)
			value, ok := jsonValue(x.source, problems)
			if !ok {
				continue
			}
			var invalid *jsonschema.ValidationError
			if err := schema.Validate(value); errors.As(err, &invalid) {
				explain(invalid, whole, x, problems)
			}
		}
	}
}

func compileSchema(e *Event) (*jsonschema.Schema, error) {
	data, err := JSONSchema(e)
	if err != nil {
		return nil, err
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource(SchemaID(e), document); err != nil {
		return nil, err
	}
	return compiler.Compile(SchemaID(e))
}

// jsonValue is what a JavaScript reader would decode from n: numbers are float64s. That
// also avoids computing 1e999999999.
func jsonValue(n *node, problems *Problems) (value any, ok bool) {
	ok = true
	switch n.kind {
	case mappingNode:
		object := make(map[string]any, len(n.pairs))
		for _, p := range n.pairs {
			member, fine := jsonValue(p.value, problems)
			object[p.key], ok = member, ok && fine
		}
		return object, ok
	case sequenceNode:
		array := make([]any, len(n.items))
		for i, item := range n.items {
			member, fine := jsonValue(item, problems)
			array[i], ok = member, ok && fine
		}
		return array, ok
	}
	switch n.tag {
	case "null":
		return nil, true
	case "bool":
		return strings.EqualFold(n.text, "true"), true
	case "number":
		f, err := ParseNumber(n.text)
		if err != nil {
			problems.add(n.pos, "example", "%s is beyond what a float64 holds", n.text)
			return nil, false
		}
		return json.Number(ecmaNumber(f)), true
	}
	return n.text, true
}

// undeclared reports fields that no schema declares. On the wire they are legal, since a
// newer minor version may have added them; in an example they are misspelled.
func undeclared(s *Schema, n *node, pointer string, problems *Problems) {
	switch {
	case s.Kind == KindObject && n.kind == mappingNode:
		for _, p := range n.pairs {
			if f := s.Field(p.key); f != nil {
				undeclared(f.Schema, p.value, jsonpointer.Join(pointer, p.key), problems)
				continue
			}
			var known []string
			for _, f := range s.Fields {
				known = append(known, f.Name)
			}
			problems.add(p.pos, "example", "%s is not a declared field%s", jsonpointer.Join(pointer, p.key), Suggest(p.key, known))
		}
	case s.Kind == KindMap:
		for _, p := range n.pairs {
			undeclared(s.Values, p.value, jsonpointer.Join(pointer, p.key), problems)
		}
	case s.Kind == KindArray:
		for i, item := range n.items {
			undeclared(s.Items, item, jsonpointer.Join(pointer, strconv.Itoa(i)), problems)
		}
	}
}

// explain reports the causes of a failed validation, each at its line.
func explain(invalid *jsonschema.ValidationError, whole *Schema, x *Example, problems *Problems) {
	if len(invalid.Causes) > 0 {
		for _, cause := range invalid.Causes {
			explain(cause, whole, x, problems)
		}
		return
	}
	pointer := jsonpointer.Join("", invalid.InstanceLocation...)
	at := x.source.find(invalid.InstanceLocation).pos
	if missing, ok := invalid.ErrorKind.(*kind.Required); ok {
		slices.Sort(missing.Missing)
		for _, name := range missing.Missing {
			problems.add(at, "example", "%s lacks %s; add it, it is required", x.Name, jsonpointer.Join(pointer, name))
		}
		return
	}
	if pointer == "" {
		pointer = "it"
	}
	problems.add(at, "example", "%s is not valid: %s %s", x.Name, pointer, reason(invalid, whole.find(invalid.InstanceLocation)))
}

// reason says what a value should have been; the file contains the value itself.
func reason(invalid *jsonschema.ValidationError, s *Schema) string {
	switch k := invalid.ErrorKind.(type) {
	case *kind.Type:
		return fmt.Sprintf("is %s, not %s", k.Got, strings.Join(k.Want, " or "))
	case *kind.Enum:
		return "is none of " + List(s.Enum)
	case *kind.Const:
		return fmt.Sprintf("is not %v", k.Want)
	case *kind.Pattern:
		if s != nil && s.Format != "" {
			return "is no " + string(s.Format)
		}
		return "does not match " + k.Want
	case *kind.MinLength:
		return fmt.Sprintf("has %d characters of at least %d", k.Got, k.Want)
	case *kind.MaxLength:
		return fmt.Sprintf("has %d characters of at most %d", k.Got, k.Want)
	case *kind.MinItems:
		return fmt.Sprintf("has %d items of at least %d", k.Got, k.Want)
	case *kind.MaxItems:
		return fmt.Sprintf("has %d items of at most %d", k.Got, k.Want)
	case *kind.Minimum:
		return "is under the minimum " + k.Want.RatString()
	case *kind.Maximum:
		return "is over the maximum " + k.Want.RatString()
	case *kind.ExclusiveMinimum:
		return "is not above " + k.Want.RatString()
	case *kind.ExclusiveMaximum:
		return "is not below " + k.Want.RatString()
	}
	return fmt.Sprintf("fails %s", strings.Join(invalid.ErrorKind.KeywordPath(), "/"))
}
