package flags

import (
	"errors"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/mediamesh/events/internal/cli/console"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Connection holds the flags that locate a cluster and configure the connection to it. They
// are the same for all commands that connect to one. Secrets are not flags, since every
// user of a machine can see the command lines that run there.
type Connection struct {
	brokers []string
	Timeout time.Duration
	flags   *pflag.FlagSet
}

// securityFlag is a flag about TLS or SASL.
type securityFlag struct {
	name, usage string
	kind        string // "bool", "list", or "" for a text
}

// securityFlags is the single description of these flags, for the commands and for the help
// topic. A flag is read by its variable's name; see lookup.
var securityFlags = []securityFlag{
	{"tls", "connect with TLS; any other --tls flag implies it", "bool"},
	{"tls-ca", "`FILE` (PEM) with the authority that signed the brokers' certificates; may be given more than once (default the system's)", "list"},
	{"tls-cert", "`FILE` (PEM) with the client's certificate, for mutual TLS", ""},
	{"tls-key", "`FILE` (PEM) with the key of --tls-cert", ""},
	{"tls-server-name", "`NAME` that the brokers' certificates have (default the host connected to)", ""},
	{"tls-insecure-skip-verify", "do not verify the brokers' certificates; for test clusters only", "bool"},
	{"sasl-mechanism", "SASL `MECHANISM`: PLAIN, SCRAM-SHA-256, SCRAM-SHA-512 or OAUTHBEARER", ""},
	{"sasl-user", "`USER` to authenticate as; its password: --sasl-password-file, or MEDIAMESH_SASL_PASSWORD", ""},
	{"sasl-password-file", "`FILE` with the password", ""},
	{"sasl-token-file", "`FILE` with a token for OAUTHBEARER, or MEDIAMESH_SASL_TOKEN", ""},
	{"sasl-token-url", "`URL` that gives tokens by OAuth 2.0 client credentials", ""},
	{"sasl-client-id", "`ID` of the client at --sasl-token-url", ""},
	{"sasl-client-secret-file", "`FILE` with the client's secret, or MEDIAMESH_SASL_CLIENT_SECRET", ""},
	{"sasl-scopes", "`SCOPES` to ask for at --sasl-token-url", "list"},
	{"sasl-extensions", "`KEY=VALUE` for the broker along with a token", "list"},
}

// secretVariables exist only in the environment. Each is ignored if a flag that replaces it
// is given.
var secretVariables = []struct {
	name, usage string
	standIns    []string
}{
	{cluster.EnvSASLPassword, "the password of --sasl-user", []string{"sasl-password-file"}},
	{cluster.EnvSASLToken, "a token for OAUTHBEARER", []string{"sasl-token-file", "sasl-token-url"}},
	{cluster.EnvSASLClientSecret, "the secret of --sasl-client-id", []string{"sasl-client-secret-file"}},
}

// AddWith adds the flags, with the default brokers of the command. Without any, the command
// needs no cluster.
func (f *Connection) AddWith(cmd *cobra.Command, brokers []string, brokersUsage string) {
	f.flags = cmd.Flags()
	console.ListVarP(f.flags, &f.brokers, "brokers", "b", brokers, brokersUsage)
	f.flags.DurationVar(&f.Timeout, "timeout", 10*time.Second, "how long to wait for the cluster's first answer, or for an acknowledgement")
	for _, s := range securityFlags {
		switch s.kind {
		case "bool":
			f.flags.Bool(s.name, false, s.usage)
		case "list":
			f.flags.StringSlice(s.name, nil, s.usage)
		default:
			f.flags.String(s.name, "", s.usage)
		}
	}
	console.Complete(cmd, "sasl-mechanism", string(cluster.MechanismPlain), string(cluster.MechanismScramSHA256), string(cluster.MechanismScramSHA512), string(cluster.MechanismOAuthBearer))
}

// Add adds the flags for a command that needs a cluster, by default one on this machine.
func (f *Connection) Add(cmd *cobra.Command) {
	f.AddWith(cmd, []string{"127.0.0.1:9092"}, "`host:port` of one or more brokers")
}

// Resolve returns the connection configured by the flags and the environment. Its error is
// a *console.Failure.
func (f *Connection) Resolve(a *console.App) (cluster.Config, error) {
	c, err := cluster.FromEnv(func(name string) string { return f.lookup(name, a.Env) })
	if err != nil {
		return cluster.Config{}, f.nameFlags(ClusterFailed(err))
	}
	if f.Timeout <= 0 {
		source := console.SourceOf(f.flags.Lookup("timeout"))
		return cluster.Config{}, console.Usage("use --timeout 10s", "%s is %v, want a positive duration", source, f.Timeout)
	}
	switch given := f.flags.Lookup("brokers"); {
	case len(c.Brokers) > 0:
	case given.Changed:
		return cluster.Config{}, console.Usage("give it a value, or leave it out", "%s is empty", console.SourceOf(given))
	default:
		c.Brokers = f.brokers
	}
	c.ConnectTimeout = f.Timeout
	return c, nil
}

// CheckCount refuses a --count below 1, if it was given: 0 does not mean unlimited.
func (f *Connection) CheckCount(n int) error {
	if n < 0 || n == 0 && f.flags.Changed("count") {
		return console.Usage("use --count 10, or leave it out for no limit", "%s is %d, want 1 or more", console.SourceOf(f.flags.Lookup("count")), n)
	}
	return nil
}

var variables = regexp.MustCompile(console.EnvPrefix + `[A-Z_]+`)

// nameFlags replaces variables in an error by the flags that were given instead.
func (f *Connection) nameFlags(err error) error {
	var wrong *console.Failure
	if errors.As(err, &wrong) && wrong.Code == console.ExitUsage {
		text := variables.ReplaceAllStringFunc(wrong.Error(), func(variable string) string {
			if flag := console.FlagOf(variable); f.given(flag) {
				return "--" + flag
			}
			return variable
		})
		wrong.Err = errors.New(strings.TrimPrefix(text, "kafka: "))
	}
	return err
}

// lookup returns a variable's value, or that of its flag: flags were set from the
// environment before the command began.
func (f *Connection) lookup(name string, env func(string) string) string {
	for _, secret := range secretVariables {
		if secret.name == name {
			for _, flag := range secret.standIns {
				if f.given(flag) {
					return ""
				}
			}
			return env(name)
		}
	}
	flag := f.flags.Lookup(console.FlagOf(name))
	if flag == nil || !flag.Changed {
		return ""
	}
	if list, ok := flag.Value.(pflag.SliceValue); ok {
		return strings.Join(list.GetSlice(), ",")
	}
	return flag.Value.String()
}

// given reports whether a flag was given on the command line.
func (f *Connection) given(name string) bool {
	flag := f.flags.Lookup(name)
	return flag != nil && flag.Changed && flag.Annotations[console.FromEnv] == nil && flag.Value.String() != ""
}

// insecure returns a usage error that names the flag or variable that a security error is
// about.
func insecure(err *cluster.ConfigError) error {
	if !strings.HasPrefix(err.Field, console.EnvPrefix) {
		return console.Usage("correct the flag", "%w", err)
	}
	for _, secret := range secretVariables {
		if secret.name == err.Field {
			return console.Usage("mediamesh help environment", "%w", err)
		}
	}
	return console.Usage("correct --"+console.FlagOf(err.Field)+" or "+err.Field+"; see mediamesh help environment", "%w", err)
}

// remedies are the next steps for brokers that refuse a connection, where the error does
// not already name a flag.
var remedies = map[cluster.Fault]string{
	cluster.FaultUntrusted:      "trust the authority that signed the brokers' certificates: --tls-ca FILE",
	cluster.FaultName:           "set the name in the brokers' certificates: --tls-server-name NAME",
	cluster.FaultClient:         "send a client certificate: --tls-cert FILE --tls-key FILE",
	cluster.FaultTLSWanted:      "enable TLS: --tls, or --tls-ca FILE",
	cluster.FaultTLSUnwanted:    "leave out the --tls flags (MEDIAMESH_TLS…), or use another port with --brokers",
	cluster.FaultCredentials:    "check the user and password, or the token; see mediamesh help environment",
	cluster.FaultMechanism:      "choose another mechanism: --sasl-mechanism PLAIN|SCRAM-SHA-256|SCRAM-SHA-512|OAUTHBEARER",
	cluster.FaultSASLWanted:     "authenticate with --sasl-mechanism and --sasl-user; see mediamesh help environment",
	cluster.FaultSASLUnwanted:   "leave out --sasl-mechanism (MEDIAMESH_SASL_MECHANISM), or use another port with --brokers",
	cluster.FaultTokenRefused:   "check --sasl-client-id, its secret and --sasl-scopes; see mediamesh help environment",
	cluster.FaultTokenMalformed: "check --sasl-token-file or MEDIAMESH_SASL_TOKEN",
}

// remedy returns the next step for a connection error, "" if it is not one.
func remedy(err error) string {
	var denied *cluster.SecurityError
	if !errors.As(err, &denied) {
		return ""
	}
	if do := remedies[denied.Fault]; do != "" {
		return do
	}
	return "ask the operators of the cluster"
}

// IsSecurity reports whether a flag configures the security of a connection.
func IsSecurity(f *pflag.Flag) bool {
	return slices.ContainsFunc(securityFlags, func(s securityFlag) bool { return s.name == f.Name })
}
