package broker

import "github.com/twmb/franz-go/pkg/kmsg"

// fixCreateTopics sets the source of each config. The cluster returns the configs of the
// request, with a source that Java does not know.
func fixCreateTopics(c *conn, response kmsg.Response) {
	topics := response.(*kmsg.CreateTopicsResponse).Topics
	for i := range topics {
		for j := range topics[i].Configs {
			if config := &topics[i].Configs[j]; config.Source < 0 {
				config.Source = int8(kmsg.ConfigSourceDynamicTopicConfig)
			}
		}
	}
	fillNullArrays(c, response)
}
