package cli

import (
	"context"
	"errors"
	"strings"

	"github.com/mediamesh/events/broker"
	"github.com/spf13/cobra"
)

type brokerOptions struct {
	*app
	listen string
	data   string
}

func newBroker(a *app) *cobra.Command {
	o := &brokerOptions{app: a}
	cmd := &cobra.Command{
		Use:   "broker",
		Short: "Run the embedded Kafka broker, for development",
		Long: `broker runs a Kafka broker until Ctrl-C. It keeps everything in memory, or in
the directory that --data names. It is for development and tests: it has one
node and no replicas.`,
		Example: `  mediamesh broker
  mediamesh broker --listen 127.0.0.1:19092 --data ./broker-data`,
		Args: arguments(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context()) },
	}
	cmd.Flags().StringVar(&o.listen, "listen", "127.0.0.1:9092", "`host:port` to listen on; port 0 takes a free one")
	cmd.Flags().StringVar(&o.data, "data", "", "`DIR` to keep topics and offsets in; none keeps them in memory")
	return cmd
}

func (o *brokerOptions) run(ctx context.Context) error {
	b, err := broker.Start(broker.Config{Listen: o.listen, DataDir: o.data})
	if err != nil {
		var config *broker.ConfigError
		if errors.As(err, &config) {
			return usage("correct the flag", "%w", err)
		}
		return failed(err, "")
	}
	addrs := strings.Join(b.Addrs(), ",")
	o.say("broker listening on %s; try: mediamesh consume -g me -b %s\nstop it with Ctrl-C", addrs, addrs)
	<-ctx.Done()
	if err := b.Close(); err != nil {
		return failed(err, "")
	}
	return ctx.Err()
}
