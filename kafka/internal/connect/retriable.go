package connect

import (
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
)

// NonRetriable are errors of the cluster or the client that a retry does not fix.
var NonRetriable = []error{
	kerr.TopicAuthorizationFailed, kerr.GroupAuthorizationFailed, kerr.ClusterAuthorizationFailed,
	kerr.SaslAuthenticationFailed, kerr.UnsupportedSaslMechanism,
	kerr.InvalidGroupID, kerr.InconsistentGroupProtocol, kerr.GroupMaxSizeReached, kerr.FencedInstanceID,
	kerr.InvalidTopicException, kerr.UnknownTopicID, kerr.InconsistentTopicID, // the topic was recreated, and the client cannot continue
	kgo.ErrClientClosed,
}
