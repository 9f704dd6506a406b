package cli

import (
	"errors"
	"log/slog"

	"github.com/mediamesh/events/kafka"
	"github.com/spf13/cobra"
)

// clusterFlags say which cluster, and which of its topics.
type clusterFlags struct {
	brokers []string
	scheme  string
	prefix  string
}

const (
	schemeDomain = "domain"
	schemeType   = "type"
)

func (f *clusterFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringSliceVarP(&f.brokers, "brokers", "b", []string{"127.0.0.1:9092"}, "`host:port` of one or more brokers")
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
	if f.prefix != "" {
		naming = kafka.Prefixed(f.prefix, naming)
	}
	return naming, nil
}

// clusterFailed says what to do about an error of the cluster's, or of the
// flags that lead there.
func clusterFailed(err error) error {
	var config *kafka.ConfigError
	var connect *kafka.ConnectError
	switch {
	case errors.As(err, &config):
		return usage("correct the flag", "%w", err)
	case errors.As(err, &connect):
		return failed(err, "check --brokers, or start a broker: mediamesh broker")
	}
	return failed(err, "")
}

// warnings is where a client reports dead letters and troubles.
func (a *app) warnings() *slog.Logger {
	options := &slog.HandlerOptions{Level: slog.LevelWarn}
	if a.json() {
		return slog.New(slog.NewJSONHandler(a.Err, options))
	}
	return slog.New(slog.NewTextHandler(a.Err, options))
}
