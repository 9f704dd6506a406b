package subjects_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/subjects"
	"github.com/twmb/franz-go/pkg/sr"
	"github.com/twmb/franz-go/pkg/sr/srfake"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// topics are those of the default naming.
func topics(domain, _ string) string { return domain + ".events" }

func own(t *testing.T) *contract.Contract {
	t.Helper()
	c, err := contract.Read("../../examples/playback/contract")
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// schemaOf is the schema of playback.started at a major.
func schemaOf(t *testing.T, major int) sr.Schema {
	t.Helper()
	for _, e := range own(t).Events() {
		if e.Major == major {
			text, err := contract.JSONSchema(e)
			if err != nil {
				t.Fatal(err)
			}
			return sr.Schema{Schema: string(text), Type: sr.TypeJSON}
		}
	}
	t.Fatalf("no major %d", major)
	return sr.Schema{}
}

func registry(t *testing.T, options ...srfake.Option) *srfake.Registry {
	t.Helper()
	r := srfake.New(options...)
	t.Cleanup(r.Close)
	return r
}

func versions(c *contract.Contract) (list []string) {
	for _, e := range c.Events() {
		list = append(list, e.Type+" "+e.Version)
	}
	slices.Sort(list)
	return list
}

func TestRead(t *testing.T) {
	both := []string{"playback.started 1.1.0", "playback.started 2.0.0"}
	for _, c := range []struct {
		name   string
		naming subjects.Naming
		topic  func(domain, wireName string) string
		seed   func(*srfake.Registry)
		want   []string
	}{
		{"both majors under one subject", subjects.ByRecord, topics, func(r *srfake.Registry) {
			r.SeedSchema("playback.started", 1, 1, schemaOf(t, 1))
			r.SeedSchema("playback.started", 2, 2, schemaOf(t, 2))
		}, both},
		{"the older major changed last", "", topics, func(r *srfake.Registry) {
			r.SeedSchema("playback.started", 1, 2, schemaOf(t, 2))
			r.SeedSchema("playback.started", 2, 1, schemaOf(t, 1))
		}, both},
		{"what is older than the contract is passed over", subjects.ByRecord, topics, func(r *srfake.Registry) {
			r.SeedSchema("playback.started", 1, 9, sr.Schema{Schema: `{"type":"string"}`, Type: sr.TypeJSON})
			r.SeedSchema("playback.started", 2, 1, schemaOf(t, 1))
			r.SeedSchema("playback.started", 3, 2, schemaOf(t, 2))
		}, both},
		{"topics of one type each", subjects.ByTopic, func(_, wireName string) string { return "prod." + wireName }, func(r *srfake.Registry) {
			r.SeedSchema("prod.playback.started-value", 1, 1, schemaOf(t, 1))
			r.SeedSchema("prod.playback.started-key", 1, 2, sr.Schema{Schema: `"string"`, Type: sr.TypeAvro})
		}, both[:1]},
		{"topics of many types", subjects.ByTopicRecord, topics, func(r *srfake.Registry) {
			r.SeedSchema("playback.events-playback.started", 1, 1, schemaOf(t, 1))
			r.SeedSchema("other.events-other.started", 1, 2, sr.Schema{Schema: `"string"`, Type: sr.TypeAvro})
		}, both[:1]},
		{"nothing of ours", subjects.ByRecord, topics, func(r *srfake.Registry) {
			r.SeedSchema("users-value", 1, 1, sr.Schema{Schema: `"string"`, Type: sr.TypeAvro})
		}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := registry(t)
			c.seed(r)
			got, err := subjects.Read(t.Context(), subjects.Config{URL: r.URL(), Naming: c.naming, Topic: c.topic}, own(t))
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(versions(got), c.want) {
				t.Errorf("%q, want %q", versions(got), c.want)
			}
		})
	}
}

func TestRead_Errors(t *testing.T) {
	for _, c := range []struct {
		name string
		seed func(*srfake.Registry)
		want string
	}{
		{"another schema language", func(r *srfake.Registry) {
			r.SeedSchema("playback.started", 1, 1, sr.Schema{Schema: `"string"`, Type: sr.TypeAvro})
		}, "subject playback.started of the schema registry: version 1 is AVRO, and events are described by JSON Schemas"},
		{"a schema of no event", func(r *srfake.Registry) {
			r.SeedSchema("playback.started", 4, 1, sr.Schema{Schema: `{"type":"string"}`, Type: sr.TypeJSON})
		}, "subject playback.started of the schema registry: version 4 cannot be compared: "},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := registry(t)
			c.seed(r)
			_, err := subjects.Read(t.Context(), subjects.Config{URL: r.URL(), Topic: topics}, own(t))
			var wrong *subjects.Error
			if !errors.As(err, &wrong) || !strings.HasPrefix(err.Error(), c.want) {
				t.Errorf("error %q, want %q", err, c.want)
			}
		})
	}
}

func TestRead_SendsCredentials(t *testing.T) {
	r := registry(t, srfake.WithAuth("Basic dTpw")) // u:p
	r.SeedSchema("playback.started", 1, 1, schemaOf(t, 1))
	config := subjects.Config{URL: r.URL(), Topic: topics}
	_, err := subjects.Read(t.Context(), config, own(t))
	if err == nil || !strings.HasPrefix(err.Error(), "the schema registry cannot be read: it answers 401") {
		t.Errorf("without: %v", err)
	}
	config.User, config.Password = "u", "p"
	if got, err := subjects.Read(t.Context(), config, own(t)); err != nil || len(got.Events()) != 1 {
		t.Errorf("with: %v", err)
	}
}

func TestRead_StopsWithContext(t *testing.T) {
	r := registry(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := subjects.Read(ctx, subjects.Config{URL: r.URL(), Topic: topics}, own(t)); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}
