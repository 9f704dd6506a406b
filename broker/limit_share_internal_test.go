package broker

import (
	"math"
	"testing"
)

func TestAcknowledged_LimitsRangesAndTheirSum(t *testing.T) {
	var all acknowledged
	for _, r := range [][2]int64{{0, maxAcknowledged}, {0, math.MaxInt64}, {-1, 5}, {5, 4}} {
		if !all.refuses(r[0], r[1]) {
			t.Errorf("offsets %d to %d are accepted", r[0], r[1])
		}
	}
	for i := range maxAckRequest / maxAcknowledged {
		if all.refuses(0, maxAcknowledged-1) {
			t.Fatalf("range %d is refused", i)
		}
	}
	if !all.refuses(0, 0) {
		t.Errorf("more than %d offsets in a request are accepted", maxAckRequest)
	}
}
