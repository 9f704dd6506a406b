package gen

import "github.com/mediamesh/events/internal/contract"

// schemas places one JSON Schema an event under schemas/.
func schemas(c *contract.Contract) ([]File, error) {
	var files []File
	for _, e := range c.Events() {
		data, err := Schema(e)
		if err != nil {
			return nil, err
		}
		files = append(files, File{Path: "schemas/" + contract.SchemaFile(e), Data: data})
	}
	return files, nil
}

// Schema is the published JSON Schema of an event. It is built beside the
// model, where lint checks the examples with it before anything is generated.
func Schema(e *contract.Event) ([]byte, error) { return contract.JSONSchema(e) }
