package broker

import (
	"sync"

	"github.com/twmb/franz-go/pkg/kfake"
)

// topicNames looks up the topics of a running cluster, and creates them. A closed
// cluster would never answer.
type topicNames struct {
	creates bool // those that clients ask for

	mu      sync.RWMutex
	cluster *kfake.Cluster // nil while it does not run
}

func (n *topicNames) open(cluster *kfake.Cluster) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.cluster = cluster
}

// close waits for the lookups that have begun.
func (n *topicNames) close() { n.open(nil) }

// name returns the name of a topic, "" if it is unknown.
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

// end returns the offset after the last record of a partition, -1 if it is unknown.
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

// create creates a topic, if there is none of that name and topics are created on
// first use. The answer to the client's request tells of an error.
func (n *topicNames) create(name string) {
	if !n.creates {
		return
	}
	n.mu.RLock()
	defer n.mu.RUnlock()
	if n.cluster != nil && n.cluster.TopicInfo(name) == nil {
		_ = n.cluster.CreateTopic(name, 0, nil)
	}
}
