// Package registry asks a schema registry, with Confluent's API, for the ids of
// events' schemas, which publishers put into records for readers that need them. It
// registers nothing: that is for "mediamesh registry register", when a contract is
// released.
package registry

import (
	"cmp"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka"
	"github.com/twmb/franz-go/pkg/sr"
)

// Config says where a registry is. URL must be set.
type Config struct {
	// URL is where the registry answers, "https://registry.example.com:8081".
	URL string
	// User and Password are for HTTP's basic authentication. Default none.
	User     string
	Password kafka.Secret
	// HTTP makes the requests. Default one that gives up after 30 seconds.
	HTTP *http.Client
	// Subjects is how the registry's subjects are named. Default [ByRecord].
	Subjects Naming
}

// ConfigError says what is wrong with a field of [Config].
type ConfigError struct{ Field, Problem string }

func (e *ConfigError) Error() string { return "registry: Config." + e.Field + " " + e.Problem }

// Client is the SchemaIDs of a [kafka.PublisherConfig]. It is safe for concurrent use,
// and one is enough for all publishers of a process.
type Client struct {
	subjects Naming
	client   *sr.Client
	known    sync.Map // kafka.SchemaID by schemaOf
}

// schemaOf is a schema under a subject.
type schemaOf struct{ subject, text string }

// New returns a client. It does not connect yet. The error is a *[ConfigError].
func New(config Config) (*Client, error) {
	if !strings.HasPrefix(config.URL, "http://") && !strings.HasPrefix(config.URL, "https://") {
		return nil, &ConfigError{"URL", "must begin with https:// or http://"}
	}
	if config.Subjects = cmp.Or(config.Subjects, ByRecord); !slices.Contains(Namings(), config.Subjects) {
		return nil, &ConfigError{"Subjects", fmt.Sprintf("is %q: want ByRecord, ByTopic or ByTopicRecord", config.Subjects)}
	}
	client, err := connect(config)
	if err != nil {
		return nil, &ConfigError{"URL", err.Error()}
	}
	return &Client{subjects: config.Subjects, client: client}, nil
}

// NotRegisteredError says that a registry does not have a schema.
type NotRegisteredError struct {
	Subject   string
	EventType string
	Version   string // of the event's contract
}

func (e *NotRegisteredError) Error() string {
	return fmt.Sprintf("the schema registry does not have %s %s under the subject %s: run mediamesh registry register", e.EventType, e.Version, e.Subject)
}

// SchemaID returns what the registry calls the schema that t was built with, which
// need not be its newest. The error is a *[NotRegisteredError], or that of the
// request.
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
		return kafka.SchemaID{}, fmt.Errorf("the schema registry cannot be asked: %w", inWords(err))
	}
	id := kafka.SchemaID{ID: uint32(found.ID), GUID: guid(found.GUID)}
	c.known.Store(wanted, id)
	return id, nil
}

// guid reads a GUID as registries write it; zero if it is none.
func guid(s string) (id [16]byte) {
	b, err := hex.DecodeString(strings.ReplaceAll(s, "-", ""))
	if err != nil || len(b) != len(id) {
		return id
	}
	return [16]byte(b)
}

// missing tells that a registry has no such subject or schema.
func missing(err error) bool {
	answer, ok := errors.AsType[*sr.ResponseError](err)
	return ok && answer.StatusCode == http.StatusNotFound
}

func connect(config Config) (*sr.Client, error) {
	client := config.HTTP
	if client == nil {
		client = &http.Client{Timeout: 30 * time.Second}
	}
	options := []sr.ClientOpt{sr.URLs(config.URL), sr.HTTPClient(client), sr.UserAgent("mediamesh")}
	if config.User != "" {
		options = append(options, sr.BasicAuth(config.User, config.Password.Reveal()))
	}
	return sr.NewClient(options...)
}

// inWords is a registry's error in a few words, without the request.
func inWords(err error) error {
	answer, ok := errors.AsType[*sr.ResponseError](err)
	if !ok {
		return err
	}
	return &answered{answer}
}

type answered struct{ answer *sr.ResponseError }

func (e *answered) Error() string {
	return fmt.Sprintf("it answers %d: %s", e.answer.StatusCode, cmp.Or(e.answer.Message, http.StatusText(e.answer.StatusCode)))
}

func (e *answered) Unwrap() error { return e.answer }
