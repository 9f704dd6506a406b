package topics

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"strings"

	"github.com/mediamesh/events/broker"
	"github.com/mediamesh/events/internal/cli/console"
	"github.com/spf13/cobra"
)

type brokerOptions struct {
	*console.App
	listen      string
	advertise   string
	data        string
	allowRemote bool
}

func newBroker(a *console.App) *cobra.Command {
	o := &brokerOptions{App: a}
	cmd := &cobra.Command{
		Use:   "broker",
		Short: "Run the embedded Kafka broker, for development",
		Long: `broker runs a Kafka broker until Ctrl-C, or until SIGTERM, after which it exits 0.
It keeps everything in memory, or in the directory that --data names. It is for
development and tests: it has one node and no replicas.

It prints its address on standard output, so that with --listen 127.0.0.1:0 a script
can read it.`,
		Example: `  mediamesh broker
  mediamesh broker --listen 127.0.0.1:19092 --data ./broker-data
  mediamesh broker --listen 0.0.0.0:9092 --advertise broker:9092 --allow-remote   # in a container`,
		Args: console.Arguments(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context()) },
	}
	cmd.Flags().StringVar(&o.listen, "listen", "127.0.0.1:9092", "`host:port` to listen on; port 0 takes a free one")
	cmd.Flags().StringVar(&o.advertise, "advertise", "", "`host[:port]` that clients are sent to (default the address of --listen)")
	cmd.Flags().BoolVar(&o.allowRemote, "allow-remote", false, "listen on other addresses than this machine's loopback: anyone who can connect can read and write everything")
	cmd.Flags().StringVar(&o.data, "data", "", "`DIR` to keep topics and offsets in; none keeps them in memory")
	return cmd
}

func (o *brokerOptions) run(ctx context.Context) error {
	defer keepPrivate()() // for the files that --data keeps
	if host, _, err := net.SplitHostPort(o.listen); err == nil && !o.allowRemote && !loopback(host) {
		if err := resolvable(ctx, host); err != nil {
			return console.Failed(fmt.Errorf("--listen %s: %w", o.listen, err), "use a host of this machine, such as 127.0.0.1")
		}
		return console.Usage("add --allow-remote if everyone who can connect may do that, or listen on 127.0.0.1",
			"--listen %s is open to other machines, and anyone who can connect can read and write everything", o.listen)
	}
	b, err := broker.Start(broker.Config{Listen: o.listen, Advertise: o.advertise, DataDir: o.data})
	if err != nil {
		var config *broker.ConfigError
		if errors.As(err, &config) {
			return console.Usage("correct the flag", "--%s %s", strings.ToLower(config.Field), config.Problem)
		}
		var data *broker.DataDirError
		if errors.As(err, &data) {
			return console.Failed(err, "choose another directory with --data DIR")
		}
		return console.Failed(err, "mediamesh broker --listen 127.0.0.1:0 takes any free port")
	}
	addrs := strings.Join(b.Addrs(), ",")
	o.Say("broker listening on %s; stop it with Ctrl-C\ntry: mediamesh example content.created | mediamesh publish -b %s\n     mediamesh consume -g me -e -b %s", addrs, addrs, addrs)
	switch {
	case o.JSON():
		line, _ := json.Marshal(map[string][]string{"addresses": b.Addrs()})
		fmt.Fprintf(o.Out, "%s\n", line)
	case o.Quiet || !o.OutTerminal: // otherwise the message is enough
		fmt.Fprintln(o.Out, addrs)
	}
	if err := o.Out.Flush(); err != nil {
		b.Close()
		return err
	}
	<-ctx.Done()
	if err := b.Close(); err != nil {
		return console.Failed(err, "")
	}
	if errors.Is(context.Cause(ctx), console.ErrTerminated) {
		return nil // service managers stop it with SIGTERM
	}
	return ctx.Err()
}

// resolvable returns why a host has no address. The empty host means all addresses.
func resolvable(ctx context.Context, host string) error {
	if host == "" || net.ParseIP(host) != nil {
		return nil
	}
	_, err := net.DefaultResolver.LookupHost(ctx, host)
	return err
}

// loopback reports whether a host is reachable only from this machine.
func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
