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

// completeTimeout is like completeDuration, but allows -1 for no limit.
func completeTimeout(d *time.Duration, fallback time.Duration, field string) error {
	if *d == -1 {
		return nil
	}
	return completeDuration(d, fallback, field)
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

func checkTopics(field string, topics []string) error {
	for _, topic := range topics {
		if problem := cluster.TopicProblem(topic); problem != "" {
			return &cluster.ConfigError{Field: field, Problem: problem}
		}
	}
	return nil
}
