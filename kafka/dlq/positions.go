package dlq

import (
	"fmt"
	"slices"

	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/topicscan"
)

// positions are those of dead letters that were named one by one; none names all.
type positions []cluster.Position

func (ps positions) has(at cluster.Position) bool { return len(ps) == 0 || slices.Contains(ps, at) }

// problem tells what is wrong with positions of a topic, "" if nothing is.
func (ps positions) problem(topic string) string {
	for _, at := range ps {
		if at.Topic != topic {
			return fmt.Sprintf("has %s, which is not in %s", at, topic)
		}
	}
	return ""
}

// check looks whether all are within their topic, whose extent is given.
func (ps positions) check(ranges topicscan.Ranges) error {
	for _, at := range ps {
		if has, ok := ranges[at.Topic][at.Partition]; !ok || at.Offset < has.From || at.Offset >= has.To {
			return noRecord(at, ranges)
		}
	}
	return nil
}

// missed returns an error about the first that was not found.
func (ps positions) missed(found map[cluster.Position]bool, ranges topicscan.Ranges) error {
	for _, at := range ps {
		if !found[at] {
			return noRecord(at, ranges)
		}
	}
	return nil
}

func noRecord(at cluster.Position, ranges topicscan.Ranges) error {
	has := ranges[at.Topic][at.Partition]
	return &NoRecordError{At: at, First: has.From, End: has.To, Partitions: len(ranges[at.Topic])}
}
