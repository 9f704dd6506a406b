//go:build unix

package campaign

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
)

// creation is a topic to be created.
type creation struct {
	name       string
	partitions int32
	maxBytes   int // max.message.bytes, 0 for the cluster's default
}

// configs returns the topic's settings.
func (c creation) configs() map[string]*string {
	if c.maxBytes == 0 {
		return nil
	}
	limit := strconv.Itoa(c.maxBytes)
	return map[string]*string{"max.message.bytes": &limit}
}

// create creates topics, and tries until it can.
func (o *observer) create(ctx context.Context, replicas int16, topics ...creation) error {
	for _, t := range topics {
		if err := t.create(ctx, o.admin, replicas); err != nil {
			return fmt.Errorf("creating %s: %w", t.name, err)
		}
	}
	return nil
}

func (c creation) create(ctx context.Context, admin *kadm.Client, replicas int16) (err error) {
	for range 50 {
		if _, err = admin.CreateTopic(ctx, c.partitions, replicas, c.configs(), c.name); err == nil || errors.Is(err, kerr.TopicAlreadyExists) {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(200 * time.Millisecond):
		}
	}
	return err
}
