package subjects

import (
	"context"

	"github.com/mediamesh/events/internal/contract"
)

// A Schema is one that a registry has.
type Schema struct {
	Event   *contract.Event // as it describes it
	Subject string
	Version int // of the subject
	ID      int
	Text    string
}

// Pull is [Read] that returns the schemas as well, in the order of subjects.
func Pull(ctx context.Context, config Config, c *contract.Contract) (*contract.Contract, []Schema, error) {
	client, err := config.connect()
	if err != nil {
		return nil, nil, err
	}
	r := &reader{client: client, config: config, wanted: c, found: &contract.Contract{Title: c.Title}}
	err = r.read(ctx)
	return r.found, r.schemas, err
}
