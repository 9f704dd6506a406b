package connect

import (
	"errors"
	"slices"

	"github.com/twmb/franz-go/pkg/kerr"
)

// refusals are errors after which the cluster has not written a record, and would not write it on
// a retry.
var refusals = []error{
	kerr.MessageTooLarge, kerr.RecordListTooLarge, kerr.InvalidRecord, kerr.InvalidTimestamp,
	kerr.UnsupportedCompressionType, kerr.UnsupportedForMessageFormat, kerr.PolicyViolation,
	kerr.InvalidTopicException, kerr.InvalidPartitions, kerr.InvalidReplicationFactor, kerr.InvalidRequiredAcks,
	kerr.TopicAuthorizationFailed, kerr.ClusterAuthorizationFailed, // not authentication errors: they say nothing about requests sent earlier
}

// IsRefusal reports whether the cluster has not written a record, and would not write it on a
// retry.
func IsRefusal(err error) bool {
	return slices.ContainsFunc(refusals, func(target error) bool { return errors.Is(err, target) })
}

// IsCoordinatorLoading reports whether a group coordinator is not ready yet.
func IsCoordinatorLoading(err error) bool {
	return errors.Is(err, kerr.CoordinatorNotAvailable) || errors.Is(err, kerr.CoordinatorLoadInProgress) || errors.Is(err, kerr.NotCoordinator)
}
