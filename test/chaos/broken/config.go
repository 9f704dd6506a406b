package broken

import (
	"encoding/json"
	"os"
	"path/filepath"

	"github.com/mediamesh/events/test/chaos/check"
	"github.com/mediamesh/events/test/chaos/journal"
)

// Config is what the processes of a control know.
type Config struct {
	Flaw    string
	Play    Play
	Brokers []string
	Dir     string
	Topic   check.Topic
}

// The first arguments of the processes.
const (
	ConsumerRole  = "broken-consumer"
	PublisherRole = "broken-publisher"
)

// What a control's publisher sends: so many events of so many keys.
const (
	keys   = 60
	each   = 25
	Events = keys * each
)

// FirstPartitions is how many partitions a control's topic has at first.
const FirstPartitions = 6

// SentJournal and HandledJournal are where the processes write.
func (c *Config) SentJournal() string    { return filepath.Join(c.Dir, "sent.journal") }
func (c *Config) HandledJournal() string { return filepath.Join(c.Dir, "handled.journal") }

// Write leaves the configuration for the processes.
func (c *Config) Write() error {
	data, err := json.Marshal(c)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(c.Dir, "control.json"), data, 0o600)
}

func read(dir string) (*Config, error) {
	data, err := os.ReadFile(filepath.Join(dir, "control.json"))
	if err != nil {
		return nil, err
	}
	c := new(Config)
	return c, json.Unmarshal(data, c)
}

// kindOf spreads the kinds over keys and numbers. What fails for good comes
// late in a key, so that there is something to follow it and much before it.
func kindOf(key, seq int) journal.Kind {
	switch {
	case key%20 == 13 && (seq == 7 || seq == 14 || seq == 20):
		return journal.Oversize
	case key == 31 && seq%10 == 8:
		return journal.Giant
	case (key+seq)%31 == 0:
		return journal.Tombstone
	case key%6 == 5 && seq == each-5:
		return journal.Permanent
	case (key+seq)%17 == 0:
		return journal.Transient
	case (key+seq)%23 == 0:
		return journal.Slow
	case (key+seq)%29 == 0:
		return journal.Invalid
	}
	return journal.Normal
}
