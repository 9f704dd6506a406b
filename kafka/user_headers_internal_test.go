package kafka

import (
	"slices"
	"testing"
)

// Without headers of its own, a service's events cost no memory for them.
func TestHeadersFor_DoesNotAllocateWithoutHeaders(t *testing.T) {
	p, err := NewPublisher(PublisherConfig{Headers: []Header{{Key: "region", Value: []byte("eu")}}})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close(t.Context())
	ctx := t.Context()
	if n := testing.AllocsPerRun(100, func() { p.headersFor(ctx, nil) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
	if got := p.headersFor(ctx, nil).List; !slices.Equal([]string{got[0].Key}, []string{"region"}) || len(got) != 1 {
		t.Errorf("headers %v", got)
	}
}
