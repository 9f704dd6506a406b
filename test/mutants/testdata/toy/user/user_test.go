package user

import (
	"testing"

	"toy/bare"
)

func TestBound(t *testing.T) {
	if bare.Bound(1, 1) {
		t.Error("wrong")
	}
}
