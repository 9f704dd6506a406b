package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/dynamic"
	"github.com/mediamesh/events/internal/endpoint"
	"github.com/mediamesh/events/internal/subjects"
)

// envRegistryPassword is in the environment only, as all secrets.
const envRegistryPassword = envPrefix + "REGISTRY_PASSWORD"

// A reference is one thing that was published, and that --against names.
type reference struct {
	name string // as one writes it after --against
	git  *gitRef
}

// isRegistry tells whether --against names a schema registry.
func isRegistry(name string) bool { return endpoint.IsHTTP(name) }

// String is the name as it may be printed.
func (r reference) String() string {
	if r.git == nil && strings.Contains(r.name, "://") {
		return endpoint.Redact(r.name)
	}
	return r.name
}

// readReference reads what was published. It is bare if it is made of published
// schemas.
func (o *breakingOptions) readReference(ctx context.Context, ref reference, proposed *contract.Contract) (c *contract.Contract, bare bool, err error) {
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
		return nil, false, usage("write --against https://registry:8081", "--against %s names no schema registry", ref)
	}
	info, err := os.Stat(ref.name)
	if err == nil && !info.IsDir() {
		err = fmt.Errorf("%s is no folder", ref.name)
	}
	if err != nil {
		return nil, false, failed(fmt.Errorf("--against cannot be read: %w", err), "name a folder, git#tag=NAME, git#branch=NAME, or the URL of a schema registry")
	}
	return fromFiles(ref.name, contract.Folder(ref.name))
}

// fromFiles reads a contract, or published schemas, whichever is there.
func fromFiles(name string, files fs.FS) (c *contract.Contract, bare bool, err error) {
	_, err = fs.Stat(files, catalogFile)
	schemas, _ := fs.Glob(files, "*.json")
	switch {
	case err == nil:
		c, err = contract.ReadFS(files)
	case len(schemas) > 0:
		bare = true
		c, err = contract.ReadSchemasFS(files)
	case errors.Is(err, fs.ErrNotExist):
		err = fmt.Errorf("there is neither a %s nor a schema such as content.created.v1.json", catalogFile)
	}
	if err != nil {
		return nil, false, failed(fmt.Errorf("what %s names cannot be read: %w", name, err), "name the folder of a contract, or of published schemas")
	}
	return c, bare, nil
}

// fromRegistry reads the schemas that a registry has of the contract's events.
func (o *breakingOptions) fromRegistry(ctx context.Context, name string, proposed *contract.Contract) (*contract.Contract, error) {
	flags := registryFlags{app: o.app, clusterFlags: o.clusterFlags, flag: "against", url: name, subjects: o.subjects, user: o.user, insecure: o.insecure}
	config, err := flags.config(proposed)
	if err != nil {
		return nil, err
	}
	c, err := subjects.Read(ctx, config, proposed)
	if err != nil {
		return nil, registryFailed(err)
	}
	if len(c.Events()) == 0 {
		return nil, failed(errors.New("the schema registry has no subject of this contract's events"), "check --subjects, --topic-scheme and --topic-prefix")
	}
	return c, nil
}

// topics returns what names an event's topic, by the flags.
func (o *clusterFlags) topics(proposed *contract.Contract) (func(domain, wireName string) string, error) {
	naming, err := o.naming()
	if err != nil {
		return nil, err
	}
	reg, err := dynamic.Registry(proposed)
	if err != nil {
		return nil, err
	}
	return func(domain, wireName string) string {
		if t, err := reg.Lookup(wireName); err == nil {
			return naming(t)
		}
		// A domain by itself: what its topics begin with.
		return o.prefix + domain + "."
	}, nil
}
