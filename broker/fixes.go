package broker

import "github.com/twmb/franz-go/pkg/kmsg"

// requestFix changes a request before the cluster reads it, and reports whether it did. It
// may set conn.current.amend to a function for the response to that request, which is
// called after the response's fix.
type requestFix func(*conn, kmsg.Request) bool

// responseFix changes a response before the client reads it.
type responseFix func(*conn, kmsg.Response)

// fix corrects what the cluster misreads or answers wrongly. Either function may be nil.
type fix struct {
	request  requestFix
	response responseFix
}

// fixes are the corrections that clients need, by request key. Most are for Java's clients:
// franz-go tolerates what they do not. The faults are listed in
// docs/decisions/0015-embedded-broker-corrections.md and 0016-embedded-broker-limits.md;
// remove a fix when kfake no longer has its fault.
var fixes = map[int16]fix{
	kmsg.Fetch.Int16():                     {request: limitFetch},
	kmsg.Metadata.Int16():                  {request: fixMetadataRequest},
	kmsg.OffsetCommit.Int16():              {request: limitOffsetCommit},
	kmsg.TxnOffsetCommit.Int16():           {request: limitTxnOffsetCommit},
	kmsg.ListGroups.Int16():                {request: fixListGroupsRequest, response: fixListGroups},
	kmsg.JoinGroup.Int16():                 {request: checkJoinGroup},
	kmsg.ApiVersions.Int16():               {response: fixAPIVersions},
	kmsg.CreateTopics.Int16():              {request: limitCreateTopics, response: fixCreateTopics},
	kmsg.DeleteRecords.Int16():             {request: checkDeleteRecords},
	kmsg.AlterConfigs.Int16():              {request: checkAlterConfigs},
	kmsg.IncrementalAlterConfigs.Int16():   {request: checkIncrementalAlterConfigs},
	kmsg.CreatePartitions.Int16():          {request: limitCreatePartitions},
	kmsg.DescribeConfigs.Int16():           {request: dropRepeats, response: fixDescribeConfigs},
	kmsg.DescribeClientQuotas.Int16():      {response: fillNullArrays},
	kmsg.ConsumerGroupHeartbeat.Int16():    {request: fixConsumerGroupHeartbeat},
	kmsg.ConsumerGroupDescribe.Int16():     {request: dropRepeats, response: fixConsumerGroupDescribe},
	kmsg.DescribeTopicPartitions.Int16():   {request: dropRepeats, response: fillNullArrays},
	kmsg.OffsetFetch.Int16():               {request: dropRepeats},
	kmsg.DescribeGroups.Int16():            {request: dropRepeats},
	kmsg.ShareGroupDescribe.Int16():        {request: dropRepeats},
	kmsg.DescribeShareGroupOffsets.Int16(): {request: dropRepeats},
	kmsg.DescribeTransactions.Int16():      {request: dropRepeats},
	kmsg.DescribeProducers.Int16():         {request: dropRepeats},
	kmsg.ShareFetch.Int16():                {request: limitShareFetch, response: fixShareFetch},
	kmsg.ShareAcknowledge.Int16():          {request: limitShareAcknowledge},
	kmsg.AlterShareGroupOffsets.Int16():    {request: checkAlterShareGroupOffsets},
}
