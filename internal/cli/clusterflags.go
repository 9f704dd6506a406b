package cli

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"

	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/spf13/cobra"
)

// clusterFlags say which cluster, and which of its topics.
type clusterFlags struct {
	connectionFlags
	scheme string
	prefix string
}

const (
	schemeDomain = "domain"
	schemeType   = "type"
)

func (f *clusterFlags) add(cmd *cobra.Command) {
	f.connectionFlags.add(cmd, []string{"127.0.0.1:9092"}, "`host:port` of one or more brokers")
	cmd.Flags().StringVar(&f.scheme, "topic-scheme", schemeDomain, "topics by `domain|type`: content.events, or content.created")
	cmd.Flags().StringVar(&f.prefix, "topic-prefix", "", "`PREFIX` of all topics")
	complete(cmd, "topic-scheme", schemeDomain, schemeType)
}

func (f *clusterFlags) naming() (kafka.Naming, error) {
	naming := kafka.PerDomain
	switch f.scheme {
	case schemeDomain:
	case schemeType:
		naming = kafka.PerType
	default:
		return nil, usage("use --topic-scheme domain or --topic-scheme type", "there is no topic scheme %q%s", f.scheme, didYouMean(f.scheme, []string{schemeDomain, schemeType}))
	}
	if strings.ContainsFunc(f.prefix, notInTopic) {
		return nil, usage("correct --topic-prefix", "the topic prefix %q has other characters than letters, digits, dots, underscores and hyphens", f.prefix)
	}
	if f.prefix != "" {
		naming = kafka.Prefixed(f.prefix, naming)
	}
	return naming, nil
}

func notInTopic(r rune) bool {
	return !strings.ContainsRune("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-", r)
}

// clusterFailed says what to do about an error of the cluster's, or of the
// flags that lead there.
func clusterFailed(err error) error {
	var known *failure
	var config *cluster.ConfigError
	var connect *cluster.ConnectError
	var publish *kafka.PublishError
	switch {
	case errors.As(err, &known):
		return err // of the input, say
	case errors.As(err, &config):
		return insecure(config)
	case remedy(err) != "":
		return failed(err, remedy(err))
	case errors.As(err, &connect), errors.As(err, &publish):
		return failed(err, "check --brokers, or start a broker: mediamesh broker")
	}
	return failed(err, "")
}

// warnings is where a client reports dead letters and troubles.
func (a *app) warnings() *slog.Logger {
	options := &slog.HandlerOptions{Level: slog.LevelWarn, ReplaceAttr: withoutTime}
	switch {
	case a.quiet:
		options.Level = slog.LevelError
	case a.verbose:
		options.Level = slog.LevelDebug
	}
	if a.json() {
		return slog.New(&onceHandler{Handler: slog.NewJSONHandler(a.Err, options)})
	}
	return slog.New(&onceHandler{Handler: slog.NewTextHandler(a.Err, options)})
}

// consumerLog is where a consumer reports troubles. What records break is printed by
// the command itself.
func (a *app) consumerLog() *slog.Logger {
	return slog.New(quietHandler{a.warnings().Handler()})
}

// quietHandler leaves out lines about single records.
type quietHandler struct{ slog.Handler }

func (h quietHandler) Handle(ctx context.Context, r slog.Record) error {
	aboutRecord := false
	r.Attrs(func(a slog.Attr) bool {
		aboutRecord = a.Key == "reason"
		return !aboutRecord
	})
	if aboutRecord {
		return nil
	}
	return h.Handler.Handle(ctx, r)
}

// withoutTime leaves out when it was: whoever reads it was there.
func withoutTime(groups []string, a slog.Attr) slog.Attr {
	if a.Key == slog.TimeKey && len(groups) == 0 {
		return slog.Attr{}
	}
	return a
}

// onceHandler lets each trouble of the client's connections through once: it
// retries several times a second, and the command's last word tells the rest.
type onceHandler struct {
	slog.Handler
	// mu guards the fields below.
	mu   sync.Mutex
	seen map[string]bool
}

func (h *onceHandler) Handle(ctx context.Context, r slog.Record) error {
	if strings.HasPrefix(r.Message, "kafka client:") {
		h.mu.Lock()
		again := h.seen[r.Message]
		if h.seen == nil {
			h.seen = make(map[string]bool)
		}
		h.seen[r.Message] = true
		h.mu.Unlock()
		if again {
			return nil
		}
	}
	return h.Handler.Handle(ctx, r)
}
