package broker

import (
	"reflect"

	"github.com/twmb/franz-go/pkg/kmsg"
)

// handled are the keys of the requests that the cluster answers. For other keys it would
// decode whatever the request claims to hold, and then close the connection.
var handled = []kmsg.Key{
	kmsg.Produce, kmsg.Fetch, kmsg.ListOffsets, kmsg.Metadata,
	kmsg.OffsetCommit, kmsg.OffsetFetch, kmsg.FindCoordinator, kmsg.JoinGroup, kmsg.Heartbeat, kmsg.LeaveGroup, kmsg.SyncGroup,
	kmsg.DescribeGroups, kmsg.ListGroups, kmsg.SASLHandshake, kmsg.ApiVersions, kmsg.CreateTopics, kmsg.DeleteTopics, kmsg.DeleteRecords,
	kmsg.InitProducerID, kmsg.OffsetForLeaderEpoch, kmsg.AddPartitionsToTxn, kmsg.AddOffsetsToTxn, kmsg.EndTxn, kmsg.WriteTxnMarkers, kmsg.TxnOffsetCommit,
	kmsg.DescribeACLs, kmsg.CreateACLs, kmsg.DeleteACLs, kmsg.DescribeConfigs, kmsg.AlterConfigs, kmsg.AlterReplicaLogDirs, kmsg.DescribeLogDirs,
	kmsg.SASLAuthenticate, kmsg.CreatePartitions, kmsg.DeleteGroups, kmsg.ElectLeaders, kmsg.IncrementalAlterConfigs, kmsg.AlterPartitionAssignments,
	kmsg.ListPartitionReassignments, kmsg.OffsetDelete, kmsg.DescribeClientQuotas, kmsg.AlterClientQuotas, kmsg.DescribeUserSCRAMCredentials,
	kmsg.AlterUserSCRAMCredentials, kmsg.UpdateFeatures, kmsg.DescribeCluster, kmsg.DescribeProducers, kmsg.DescribeTransactions, kmsg.ListTransactions,
	kmsg.ConsumerGroupHeartbeat, kmsg.ConsumerGroupDescribe, kmsg.GetTelemetrySubscriptions, kmsg.PushTelemetry, kmsg.ListConfigResources,
	kmsg.DescribeTopicPartitions, kmsg.ShareGroupHeartbeat, kmsg.ShareGroupDescribe, kmsg.ShareFetch, kmsg.ShareAcknowledge,
	kmsg.DescribeShareGroupOffsets, kmsg.AlterShareGroupOffsets, kmsg.DeleteShareGroupOffsets,
}

// claims has, by request key, the memory in bytes that one byte of a request may claim when
// decoded: for the elements of its arrays, of the arrays in them, and so on.
var claims = claimsOf(handled)

func claimsOf(keys []kmsg.Key) map[int16]int64 {
	list := map[int16]int64{}
	for _, key := range keys {
		list[key.Int16()] = claim(reflect.TypeOf(kmsg.RequestForKey(key.Int16())).Elem())
	}
	return list
}

func claim(t reflect.Type) int64 {
	switch t.Kind() {
	case reflect.Pointer:
		return int64(t.Elem().Size()) + claim(t.Elem())
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 {
			return 0 // bytes of the frame
		}
		return int64(t.Elem().Size()) + claim(t.Elem())
	case reflect.Struct:
		most := int64(0)
		for field := range t.Fields() {
			most = max(most, claim(field.Type))
		}
		return most
	}
	return 0
}

// decodedTwice accounts for the broker and the cluster, which both decode a request.
const decodedTwice = 2

// claimed returns the memory that a request of a size may claim, including its frame.
func claimed(key int16, size int64) int64 { return size + decodedTwice*size*claims[key] }

// decoded returns the memory that a value takes: what a request used of the memory it might
// have claimed.
func decoded(v reflect.Value) int64 {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			return int64(v.Type().Elem().Size()) + decoded(v.Elem())
		}
	case reflect.String:
		return int64(v.Len())
	case reflect.Struct:
		n := int64(0)
		for _, field := range v.Fields() {
			n += decoded(field)
		}
		return n
	case reflect.Slice:
		n := int64(v.Cap()) * int64(v.Type().Elem().Size())
		if holdsStrings(v.Type().Elem()) {
			for i := range v.Len() {
				n += decoded(v.Index(i))
			}
		}
		return n
	}
	return 0
}
