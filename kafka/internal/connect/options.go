package connect

import (
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/twmb/franz-go/pkg/kgo"
)

// Options returns the client options for a cluster's security settings.
func Options(s cluster.Security) []kgo.Opt {
	var opts []kgo.Opt
	if s.UsesTLS() {
		opts = append(opts, kgo.Dialer(tlsDialer{s}.dial))
	}
	if s.Mechanism != cluster.MechanismNone {
		opts = append(opts, kgo.SASL(mechanism(s)))
	}
	return opts
}
