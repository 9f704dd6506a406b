package broker

import "github.com/twmb/franz-go/pkg/kmsg"

// fixShareFetch replaces null records with empty ones. In Kafka they are not nullable, and
// Java's share consumer stops fetching.
func fixShareFetch(_ *conn, response kmsg.Response) {
	topics := response.(*kmsg.ShareFetchResponse).Topics
	for i := range topics {
		for j := range topics[i].Partitions {
			if p := &topics[i].Partitions[j]; p.Records == nil {
				p.Records = []byte{}
			}
		}
	}
}
