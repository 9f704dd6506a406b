//go:build unix

package broken

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/twmb/franz-go/pkg/kgo"
)

// blocked are the keys of a consumer that keeps the order, each with its dead
// letters that are left. It is kept in memory: the consumer is not killed.
type blocked map[string][]string

// learn reads the dead letters that there are when the consumer starts.
func (c *consumer) learn(ctx context.Context) error {
	if c.Play != Redrives {
		return nil
	}
	c.blocked = make(blocked)
	letters, err := c.scan(ctx, c.Topic.DeadLetters)
	for _, l := range letters {
		if c.Flaw == blockedByOthers || headerOf(l, "dlq-group") == c.Topic.Group {
			c.blocked[string(l.Key)] = append(c.blocked[string(l.Key)], positionOf(l))
		}
	}
	return err
}

// hear takes off the dead letters that were discarded.
func (c *consumer) hear(ctx context.Context) error {
	if c.Play != Redrives || c.Flaw == discardUnheard {
		return nil
	}
	entries, err := c.scan(ctx, c.ledger())
	for _, e := range entries {
		var entry entry
		if json.Unmarshal(e.Value, &entry) != nil || entry.Discarded == "" {
			continue
		}
		for key, list := range c.blocked {
			c.blocked[key] = slices.DeleteFunc(list, func(at string) bool { return at == string(e.Key) })
		}
	}
	return err
}

// follows reports whether a record has to follow the dead letters of its key. The
// first of them, redriven, has not: it is taken off. What is before a record that
// was redriven may have been discarded.
func (c *consumer) follows(ctx context.Context, r *kgo.Record) (bool, error) {
	key, from := string(r.Key), headerOf(r, "redriven-from")
	if from != "" && len(c.blocked[key]) > 0 && c.blocked[key][0] != from {
		if err := c.hear(ctx); err != nil {
			return false, err
		}
	}
	list := c.blocked[key]
	if len(list) == 0 {
		return false, nil
	}
	if list[0] == from {
		c.blocked[key] = list[1:]
		return false, nil
	}
	return true, nil
}

// entry is a record of the ledger.
type entry struct {
	PutAside  int64  `json:"putAside"`
	Discarded string `json:"discarded,omitempty"`
}

// origin are a dead letter's own headers, without what says that it is one.
func origin(l *kgo.Record) (headers []kgo.RecordHeader) {
	for _, h := range l.Headers {
		if !strings.HasPrefix(h.Key, "dlq-") && h.Key != "redriven-from" && h.Key != "redriven-for" {
			headers = append(headers, h)
		}
	}
	return headers
}
