package kafka

import (
	"fmt"
	"net"
	"strconv"
	"time"
)

const (
	defaultBroker = "127.0.0.1:9092"
	defaultPort   = "9092"
)

func completeDuration(d *time.Duration, fallback time.Duration, field string) error {
	if *d < 0 {
		return &ConfigError{Field: field, Problem: fmt.Sprintf("is %v: want a positive duration, or 0 for the default of %v", *d, fallback)}
	}
	if *d == 0 {
		*d = fallback
	}
	return nil
}

func completeCount(n *int, fallback int, field string) error {
	if *n < 0 {
		return &ConfigError{Field: field, Problem: fmt.Sprintf("is %d: want a positive number, or 0 for the default of %d", *n, fallback)}
	}
	if *n == 0 {
		*n = fallback
	}
	return nil
}

func completeBrokers(brokers []string, config string) ([]string, error) {
	if len(brokers) == 0 {
		return []string{defaultBroker}, nil
	}
	full := make([]string, len(brokers))
	for i, broker := range brokers {
		var ok bool
		if full[i], ok = completeBroker(broker); !ok {
			return nil, &ConfigError{Field: config + ".Brokers", Problem: fmt.Sprintf("has %q: want host:port, such as %s", broker, defaultBroker)}
		}
	}
	return full, nil
}

func completeBroker(broker string) (string, bool) {
	host, port, err := net.SplitHostPort(broker)
	if err != nil {
		// Perhaps the port is missing; one of "::1" is not told from its end.
		broker = net.JoinHostPort(broker, defaultPort)
		if host, port, err = net.SplitHostPort(broker); err != nil {
			return "", false
		}
	}
	n, err := strconv.Atoi(port)
	return broker, err == nil && host != "" && n > 0 && n < 1<<16
}
