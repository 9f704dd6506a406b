package subjects

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/contract/jsonschema"
	"github.com/mediamesh/events/internal/endpoint"
	"github.com/mediamesh/events/registry"
	"github.com/twmb/franz-go/pkg/sr"
)

// Config selects a registry and what to read from it. URL and Topic must be set.
type Config struct {
	// URL is the registry's URL, "https://registry.example.com:8081".
	URL string
	// User and Password are for HTTP basic authentication. Default none.
	User, Password string
	// InsecureHTTP allows credentials to be sent to an http URL of another machine.
	InsecureHTTP bool
	// Naming is that of the subjects. Default ByRecord.
	Naming Naming
	// Topic is the topic of an event, by its domain and wire name.
	Topic func(domain, wireName string) string
}

// An Error reports that a registry cannot be read, or that a subject holds something other
// than the JSON Schemas of an event.
type Error struct {
	Subject string // "" if it is about the registry
	Err     error
}

func (e *Error) Error() string {
	if e.Subject == "" {
		return "the schema registry cannot be read: " + e.Err.Error()
	}
	return fmt.Sprintf("subject %s of the schema registry: %v", endpoint.Text(e.Subject), e.Err)
}

func (e *Error) Unwrap() error { return e.Err }

// Read reads the newest schema of each major version of a contract's events, and of events
// that the contract no longer has, by the subjects of its domains. Events that are not in
// the registry are not in the result. Lines are those of the schemas, and files are named
// after the subjects. The error is an *[Error], or that of ctx.
func Read(ctx context.Context, config Config, c *contract.Contract) (*contract.Contract, error) {
	found, _, err := Pull(ctx, config, c)
	return found, err
}

// limits are those of each request.
var limits = endpoint.Limits{Answer: registry.MaxAnswer, Timeout: 30 * time.Second}

// connect completes the configuration. The error is an *[Error].
func (c *Config) connect() (*connection, error) {
	c.Naming = cmp.Or(c.Naming, ByRecord)
	at, err := endpoint.Parse(c.URL)
	if err != nil {
		return nil, &Error{Err: err}
	}
	if c.User != "" {
		at.User, at.Password = c.User, c.Password
	}
	if err := at.Protect(); err != nil && !c.InsecureHTTP {
		return nil, &Error{Err: err}
	}
	options := []sr.ClientOpt{sr.URLs(at.Base), sr.HTTPClient(at.Client(nil, limits)), sr.UserAgent("mediamesh")}
	if at.User != "" || at.Password != "" {
		options = append(options, sr.BasicAuth(at.User, at.Password))
	}
	client, err := sr.NewClient(options...)
	if err != nil {
		return nil, &Error{Err: err}
	}
	return &connection{client, at}, nil
}

// connection is a registry's client, with the URL that it asks.
type connection struct {
	*sr.Client
	url *endpoint.URL
}

// maxSchemas is how many bytes of schemas are read of a registry in all. The schemas of
// the largest contracts are a hundredth of that.
const maxSchemas = 64 << 20

type reader struct {
	client *connection
	config Config
	wanted *contract.Contract
	found  *contract.Contract

	schemas []Schema
	size    int // bytes of schemas read
}

func (r *reader) read(ctx context.Context) error {
	all, err := r.client.Subjects(ctx)
	if err != nil {
		return r.client.failed(ctx, "", err)
	}
	slices.Sort(all)
	for _, subject := range all {
		if !r.concerns(subject) {
			continue
		}
		if err := r.subject(ctx, subject); err != nil {
			return err
		}
	}
	return nil
}

// concerns reports whether a subject may hold an event of the contract.
func (r *reader) concerns(subject string) bool {
	for _, d := range r.wanted.Domains {
		for _, e := range d.Events {
			if r.config.Naming.Subject(e.Type, r.config.Topic(d.Name, e.Type)) == subject {
				return true
			}
		}
		if mayHold(r.config.Naming, subject, d, r.config.Topic(d.Name, d.Name)) {
			return true
		}
	}
	return false
}

// subject takes the newest schema of each major: a new major follows the older
// one under the same subject. It goes back no further than it must, since what
// lies there may be older than the contract.
func (r *reader) subject(ctx context.Context, subject string) error {
	versions, err := r.client.SubjectVersions(ctx, subject)
	if err != nil {
		return r.client.failed(ctx, subject, err)
	}
	slices.Sort(versions)
	seen := map[int]bool{}
	for _, version := range slices.Backward(versions) {
		s, err := r.client.SchemaByVersion(ctx, subject, version)
		if err != nil {
			return r.client.failed(ctx, subject, err)
		}
		if r.size += len(s.Schema.Schema); r.size > maxSchemas {
			return &Error{"", fmt.Errorf("%s answers with more than %d MiB of schemas, the most that is read", r.client.url.Base, maxSchemas>>20)}
		}
		if s.Type != sr.TypeJSON {
			return &Error{subject, fmt.Errorf("version %d is %s, and events are described by JSON Schemas", version, s.Type)}
		}
		e, err := jsonschema.Read(fmt.Sprintf("%s/versions/%d", endpoint.Text(subject), version), []byte(s.Schema.Schema))
		if err != nil {
			return &Error{subject, fmt.Errorf("version %d cannot be compared: %w", version, err)}
		}
		if !seen[e.Major] {
			r.take(Schema{e, subject, version, s.ID, s.Schema.Schema})
		}
		if seen[e.Major] = true; r.complete(e.Type, seen) {
			return nil
		}
	}
	return nil
}

// complete reports whether major 1 was seen, and all that the contract has.
func (r *reader) complete(wireName string, seen map[int]bool) bool {
	for _, e := range r.wanted.Events() {
		if e.Type == wireName && !seen[e.Major] {
			return false
		}
	}
	return seen[1]
}

// take adds an event to its domain, unless another subject had it.
func (r *reader) take(s Schema) {
	e := s.Event
	for _, other := range r.found.Events() {
		if other.Type == e.Type && other.Major == e.Major {
			return
		}
	}
	r.schemas = append(r.schemas, s)
	for _, d := range r.found.Domains {
		if d.Name == e.Domain.Name {
			e.Domain = d
			d.Events = append(d.Events, e)
			return
		}
	}
	r.found.Domains = append(r.found.Domains, e.Domain)
}

// failed returns the part of an error that is useful to the user.
func (c *connection) failed(ctx context.Context, subject string, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	large, isLarge := errors.AsType[*endpoint.TooLargeError](err)
	redirect, redirects := errors.AsType[*endpoint.RedirectError](err)
	answer, answers := errors.AsType[*sr.ResponseError](err)
	switch {
	case isLarge:
		return &Error{"", large}
	case redirects:
		return &Error{"", redirect}
	case answers:
		err = fmt.Errorf("it answers %d: %s", answer.StatusCode, c.url.Text(cmp.Or(answer.Message, http.StatusText(answer.StatusCode))))
	default:
		err = c.url.Clean(err)
	}
	return &Error{subject, err}
}
