package cluster

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/mediamesh/events/wire"
)

// Position identifies a record by topic, partition and offset.
type Position struct {
	Topic     string
	Partition int32
	Offset    int64
}

func (p Position) String() string {
	return fmt.Sprintf("%s/%d/%d", p.Topic, p.Partition, p.Offset)
}

// ParsePosition parses the form of [Position.String], such as "content.events.dlq/3/17".
func ParsePosition(s string) (Position, error) {
	parts := strings.Split(s, "/")
	if len(parts) == 3 && TopicProblem(parts[0]) == "" {
		p, err := strconv.ParseInt(parts[1], 10, 32)
		o, err2 := strconv.ParseInt(parts[2], 10, 64)
		if err == nil && err2 == nil && p >= 0 && o >= 0 {
			return Position{parts[0], int32(p), o}, nil
		}
	}
	return Position{}, fmt.Errorf("%q is not a position: want TOPIC/PARTITION/OFFSET, such as content.events.dlq/3/17", wire.Printable(s))
}

// MarshalText implements [encoding.TextMarshaler] with [Position.String].
func (p Position) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText implements [encoding.TextUnmarshaler] with [ParsePosition]. On an error,
// p is unchanged.
func (p *Position) UnmarshalText(text []byte) error {
	read, err := ParsePosition(string(text))
	if err == nil {
		*p = read
	}
	return err
}
