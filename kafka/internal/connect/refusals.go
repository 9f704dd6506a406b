package connect

import (
	"errors"
	"slices"

	"github.com/twmb/franz-go/pkg/kerr"
)

// refusals are the answers of a cluster that has not written a record and
// would not write it another time.
var refusals = []error{
	kerr.MessageTooLarge, kerr.RecordListTooLarge, kerr.InvalidRecord, kerr.InvalidTimestamp,
	kerr.UnsupportedCompressionType, kerr.UnsupportedForMessageFormat, kerr.PolicyViolation,
	kerr.InvalidTopicException, kerr.InvalidPartitions, kerr.InvalidReplicationFactor, kerr.InvalidRequiredAcks,
	kerr.TopicAuthorizationFailed, kerr.ClusterAuthorizationFailed, // not authentication: it says nothing of what was sent before
}

// IsRefusal tells that the cluster has not written a record, and would not write it another
// time.
func IsRefusal(err error) bool {
	return slices.ContainsFunc(refusals, func(target error) bool { return errors.Is(err, target) })
}

// IsCoordinatorLoading tells that a coordinator is not there yet.
func IsCoordinatorLoading(err error) bool {
	return errors.Is(err, kerr.CoordinatorNotAvailable) || errors.Is(err, kerr.CoordinatorLoadInProgress) || errors.Is(err, kerr.NotCoordinator)
}
