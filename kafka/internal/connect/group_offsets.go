package connect

import (
	"context"
	"errors"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
)

// OffsetsOf returns a group's committed offsets, or nil if the group does not exist or its
// coordinator is not ready.
func OffsetsOf(ctx context.Context, admin *kadm.Client, group string) (kadm.OffsetResponses, error) {
	offsets, err := admin.FetchOffsets(ctx, group)
	if errors.Is(err, kerr.GroupIDNotFound) || IsCoordinatorLoading(err) {
		return nil, nil
	}
	return offsets, err
}
