package registry

import (
	"cmp"
	"fmt"
	"io"
	"net/http"
	"slices"
	"time"

	"github.com/mediamesh/events/internal/endpoint"
	"github.com/mediamesh/events/kafka/cluster"
)

// MaxAnswer is the maximum size of a response in bytes, after decompression. A larger
// response causes an [AnswerTooLargeError].
const MaxAnswer = 8 << 20

// limits are those of the requests of a client.
var limits = endpoint.Limits{Answer: MaxAnswer, Timeout: 30 * time.Second}

// Config configures a [Client]. URL must be set. It is printed without its secrets.
type Config struct {
	// URL is the registry's URL, "https://registry.example.com:8081". Errors do not
	// contain its user, password or query, such as "?token=…".
	URL string
	// User and Password are for HTTP basic authentication. Default: those in URL.
	User     string
	Password cluster.Secret
	// InsecureHTTP allows credentials to be sent unencrypted to an http URL on another
	// machine. Default false: credentials for such a URL are a [ConfigError].
	InsecureHTTP bool
	// HTTP is the client that sends the requests. It is copied, but its transport is
	// shared. Its CheckRedirect is ignored, since redirects are not followed. A zero
	// Timeout means 30 seconds. Default: a client with the transport of
	// [http.DefaultClient].
	HTTP *http.Client
	// Subjects selects how subjects are named. Default [ByRecord].
	Subjects Naming
}

// ConfigError reports an invalid field of [Config].
type ConfigError struct{ Field, Problem string }

func (e *ConfigError) Error() string { return "registry: Config." + e.Field + " " + e.Problem }

// complete checks the configuration, and returns its URL with its credentials.
func (c *Config) complete() (*endpoint.URL, error) {
	if !endpoint.IsHTTP(c.URL) {
		return nil, &ConfigError{"URL", "must begin with https:// or http://"}
	}
	at, err := endpoint.Parse(c.URL)
	if err != nil {
		return nil, &ConfigError{"URL", err.Error()}
	}
	if c.Subjects = cmp.Or(c.Subjects, ByRecord); !slices.Contains(Namings(), c.Subjects) {
		return nil, &ConfigError{"Subjects", fmt.Sprintf("is %q: want ByRecord, ByTopic or ByTopicRecord", c.Subjects)}
	}
	if c.User != "" {
		at.User, at.Password = c.User, c.Password.Reveal()
	}
	if err := at.Protect(); err != nil && !c.InsecureHTTP {
		return nil, &ConfigError{"URL", "begins with http: " + err.Error() + "; use https, or set InsecureHTTP"}
	}
	return at, nil
}

// Format implements [fmt.Formatter]. It hides the secrets that a URL may contain.
func (c Config) Format(f fmt.State, verb rune) {
	type plain Config // a type without this method
	c.URL = endpoint.Redact(c.URL)
	_, _ = io.WriteString(f, fmt.Sprintf(fmt.FormatString(f, verb), plain(c)))
}
