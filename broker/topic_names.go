package broker

import (
	"errors"
	"sync"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kfake"
)

// topicNames looks up the topics of a running cluster, and creates topics. It exists
// because a closed cluster never answers.
type topicNames struct {
	creates bool // for topics that clients ask for
	stored  bool // on disk

	// mu guards the fields below.
	mu      sync.RWMutex
	cluster *kfake.Cluster // nil while it does not run
}

func (n *topicNames) open(cluster *kfake.Cluster) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.cluster = cluster
}

// close waits for lookups in progress.
func (n *topicNames) close() { n.open(nil) }

// name returns the name of a topic, "" if unknown.
func (n *topicNames) name(id [16]byte) string {
	n.mu.RLock()
	defer n.mu.RUnlock()
	if n.cluster == nil {
		return ""
	}
	if info := n.cluster.TopicIDInfo(id); info != nil {
		return info.Topic
	}
	return ""
}

// end returns the offset after the last record of a partition, -1 if unknown.
func (n *topicNames) end(topic string, partition int32) int64 {
	n.mu.RLock()
	defer n.mu.RUnlock()
	if n.cluster == nil {
		return -1
	}
	if info := n.cluster.PartitionInfo(topic, partition); info != nil {
		return info.HighWatermark
	}
	return -1
}

// create creates a topic if it does not exist and topics are created on first use. If the
// topic does not exist afterwards, it returns the reason as an error code.
func (n *topicNames) create(name string) (code int16) {
	if !n.creates {
		return 0
	}
	n.mu.RLock()
	defer n.mu.RUnlock()
	if n.cluster == nil || n.cluster.TopicInfo(name) != nil {
		return 0
	}
	if !validTopic(name) {
		return kerr.InvalidTopicException.Code
	}
	var refused *kerr.Error
	if err := n.cluster.CreateTopic(name, 0, nil); errors.As(err, &refused) && refused != kerr.TopicAlreadyExists {
		return refused.Code
	}
	return 0
}

// validTopic reports whether Kafka allows a name for a topic.
func validTopic(name string) bool {
	if len(name) < 1 || len(name) > 249 || name == "." || name == ".." {
		return false
	}
	for _, b := range []byte(name) {
		switch {
		case 'a' <= b && b <= 'z', 'A' <= b && b <= 'Z', '0' <= b && b <= '9', b == '.', b == '_', b == '-':
		default:
			return false
		}
	}
	return true
}
