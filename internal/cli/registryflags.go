package cli

import (
	"errors"
	"slices"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/endpoint"
	"github.com/mediamesh/events/internal/subjects"
	"github.com/spf13/cobra"
)

// registryFlags say which schema registry, and how its subjects are named.
type registryFlags struct {
	*app
	clusterFlags
	flag     string // that gives the URL
	url      string
	subjects string
	user     string
	insecure bool // credentials over http
}

func (f *registryFlags) add(cmd *cobra.Command) {
	f.flag = "registry"
	cmd.Flags().StringVar(&f.url, f.flag, "", "the schema registry's `URL`, https://registry:8081")
	cmd.Flags().StringVar(&f.user, "registry-user", "", "`USER` at the registry; its password: "+envRegistryPassword)
	insecureHTTPFlag(cmd, &f.insecure)
	cmd.Flags().StringVar(&f.subjects, "subjects", string(subjects.ByRecord), "subjects are named by `record|topic|topic-record`")
	complete(cmd, "subjects", namingNames()...)
	cmd.Flags().StringVar(&f.scheme, "topic-scheme", schemeDomain, "topics by `domain|type`: content.events, or content.created")
	cmd.Flags().StringVar(&f.prefix, "topic-prefix", "", "`PREFIX` of all topics")
	complete(cmd, "topic-scheme", schemeDomain, schemeType)
}

// insecureHTTPFlag is the same for all commands that ask a registry.
func insecureHTTPFlag(cmd *cobra.Command, to *bool) {
	cmd.Flags().BoolVar(to, "insecure-http", false, "send credentials to an http registry on another machine, where the network can read them")
}

func namingNames() (names []string) {
	for _, n := range subjects.Namings() {
		names = append(names, string(n))
	}
	return names
}

// config checks the flags.
func (f *registryFlags) config(c *contract.Contract) (subjects.Config, error) {
	none := subjects.Config{}
	at, err := endpoint.Parse(f.url)
	switch {
	case f.url == "":
		return none, usage("add --registry https://registry:8081, or set "+variableOf(f.flag), "no registry was named")
	case err != nil:
		return none, usage("write --"+f.flag+" https://registry:8081", "--%s is no URL", f.flag)
	case at.User != "" || at.Password != "":
		return none, usage("use --registry-user USER and "+envRegistryPassword, "--%s holds a user, and everybody on this machine sees the command line", f.flag)
	case !slices.Contains(namingNames(), f.subjects):
		return none, usage("use --subjects record, topic or topic-record", "subjects are not named by %q%s", f.subjects, didYouMean(f.subjects, namingNames()))
	}
	topic, err := f.topics(c)
	if err != nil {
		return none, err
	}
	return subjects.Config{
		URL: f.url, User: f.user, Password: f.Env(envRegistryPassword), InsecureHTTP: f.insecure,
		Naming: subjects.Naming(f.subjects), Topic: topic,
	}, nil
}

// registryFailed says what to do about an error of the registry's.
func registryFailed(err error) error {
	clash, clashes := errors.AsType[*subjects.ClashError](err)
	wrong, ok := errors.AsType[*subjects.Error](err)
	plain, exposed := errors.AsType[*endpoint.PlainTextError](err)
	_, redirected := errors.AsType[*endpoint.RedirectError](err)
	_, large := errors.AsType[*endpoint.TooLargeError](err)
	switch {
	case exposed:
		return usage("use https, or add --insecure-http", "%w", plain)
	case redirected:
		return failed(err, "name the final URL of the registry")
	case large:
		return failed(err, "check the URL: what answers may be no schema registry")
	case clashes:
		return usage("use --subjects record or topic-record, or --topic-scheme type", "%w", clash)
	case !ok:
		return err
	case wrong.Subject == "":
		return failed(err, "check the URL, --registry-user and "+envRegistryPassword)
	}
	return failed(err, "check --subjects, and what is registered there")
}
