package broker

import "github.com/twmb/franz-go/pkg/kmsg"

// fixDescribeConfigs sets the source of the configs that apply to all brokers, which
// `kafka-configs.sh --entity-default` filters by. The cluster reports the source of a
// single broker's configs.
func fixDescribeConfigs(_ *conn, response kmsg.Response) {
	resources := response.(*kmsg.DescribeConfigsResponse).Resources
	for i := range resources {
		if r := &resources[i]; r.ResourceType == kmsg.ConfigResourceTypeBroker && r.ResourceName == "" {
			fixDefaultBrokerConfigs(r.Configs)
		}
	}
}

func fixDefaultBrokerConfigs(configs []kmsg.DescribeConfigsResponseResourceConfig) {
	for i := range configs {
		if c := &configs[i]; c.Source == kmsg.ConfigSourceDynamicBrokerConfig {
			c.Source = kmsg.ConfigSourceDynamicDefaultBrokerConfig
		}
	}
}
