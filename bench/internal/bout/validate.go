package bout

import (
	"strings"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/mediamesh/events/bench/internal/ajv"
	"github.com/mediamesh/events/bench/internal/pair"
)

// compile compiles a published schema.
func compile(schema string) (*jsonschema.Schema, error) {
	resource, err := jsonschema.UnmarshalJSON(strings.NewReader(schema))
	if err != nil {
		return nil, err
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("event.json", resource); err != nil {
		return nil, err
	}
	return c.Compile("event.json")
}

// validated decodes into v what the schema admits.
func validated(doc []byte, schema *jsonschema.Schema, unmarshal func([]byte, any) error, v any) error {
	var value any
	if err := unmarshal(doc, &value); err != nil {
		return err
	}
	if err := schema.Validate(value); err != nil {
		return err
	}
	return unmarshal(doc, v)
}

// nodeAjv is JSON.parse of a Buffer and a compiled Ajv. It refuses to be timed on
// events that Ajv does not admit.
func nodeAjv(node *ajv.Node, schema string, doc []byte) (pair.Contender, error) {
	if err := node.Load(schema, doc); err != nil {
		return pair.Contender{}, err
	}
	return pair.Contender{
		Name: "node + ajv", Bytes: len(doc),
		Slice: func(n int) (time.Duration, error) { return node.Time(n) },
	}, nil
}
