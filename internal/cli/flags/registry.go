package flags

import (
	"errors"
	"slices"

	"github.com/mediamesh/events/internal/cli/console"
	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/dynamic"
	"github.com/mediamesh/events/internal/endpoint"
	"github.com/mediamesh/events/internal/subjects"
	"github.com/spf13/cobra"
)

// EnvRegistryPassword is the variable with the password of --registry-user. There is no
// flag for it.
const EnvRegistryPassword = console.EnvPrefix + "REGISTRY_PASSWORD"

// Registry holds the flags that select a schema registry and the naming of its subjects.
type Registry struct {
	*console.App
	Cluster
	Flag     string // the flag with the URL
	URL      string
	Subjects string
	User     string
	Insecure bool // credentials over http
}

// Add adds the flags.
func (f *Registry) Add(cmd *cobra.Command) {
	f.Flag = "registry"
	cmd.Flags().StringVar(&f.URL, f.Flag, "", "the schema registry's `URL`, https://registry:8081")
	cmd.Flags().StringVar(&f.User, "registry-user", "", "`USER` at the registry; its password: "+EnvRegistryPassword)
	AddInsecureHTTP(cmd, &f.Insecure)
	cmd.Flags().StringVar(&f.Subjects, "subjects", string(subjects.ByRecord), "name subjects by `record|topic|topic-record`")
	console.Complete(cmd, "subjects", namingNames()...)
	cmd.Flags().StringVar(&f.Scheme, "topic-scheme", SchemeDomain, "name topics by `domain|type`: content.events, or content.created")
	cmd.Flags().StringVar(&f.Prefix, "topic-prefix", "", "`PREFIX` of all topics")
	console.Complete(cmd, "topic-scheme", SchemeDomain, SchemeType)
}

// AddInsecureHTTP adds --insecure-http, which is the same for all commands that use a
// registry.
func AddInsecureHTTP(cmd *cobra.Command, to *bool) {
	cmd.Flags().BoolVar(to, "insecure-http", false, "send credentials to an http registry on another machine, where the network can read them")
}

func namingNames() (names []string) {
	for _, n := range subjects.Namings() {
		names = append(names, string(n))
	}
	return names
}

// Config checks the flags, and returns the configuration to read the subjects of a
// contract.
func (f *Registry) Config(c *contract.Contract) (subjects.Config, error) {
	none := subjects.Config{}
	at, err := endpoint.Parse(f.URL)
	switch {
	case f.URL == "":
		return none, console.Usage("add --registry https://registry:8081, or set "+console.VariableOf(f.Flag), "no registry was given")
	case err != nil:
		return none, console.Usage("use --"+f.Flag+" https://registry:8081", "--%s is not a URL", f.Flag)
	case at.User != "" || at.Password != "":
		return none, console.Usage("use --registry-user USER and "+EnvRegistryPassword, "--%s contains a user, and everyone on this machine can see the command line", f.Flag)
	case !slices.Contains(namingNames(), f.Subjects):
		return none, console.Usage("use --subjects record, topic or topic-record", "unknown subject naming %q%s", f.Subjects, console.DidYouMean(f.Subjects, namingNames()))
	}
	topic, err := f.topics(c)
	if err != nil {
		return none, err
	}
	return subjects.Config{
		URL: f.URL, User: f.User, Password: f.Env(EnvRegistryPassword), InsecureHTTP: f.Insecure,
		Naming: subjects.Naming(f.Subjects), Topic: topic,
	}, nil
}

// topics returns the naming of topics that the flags select.
func (f *Registry) topics(proposed *contract.Contract) (func(domain, wireName string) string, error) {
	naming, err := f.Naming()
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
		// A domain on its own: the prefix of its topics.
		return f.Prefix + domain + "."
	}, nil
}

// RegistryFailed adds the next step to an error of the registry.
func RegistryFailed(err error) error {
	clash, clashes := errors.AsType[*subjects.ClashError](err)
	wrong, ok := errors.AsType[*subjects.Error](err)
	plain, exposed := errors.AsType[*endpoint.PlainTextError](err)
	_, redirected := errors.AsType[*endpoint.RedirectError](err)
	_, large := errors.AsType[*endpoint.TooLargeError](err)
	switch {
	case exposed:
		return console.Usage("use https, or add --insecure-http", "%w", plain)
	case redirected:
		return console.Failed(err, "use the final URL of the registry")
	case large:
		return console.Failed(err, "check the URL: the server may not be a schema registry")
	case clashes:
		return console.Usage("use --subjects record or topic-record, or --topic-scheme type", "%w", clash)
	case !ok:
		return err
	case wrong.Subject == "":
		return console.Failed(err, "check the URL, --registry-user and "+EnvRegistryPassword)
	}
	return console.Failed(err, "check --subjects, and what is registered there")
}
