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
	"github.com/twmb/franz-go/pkg/sr"
)

// Config says where a registry is and what is read of it. URL and Topic must be
// set.
type Config struct {
	// URL is where the registry answers, "https://registry.example.com:8081".
	URL string
	// User and Password are for HTTP's basic authentication. Default none.
	User, Password string
	// Client makes the requests. Default one that gives up after 30 seconds.
	Client *http.Client
	// Naming is that of the subjects. Default ByRecord.
	Naming Naming
	// Topic is the topic of an event, by its domain and wire name.
	Topic func(domain, wireName string) string
}

// An Error says that a registry cannot be read, or that it holds something else
// than events' JSON Schemas where those should be.
type Error struct {
	Subject string // "" if it is about the registry
	Err     error
}

func (e *Error) Error() string {
	if e.Subject == "" {
		return "the schema registry cannot be read: " + e.Err.Error()
	}
	return fmt.Sprintf("subject %s of the schema registry: %v", e.Subject, e.Err)
}

func (e *Error) Unwrap() error { return e.Err }

// Read reads the newest schema of each major version of a contract's events,
// and of such that the contract does not have any more: subjects that a domain
// of it would have. What the registry does not have, the result does not have
// either. Lines are those of the schemas, files are named after the subjects.
// The error is an *[Error], or that of ctx.
func Read(ctx context.Context, config Config, c *contract.Contract) (*contract.Contract, error) {
	found, _, err := Pull(ctx, config, c)
	return found, err
}

// connect completes the configuration.
func (c *Config) connect() (*sr.Client, error) {
	c.Naming = cmp.Or(c.Naming, ByRecord)
	if c.Client == nil {
		c.Client = &http.Client{Timeout: 30 * time.Second}
	}
	options := []sr.ClientOpt{sr.URLs(c.URL), sr.HTTPClient(c.Client), sr.UserAgent("mediamesh")}
	if c.User != "" {
		options = append(options, sr.BasicAuth(c.User, c.Password))
	}
	client, err := sr.NewClient(options...)
	if err != nil {
		return nil, &Error{Err: err}
	}
	return client, nil
}

type reader struct {
	client *sr.Client
	config Config
	wanted *contract.Contract
	found  *contract.Contract

	schemas []Schema
}

func (r *reader) read(ctx context.Context) error {
	all, err := r.client.Subjects(ctx)
	if err != nil {
		return failed(ctx, "", err)
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

// concerns tells whether a subject may hold an event of the contract.
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
		return failed(ctx, subject, err)
	}
	slices.Sort(versions)
	seen := map[int]bool{}
	for _, version := range slices.Backward(versions) {
		s, err := r.client.SchemaByVersion(ctx, subject, version)
		if err != nil {
			return failed(ctx, subject, err)
		}
		if s.Type != sr.TypeJSON {
			return &Error{subject, fmt.Errorf("version %d is %s, and events are described by JSON Schemas", version, s.Type)}
		}
		e, err := contract.FromSchema(fmt.Sprintf("%s/versions/%d", subject, version), []byte(s.Schema.Schema))
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

// complete tells whether major 1 was seen, and all that the contract has.
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

// failed keeps what tells the reader of an error something.
func failed(ctx context.Context, subject string, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var answer *sr.ResponseError
	if errors.As(err, &answer) {
		err = fmt.Errorf("it answers %d: %s", answer.StatusCode, cmp.Or(answer.Message, http.StatusText(answer.StatusCode)))
	}
	return &Error{subject, err}
}
