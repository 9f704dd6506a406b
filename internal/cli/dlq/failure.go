package dlq

import (
	"errors"

	"github.com/mediamesh/events/internal/cli/console"
	"github.com/mediamesh/events/internal/cli/flags"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/dlq"
	"github.com/twmb/franz-go/pkg/kerr"
)

// lettersFailed adds the next step to an error of reading topics.
func lettersFailed(err error) error {
	var topic *cluster.TopicError
	var none *dlq.NoRecordError
	switch {
	case errors.As(err, &topic) && errors.Is(err, kerr.UnknownTopicOrPartition):
		return console.Failed(err, "check --topic and --brokers; mediamesh dlq list shows the dead-letter topics that have something in them")
	case errors.As(err, &none):
		return console.Failed(err, "mediamesh dlq list --topic "+none.At.Topic)
	}
	return flags.ClusterFailed(err)
}
