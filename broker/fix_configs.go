package broker

import "github.com/twmb/franz-go/pkg/kmsg"

// fixDescribeConfigs sets the source of the configs that hold for all brokers,
// which `kafka-configs.sh --entity-default` filters by. The cluster gives them
// the source of one broker's.
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
