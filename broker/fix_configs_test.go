package broker_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events/broker"
)

func TestDescribeConfigs_ReturnsSourceOfDefaultsForAllBrokers(t *testing.T) {
	w := dial(t, start(t, broker.Config{}))
	alter := kmsg.NewPtrIncrementalAlterConfigsRequest()
	resource := kmsg.NewIncrementalAlterConfigsRequestResource()
	resource.ResourceType = kmsg.ConfigResourceTypeBroker
	config := kmsg.NewIncrementalAlterConfigsRequestResourceConfig()
	config.Name, config.Value = "log.retention.ms", kmsg.StringPtr("1000")
	resource.Configs = append(resource.Configs, config)
	alter.Resources = append(alter.Resources, resource)
	if altered := w.call(alter, 1).(*kmsg.IncrementalAlterConfigsResponse); altered.Resources[0].ErrorCode != 0 {
		t.Fatalf("altering: %+v", altered.Resources)
	}

	const firstWithSource = 1
	for version := range w.maxVersion(kmsg.DescribeConfigs) + 1 {
		for broker, source := range map[string]kmsg.ConfigSource{
			"": kmsg.ConfigSourceDynamicDefaultBrokerConfig, "0": kmsg.ConfigSourceDynamicBrokerConfig,
		} {
			describe := kmsg.NewPtrDescribeConfigsRequest()
			describe.Resources = []kmsg.DescribeConfigsRequestResource{{
				ResourceType: kmsg.ConfigResourceTypeBroker, ResourceName: broker, ConfigNames: []string{"log.retention.ms"},
			}}
			var got []string
			for _, c := range w.call(describe, version).(*kmsg.DescribeConfigsResponse).Resources[0].Configs {
				got = append(got, fmt.Sprintf("%s=%s, %v", c.Name, *c.Value, c.Source))
			}
			if version < firstWithSource {
				source = -1
			}
			if want := []string{fmt.Sprintf("log.retention.ms=1000, %v", source)}; !slices.Equal(got, want) {
				t.Errorf("v%d, broker %q: %q, want %q", version, broker, got, want)
			}
		}
	}
}
