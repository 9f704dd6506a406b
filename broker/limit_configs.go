package broker

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kmsg"
)

// valueRange is the range of valid values of a numeric config.
type valueRange struct{ min, max int64 }

// The cluster uses most intervals as 32-bit milliseconds, and panics on tickers of 0.
var interval = valueRange{1, math.MaxInt32}

// configRanges has the numeric configs that the cluster uses, by the names of brokers,
// topics and groups. Other configs that end in ".ms" are intervals, for brokers and groups.
var configRanges = map[string]valueRange{
	"connections.max.reauth.ms":                 {0, math.MaxInt32},
	"log.retention.ms":                          {-1, math.MaxInt64},
	"log.retention.bytes":                       {-1, math.MaxInt64},
	"log.roll.ms":                               {1, math.MaxInt64},
	"log.segment.bytes":                         {1, math.MaxInt32},
	"message.max.bytes":                         {0, maxBatch},
	"state.log.compact.bytes":                   {4 << 10, math.MaxInt64},
	"offsets.retention.minutes":                 interval,
	"group.max.size":                            {1, math.MaxInt32},
	"group.share.delivery.count.limit":          {1, 1000},
	"group.share.partition.max.record.locks":    {1, maxAcknowledged},
	"group.share.max.share.sessions":            {1, maxAcknowledged},
	"group.share.max.size":                      {1, maxAcknowledged},
	"max.incremental.fetch.session.cache.slots": {1, 10_000},
	"share.delivery.count.limit":                {1, 1000},
	"share.partition.max.record.locks":          {1, maxAcknowledged},

	"retention.ms":        {-1, math.MaxInt64},
	"retention.bytes":     {-1, math.MaxInt64},
	"delete.retention.ms": {0, math.MaxInt64},
	"segment.ms":          {1, math.MaxInt64},
	"segment.bytes":       {1, math.MaxInt32},
	"max.message.bytes":   {0, maxBatch},
}

const (
	maxBatch        = 50 << 20 // bytes, the maximum of max.message.bytes
	maxAcknowledged = 10_000   // records of a share group's partition that are locked
)

// invalidConfig returns why a value cannot be set, "" if it can.
func invalidConfig(kind kmsg.ConfigResourceType, name string, value *string) string {
	if value == nil {
		return ""
	}
	allowed, known := configRanges[name]
	switch kind {
	case kmsg.ConfigResourceTypeTopic:
	case kmsg.ConfigResourceTypeBroker, kmsg.ConfigResourceTypeGroupConfig:
		if !known && strings.HasSuffix(name, ".ms") {
			allowed, known = interval, true
		}
	default:
		return ""
	}
	if !known {
		return ""
	}
	if n, err := strconv.ParseInt(*value, 10, 64); err != nil || n < allowed.min || n > allowed.max {
		return fmt.Sprintf("%s is %.100q: want a number from %d to %d", name, *value, allowed.min, allowed.max)
	}
	return ""
}

// refusedResource is a resource whose configs are not changed.
type refusedResource struct {
	kind    kmsg.ConfigResourceType
	problem string
}

// noResource is a type for which the cluster changes nothing.
const noResource = kmsg.ConfigResourceTypeUnknown

// checkIncrementalAlterConfigs prevents changes of resources with an invalid value, and
// answers INVALID_CONFIG.
func checkIncrementalAlterConfigs(c *conn, request kmsg.Request) bool {
	resources := request.(*kmsg.IncrementalAlterConfigsRequest).Resources
	refused := map[int]refusedResource{}
	for i := range resources {
		r := &resources[i]
		kind := r.ResourceType
		for _, config := range r.Configs {
			problem := ""
			if c.pinned(kind, config.Name) {
				problem = cleaningProblem
			} else if config.Op != kmsg.IncrementalAlterConfigOpDelete {
				problem = invalidConfig(kind, config.Name, config.Value)
			}
			if problem != "" {
				refused[i] = refusedResource{kind, problem}
				r.ResourceType = noResource
			}
		}
	}
	if len(refused) == 0 {
		return false
	}
	c.current.amend = func(_ *conn, response kmsg.Response) {
		list := response.(*kmsg.IncrementalAlterConfigsResponse).Resources
		for i, r := range refused {
			if i < len(list) {
				list[i].ResourceType, list[i].ErrorCode, list[i].ErrorMessage = r.kind, kerr.InvalidConfig.Code, &r.problem
			}
		}
	}
	return true
}

// checkAlterConfigs is like checkIncrementalAlterConfigs, for the older request.
func checkAlterConfigs(c *conn, request kmsg.Request) bool {
	resources := request.(*kmsg.AlterConfigsRequest).Resources
	refused := map[int]refusedResource{}
	changed := false
	for i := range resources {
		r := &resources[i]
		kind := r.ResourceType
		for _, config := range r.Configs {
			problem := invalidConfig(kind, config.Name, config.Value)
			if c.pinned(kind, config.Name) {
				problem = cleaningProblem
			}
			if problem != "" {
				refused[i] = refusedResource{kind, problem}
				r.ResourceType = noResource
			}
		}
		changed = c.pinConfigs(r) || changed
	}
	if len(refused) == 0 {
		return changed
	}
	c.current.amend = func(_ *conn, response kmsg.Response) {
		list := response.(*kmsg.AlterConfigsResponse).Resources
		for i, r := range refused {
			if i < len(list) {
				list[i].ResourceType, list[i].ErrorCode, list[i].ErrorMessage = r.kind, kerr.InvalidConfig.Code, &r.problem
			}
		}
	}
	return true
}
