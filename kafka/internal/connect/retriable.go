package connect

import (
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
)

// NonRetriable are the cluster's answers that do not change by waiting.
var NonRetriable = []error{
	kerr.TopicAuthorizationFailed, kerr.GroupAuthorizationFailed, kerr.ClusterAuthorizationFailed,
	kerr.SaslAuthenticationFailed, kerr.UnsupportedSaslMechanism,
	kerr.InvalidGroupID, kerr.InconsistentGroupProtocol, kerr.GroupMaxSizeReached, kerr.FencedInstanceID,
	kerr.InvalidTopicException, kerr.UnknownTopicID, kerr.InconsistentTopicID, // created anew, the client cannot go on
	kgo.ErrClientClosed,
}
