package breaking

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/mediamesh/events/internal/cli/console"
	"github.com/mediamesh/events/internal/cli/flags"
	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/contract/jsonschema"
	"github.com/mediamesh/events/internal/endpoint"
	"github.com/mediamesh/events/internal/subjects"
)

// A reference is one published contract that --against names.
type reference struct {
	name string // as written after --against
	git  *gitRef
}

// isRegistry reports whether --against names a schema registry.
func isRegistry(name string) bool { return endpoint.IsHTTP(name) }

// String is the name in a form that is safe to print.
func (r reference) String() string {
	if r.git == nil && strings.Contains(r.name, "://") {
		return endpoint.Redact(r.name)
	}
	return r.name
}

// readReference reads the published contract. It is bare if it was read from published
// schemas.
func (o *options) readReference(ctx context.Context, ref reference, proposed *contract.Contract) (c *contract.Contract, bare bool, err error) {
	switch {
	case isRegistry(ref.name):
		c, err = o.fromRegistry(ctx, ref.name, proposed)
		return c, true, err
	case ref.git != nil:
		files, err := o.fromGit(ctx, ref.git)
		if err != nil {
			return nil, false, err
		}
		return fromFiles(ref.name, files)
	case strings.Contains(ref.name, "://"):
		return nil, false, console.Usage("use --against https://registry:8081", "--against %s is not the URL of a schema registry", ref)
	}
	info, err := os.Stat(ref.name)
	if err == nil && !info.IsDir() {
		err = fmt.Errorf("%s is not a folder", ref.name)
	}
	if err != nil {
		return nil, false, console.Failed(fmt.Errorf("--against cannot be read: %w", err), "use a folder, git#tag=NAME, git#branch=NAME, or the URL of a schema registry")
	}
	return fromFiles(ref.name, contract.Folder(ref.name))
}

// fromFiles reads a contract, or published schemas, whichever the folder has.
func fromFiles(name string, files fs.FS) (c *contract.Contract, bare bool, err error) {
	_, err = fs.Stat(files, flags.CatalogFile)
	schemas, _ := fs.Glob(files, "*.json")
	switch {
	case err == nil:
		c, err = contract.ReadFS(files)
	case len(schemas) > 0:
		bare = true
		c, err = jsonschema.ReadFS(files)
	case errors.Is(err, fs.ErrNotExist):
		err = fmt.Errorf("there is neither a %s nor a schema such as content.created.v1.json", flags.CatalogFile)
	}
	if err != nil {
		return nil, false, console.Failed(fmt.Errorf("%s cannot be read: %w", name, err), "use the folder of a contract, or of published schemas")
	}
	return c, bare, nil
}

// fromRegistry reads the schemas that a registry has of the contract's events.
func (o *options) fromRegistry(ctx context.Context, name string, proposed *contract.Contract) (*contract.Contract, error) {
	registry := flags.Registry{App: o.App, Cluster: o.Cluster, Flag: "against", URL: name, Subjects: o.subjects, User: o.user, Insecure: o.insecure}
	config, err := registry.Config(proposed)
	if err != nil {
		return nil, err
	}
	c, err := subjects.Read(ctx, config, proposed)
	if err != nil {
		return nil, flags.RegistryFailed(err)
	}
	if len(c.Events()) == 0 {
		return nil, console.Failed(errors.New("the schema registry has no subject of this contract's events"), "check --subjects, --topic-scheme and --topic-prefix")
	}
	return c, nil
}
