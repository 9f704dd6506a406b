// Package registry looks up the IDs of events' schemas in a schema registry with a
// Confluent-compatible API. Publishers put the IDs into records for readers that need
// them:
//
//	schemas, err := registry.New(registry.Config{URL: "https://registry.example.com:8081"})
//	pub, err := kafka.NewPublisher(kafka.PublisherConfig{Framing: kafka.FramingSchemaIDPrefix, SchemaIDs: schemas})
//
// The package does not register schemas: run "mediamesh registry register" for that when
// you release a contract.
package registry

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/internal/endpoint"
	"github.com/mediamesh/events/kafka"
	"github.com/twmb/franz-go/pkg/sr"
)

// Client looks up schema IDs; use it as SchemaIDs of a [kafka.PublisherConfig]. It is safe
// for concurrent use, and all publishers of a process can share one.
type Client struct {
	subjects Naming
	url      *endpoint.URL
	client   *sr.Client
	known    sync.Map // kafka.SchemaID by schemaOf
}

// schemaOf identifies a schema under a subject.
type schemaOf struct{ subject, text string }

// New returns a client. It does not connect. The error is a *[ConfigError].
func New(config Config) (*Client, error) {
	at, err := config.complete()
	if err != nil {
		return nil, err
	}
	options := []sr.ClientOpt{sr.URLs(at.Base), sr.HTTPClient(at.Client(config.HTTP, limits)), sr.UserAgent("mediamesh")}
	if at.User != "" || at.Password != "" {
		options = append(options, sr.BasicAuth(at.User, at.Password))
	}
	client, err := sr.NewClient(options...)
	if err != nil {
		return nil, &ConfigError{"URL", err.Error()}
	}
	return &Client{subjects: config.Subjects, url: at, client: client}, nil
}

// NotRegisteredError reports that a registry does not have a schema.
type NotRegisteredError struct {
	Subject   string
	EventType string
	Version   string // of the event's contract
}

func (e *NotRegisteredError) Error() string {
	return fmt.Sprintf("the schema registry does not have %s %s under the subject %s: run mediamesh registry register", e.EventType, e.Version, e.Subject)
}

// SchemaID returns the registry's ID for the schema that t was generated with, which need
// not be the newest in the registry. The error is a *[NotRegisteredError] or the error of
// the request.
func (c *Client) SchemaID(ctx context.Context, t events.Descriptor, topic string) (kafka.SchemaID, error) {
	wanted := schemaOf{c.subjects.Subject(t.Name(), topic), t.Schema()}
	if id, ok := c.known.Load(wanted); ok {
		return id.(kafka.SchemaID), nil
	}
	found, err := c.client.LookupSchema(ctx, wanted.subject, sr.Schema{Schema: wanted.text, Type: sr.TypeJSON})
	if missing(err) {
		return kafka.SchemaID{}, &NotRegisteredError{Subject: wanted.subject, EventType: t.Name(), Version: t.Version()}
	}
	if err != nil {
		return kafka.SchemaID{}, fmt.Errorf("schema registry lookup failed: %w", c.inWords(err))
	}
	id := kafka.SchemaID{ID: uint32(found.ID), GUID: guid(found.GUID)}
	c.known.Store(wanted, id)
	return id, nil
}

// guid parses a GUID as registries write it; zero if it is malformed.
func guid(s string) (id [16]byte) {
	b, err := hex.DecodeString(strings.ReplaceAll(s, "-", ""))
	if err != nil || len(b) != len(id) {
		return id
	}
	return [16]byte(b)
}

// missing reports whether err says that the registry has no such subject or schema.
func missing(err error) bool {
	answer, ok := errors.AsType[*sr.ResponseError](err)
	return ok && answer.StatusCode == http.StatusNotFound
}
