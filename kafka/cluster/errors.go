package cluster

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
)

// ConfigError reports an invalid configuration field.
type ConfigError struct {
	Field   string // "ConsumerConfig.Group"
	Problem string
	Err     error // the underlying error, nil if there is none
}

func (e *ConfigError) Error() string { return "kafka: " + e.Field + " " + e.Problem }

func (e *ConfigError) Unwrap() error { return e.Err }

// ConnectError reports that no broker could be reached, or that none accepted the client.
// In the latter case it wraps a *[SecurityError].
type ConnectError struct {
	Brokers []string
	Timeout time.Duration
	Err     error
}

func (e *ConnectError) Error() string {
	var denied *SecurityError
	if errors.As(e.Err, &denied) {
		return fmt.Sprintf("kafka: no connection to %s: %v", strings.Join(e.Brokers, ", "), denied)
	}
	text := fmt.Sprintf("kafka: no broker of %s answered within %v: %v", strings.Join(e.Brokers, ", "), e.Timeout, e.Err)
	if errors.Is(e.Err, io.EOF) {
		text += "; they closed the connection: check whether they require TLS, SASL or other credentials"
	}
	return text
}

func (e *ConnectError) Unwrap() error { return e.Err }
