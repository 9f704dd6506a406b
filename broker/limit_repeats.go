package broker

import "github.com/twmb/franz-go/pkg/kmsg"

// dropRepeats removes repeated elements from a request. The cluster would answer each of
// them, with hundreds of times the bytes of the request.
func dropRepeats(_ *conn, request kmsg.Request) (changed bool) {
	switch r := request.(type) {
	case *kmsg.DescribeConfigsRequest:
		type resource struct {
			kind kmsg.ConfigResourceType
			name string
		}
		return once(&r.Resources, func(e kmsg.DescribeConfigsRequestResource) resource { return resource{e.ResourceType, e.ResourceName} })
	case *kmsg.OffsetFetchRequest:
		return once(&r.Groups, func(e kmsg.OffsetFetchRequestGroup) string { return e.Group })
	case *kmsg.DescribeGroupsRequest:
		return once(&r.Groups, itself)
	case *kmsg.ConsumerGroupDescribeRequest:
		return once(&r.Groups, itself)
	case *kmsg.ShareGroupDescribeRequest:
		return once(&r.GroupIDs, itself)
	case *kmsg.DescribeShareGroupOffsetsRequest:
		return once(&r.Groups, func(e kmsg.DescribeShareGroupOffsetsRequestGroup) string { return e.GroupID })
	case *kmsg.DescribeTopicPartitionsRequest:
		return once(&r.Topics, func(e kmsg.DescribeTopicPartitionsRequestTopic) string { return e.Topic })
	case *kmsg.DescribeTransactionsRequest:
		return once(&r.TransactionalIDs, itself)
	case *kmsg.DescribeProducersRequest:
		changed = once(&r.Topics, func(e kmsg.DescribeProducersRequestTopic) string { return e.Topic })
		for i := range r.Topics {
			changed = once(&r.Topics[i].Partitions, func(p int32) int32 { return p }) || changed
		}
	}
	return changed
}

func itself(name string) string { return name }

// once keeps the first element with each key, and reports whether there were others.
func once[T any, K comparable](list *[]T, key func(T) K) (changed bool) {
	known := make(map[K]bool, len(*list))
	kept := (*list)[:0]
	for _, e := range *list {
		if k := key(e); !known[k] {
			known[k] = true
			kept = append(kept, e)
		}
	}
	changed = len(kept) < len(*list)
	*list = kept
	return changed
}
