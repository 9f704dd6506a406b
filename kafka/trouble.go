package kafka

import (
	"context"
	"errors"
	"log/slog"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/decompress"
)

// hopeless are the cluster's answers that do not change by waiting.
var hopeless = []error{
	kerr.TopicAuthorizationFailed, kerr.GroupAuthorizationFailed, kerr.ClusterAuthorizationFailed,
	kerr.SaslAuthenticationFailed, kerr.UnsupportedSaslMechanism,
	kerr.InvalidGroupID, kerr.InconsistentGroupProtocol, kerr.GroupMaxSizeReached, kerr.FencedInstanceID,
	kerr.InvalidTopicException, kerr.UnknownTopicID, kerr.InconsistentTopicID, // created anew, the client cannot go on
	kgo.ErrClientClosed,
}

// troubled logs what a poll complains of, or returns it if waiting is no help.
func (r *run) troubled(ctx context.Context, failed kgo.FetchError) error {
	var tooLarge *kgo.ErrDecompressTooLarge
	if errors.As(failed.Err, &tooLarge) || errors.Is(failed.Err, decompress.ErrBusy) {
		return nil // it was passed over, or is fetched again
	}
	stop := false
	for _, err := range hopeless {
		stop = stop || errors.Is(failed.Err, err)
	}
	if stop {
		return &FetchError{Topic: failed.Topic, Partition: failed.Partition, Group: r.config.Group, Err: unsaid(failed.Err)}
	}
	r.config.Logger.LogAttrs(ctx, slog.LevelWarn, "kafka: consuming is troubled, and goes on",
		slog.String("group", r.config.Group), slog.String("topic", failed.Topic),
		slog.Int("partition", int(failed.Partition)), slog.String("error", failed.Err.Error()))
	return nil
}

// clientLog passes the client's warnings on.
type clientLog struct{ to *slog.Logger }

// Level implements [kgo.Logger].
func (l clientLog) Level() kgo.LogLevel { return kgo.LogLevelWarn }

// Log implements [kgo.Logger].
func (l clientLog) Log(level kgo.LogLevel, msg string, keyvals ...any) {
	at := slog.LevelWarn
	if level == kgo.LogLevelError {
		at = slog.LevelError
	}
	for i, v := range keyvals {
		if err, ok := v.(error); ok {
			keyvals[i] = unsaid(err)
		}
	}
	l.to.Log(context.Background(), at, "kafka client: "+msg, keyvals...)
}
