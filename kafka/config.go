package kafka

import (
	"fmt"
	"time"

	"github.com/mediamesh/events/kafka/cluster"
)

func completeDuration(d *time.Duration, fallback time.Duration, field string) error {
	if *d < 0 {
		return &cluster.ConfigError{Field: field, Problem: fmt.Sprintf("is %v: want a positive duration, or 0 for the default of %v", *d, fallback)}
	}
	if *d == 0 {
		*d = fallback
	}
	return nil
}

func completeCount(n *int, fallback int, field string) error {
	if *n < 0 {
		return &cluster.ConfigError{Field: field, Problem: fmt.Sprintf("is %d: want a positive number, or 0 for the default of %d", *n, fallback)}
	}
	if *n == 0 {
		*n = fallback
	}
	return nil
}
