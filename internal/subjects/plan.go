package subjects

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/mediamesh/events/internal/contract"
	"github.com/twmb/franz-go/pkg/sr"
)

// A Registration is an event's schema with its state in a registry.
type Registration struct {
	Event   *contract.Event
	Subject string
	Text    string // of the schema
	// Held reports whether the registry has exactly that schema. ID and Version are then
	// the registry's.
	Held        bool
	ID, Version int
	// New reports whether the registry does not have the subject yet.
	New bool
	// Level is the compatibility level by which the registry checks new schemas of the
	// subject, such as "NONE". "" if it is not known.
	Level string
}

// A ClashError reports that two event types would share a subject, so that the registry
// would take one for a change of the other.
type ClashError struct{ Subject, One, Other string }

func (e *ClashError) Error() string {
	return fmt.Sprintf("%s and %s would both be under the subject %s", e.One, e.Other, e.Subject)
}

// A Registrar registers a contract in a registry.
type Registrar struct {
	client *connection
	config Config
}

// NewRegistrar returns a Registrar. The error is an *[Error].
func NewRegistrar(config Config) (*Registrar, error) {
	client, err := config.connect()
	if err != nil {
		return nil, err
	}
	return &Registrar{client, config}, nil
}

// Plan determines what to register of a contract: each event, older majors of a subject
// first. The error is a *[ClashError], an *[Error], or that of ctx.
func (r *Registrar) Plan(ctx context.Context, c *contract.Contract) ([]*Registration, error) {
	var list []*Registration
	typeOf := map[string]string{}
	for _, e := range c.Events() {
		text, err := contract.JSONSchema(e)
		if err != nil {
			return nil, err
		}
		one := &Registration{Event: e, Subject: r.config.Naming.Subject(e.Type, r.config.Topic(e.Domain.Name, e.Type)), Text: string(text)}
		if other := cmp.Or(typeOf[one.Subject], e.Type); other != e.Type {
			return nil, &ClashError{one.Subject, other, e.Type}
		}
		typeOf[one.Subject] = e.Type
		list = append(list, one)
	}
	slices.SortStableFunc(list, func(a, b *Registration) int {
		return cmp.Or(strings.Compare(a.Event.Type, b.Event.Type), cmp.Compare(a.Event.Major, b.Event.Major))
	})
	for _, one := range list {
		if err := r.look(ctx, one); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// look finds out what the registry has of a schema.
func (r *Registrar) look(ctx context.Context, one *Registration) error {
	versions, err := r.client.SubjectVersions(ctx, one.Subject)
	if err != nil && !missing(err) {
		return r.client.failed(ctx, one.Subject, err)
	}
	if one.New = len(versions) == 0; one.New {
		return nil
	}
	level := r.client.Compatibility(sr.WithParams(ctx, sr.DefaultToGlobal), one.Subject)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if len(level) == 1 && level[0].Err == nil {
		one.Level = level[0].Level.String()
	}
	found, err := r.client.LookupSchema(ctx, one.Subject, one.schema())
	switch {
	case err == nil:
		one.Held, one.ID, one.Version = true, found.ID, found.Version
	case !missing(err):
		return r.client.failed(ctx, one.Subject, err)
	}
	return nil
}

func (r *Registration) schema() sr.Schema { return sr.Schema{Schema: r.Text, Type: sr.TypeJSON} }

// Objection asks the registry why it would refuse a schema by its own rules; "" if it would
// not.
func (r *Registrar) Objection(ctx context.Context, one *Registration) (string, error) {
	if one.Held || one.New {
		return "", nil
	}
	// Not by sr's CheckCompatibility, since Apicurio has a reason in place of messages.
	var answer struct {
		Is       bool     `json:"is_compatible"`
		Messages []string `json:"messages"`
		Reason   string   `json:"reason"`
	}
	path := "/compatibility/subjects/" + url.PathEscape(one.Subject) + "/versions/latest"
	if err := r.client.Do(sr.WithParams(ctx, sr.Verbose), http.MethodPost, path, one.schema(), &answer); err != nil {
		return "", r.client.failed(ctx, one.Subject, err)
	}
	if answer.Is {
		return "", nil
	}
	return r.client.url.Text(cmp.Or(strings.Join(answer.Messages, "; "), answer.Reason, "it does not say why")), nil
}

// Register registers a schema that is not held, and returns the registry's ID and version.
// If open is set, it also sets the subject's compatibility level to NONE, so that the
// registry does not check it.
func (r *Registrar) Register(ctx context.Context, one *Registration, open bool) error {
	if open && !one.New {
		if err := r.open(ctx, one); err != nil {
			return err
		}
	}
	made, err := r.client.CreateSchema(ctx, one.Subject, one.schema())
	if err != nil {
		return r.client.failed(ctx, one.Subject, err)
	}
	one.Held, one.ID, one.Version = true, made.ID, made.Version
	if open && one.New { // some registries take no level of a subject that is not there
		return r.open(ctx, one)
	}
	return nil
}

func (r *Registrar) open(ctx context.Context, one *Registration) error {
	if one.Level == sr.CompatNone.String() {
		return nil
	}
	for _, result := range r.client.SetCompatibility(ctx, sr.SetCompatibility{Level: sr.CompatNone}, one.Subject) {
		if result.Err != nil {
			return r.client.failed(ctx, one.Subject, fmt.Errorf("its level cannot be set to NONE: %w", result.Err))
		}
	}
	one.Level = sr.CompatNone.String()
	return nil
}

// missing reports whether a registry has no such subject or schema.
func missing(err error) bool {
	answer, ok := errors.AsType[*sr.ResponseError](err)
	return ok && answer.StatusCode == http.StatusNotFound
}
