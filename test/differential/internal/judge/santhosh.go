package judge

import (
	"fmt"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
)

// Santhosh is a published schema in santhosh-tekuri/jsonschema.
type Santhosh struct {
	schema *jsonschema.Schema
	any    map[string]bool // where schemas stand that admit all
}

// NewSanthosh compiles a schema.
func NewSanthosh(schema string) (*Santhosh, error) {
	resource, err := jsonschema.UnmarshalJSON(strings.NewReader(schema))
	if err != nil {
		return nil, err
	}
	const name = "urn:event" // a file's would be looked for in the working directory
	c := jsonschema.NewCompiler()
	if err := c.AddResource(name, resource); err != nil {
		return nil, err
	}
	compiled, err := c.Compile(name)
	if err != nil {
		return nil, err
	}
	s := &Santhosh{compiled, map[string]bool{}}
	s.note(compiled)
	return s, nil
}

// note finds the schemas without a type. They are in the contract's order of
// keywords only where it says any JSON.
func (s *Santhosh) note(schema *jsonschema.Schema) {
	if schema.Types == nil {
		s.any[schema.Location] = true
	}
	for _, p := range schema.Properties {
		s.note(p)
	}
	if items, ok := schema.Items.(*jsonschema.Schema); ok {
		s.note(items)
	}
	if values, ok := schema.AdditionalProperties.(*jsonschema.Schema); ok {
		s.note(values)
	}
}

// Judge judges a document's value. Its numbers are float64, as JavaScript's.
func (s *Santhosh) Judge(value any) (Verdict, error) {
	err := s.schema.Validate(value)
	if err == nil {
		return nil, nil
	}
	invalid, ok := err.(*jsonschema.ValidationError)
	if !ok {
		return nil, fmt.Errorf("santhosh-tekuri/jsonschema: %w", err)
	}
	return verdict(s.collect(nil, invalid)), nil
}

func (s *Santhosh) collect(pointers []string, e *jsonschema.ValidationError) []string {
	for _, cause := range e.Causes {
		pointers = s.collect(pointers, cause)
	}
	if len(e.Causes) > 0 {
		return pointers
	}
	switch k := e.ErrorKind.(type) {
	case *kind.InvalidJsonValue:
		// An infinity is not JSON to this validator, also where anything goes.
		// A number that overflows is JSON all the same.
		if s.any[e.SchemaURL] {
			return pointers
		}
	case *kind.Required:
		in := pointer(e.InstanceLocation)
		for _, name := range k.Missing {
			pointers = append(pointers, in+"/"+token(name))
		}
		return pointers
	}
	return append(pointers, pointer(e.InstanceLocation))
}
