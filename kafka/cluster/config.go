package cluster

import (
	"fmt"
	"net"
	"net/netip"
	"strconv"
	"strings"
	"time"

	"github.com/mediamesh/events/internal/endpoint"
	"github.com/twmb/franz-go/pkg/kgo"
)

// Config describes how to connect to a Kafka cluster. The zero value connects to a broker
// on localhost without TLS or authentication.
type Config struct {
	// Brokers are the bootstrap addresses, "host:port" or "host" (port 9092). One reachable
	// address is enough. Default 127.0.0.1:9092.
	Brokers []string
	// Security configures encryption and authentication. Default: plain text without
	// authentication.
	Security Security
	// ConnectTimeout limits how long the client tries to reach a first broker. Default:
	// 10 s.
	ConnectTimeout time.Duration
	// ClientOptions are passed to each Kafka client after this library's own options, so
	// they override them. Default none.
	ClientOptions []kgo.Opt
}

const (
	defaultBroker         = "127.0.0.1:9092"
	defaultPort           = "9092"
	defaultConnectTimeout = 10 * time.Second
)

// Complete validates the configuration without connecting and returns it with defaults
// filled in. It reads the files named in Security. field is the name of this value in the
// caller's configuration, such as "ConsumerConfig.Cluster"; the error, a *[ConfigError],
// contains it.
func (c Config) Complete(field string) (Config, error) {
	var err error
	if c.Brokers, err = completeBrokers(c.Brokers, field); err != nil {
		return c, err
	}
	if err := c.Security.check(field + ".Security"); err != nil {
		return c, err
	}
	switch {
	case c.ConnectTimeout < 0:
		return c, &ConfigError{Field: field + ".ConnectTimeout", Problem: fmt.Sprintf("is %v: want a positive duration, or 0 for the default of %v", c.ConnectTimeout, defaultConnectTimeout)}
	case c.ConnectTimeout == 0:
		c.ConnectTimeout = defaultConnectTimeout
	}
	return c, nil
}

func completeBrokers(brokers []string, config string) ([]string, error) {
	if len(brokers) == 0 {
		return []string{defaultBroker}, nil
	}
	if problem := credentialsIn(brokers, config+".Security.User", "Password"); problem != "" {
		return nil, &ConfigError{Field: config + ".Brokers", Problem: problem}
	}
	full := make([]string, len(brokers))
	for i, broker := range brokers {
		var problem string
		if full[i], problem = completeBroker(broker); problem != "" {
			return nil, &ConfigError{Field: config + ".Brokers", Problem: problem}
		}
	}
	return full, nil
}

// credentialsIn finds an address with a user or a password in it, and says so without
// quoting them. It looks at all addresses before any is quoted, since a password with a
// comma in it is spread over two. User and password name the settings for those.
func credentialsIn(brokers []string, user, password string) (problem string) {
	for _, broker := range brokers {
		if strings.Contains(broker, "@") {
			return fmt.Sprintf("has credentials in %q: want host:port, such as %s; put them in %s and %s", endpoint.Redact(broker), defaultBroker, user, password)
		}
	}
	return ""
}

// completeBroker returns an address with its port, or what is wrong with it.
func completeBroker(broker string) (full, problem string) {
	problem = fmt.Sprintf("has %q: want host:port, such as %s", endpoint.Redact(broker), defaultBroker)
	host, port, err := net.SplitHostPort(broker)
	if err != nil {
		// Perhaps the port is missing; one of "::1" is not told from its end.
		broker = net.JoinHostPort(broker, defaultPort)
		if host, port, err = net.SplitHostPort(broker); err != nil {
			return "", problem
		}
	}
	if n, err := strconv.Atoi(port); err != nil || n <= 0 || n >= 1<<16 || !isHost(host) {
		return "", problem
	}
	return broker, ""
}

// isHost tells a host from a URL: only addresses of IPv6 have colons.
func isHost(host string) bool {
	if strings.Contains(host, ":") {
		_, err := netip.ParseAddr(host)
		return err == nil
	}
	return host != "" && !strings.ContainsAny(host, "/?#")
}
