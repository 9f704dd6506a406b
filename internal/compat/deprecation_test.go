package compat

import (
	"testing"

	"github.com/mediamesh/events/internal/contract"
)

func TestDeprecated(t *testing.T) {
	plain := &contract.Deprecation{Since: "1.0.0"}
	for _, c := range []struct {
		name          string
		before, after *contract.Deprecation
		want          string
	}{
		{"never", nil, nil, ""},
		{"added", nil, plain, "is deprecated since 1.0.0."},
		{"withdrawn", plain, nil, "is no longer deprecated"},
		{"unchanged", plain, &contract.Deprecation{Since: "1.0.0"}, ""},
		{"version changed", plain, &contract.Deprecation{Since: "1.1.0"}, "has a different deprecation: since 1.1.0."},
		{"sunset added", plain, &contract.Deprecation{Since: "1.0.0", Sunset: "2026-06-30"}, "has a different deprecation: since 1.0.0, until 2026-06-30."},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := deprecated(c.before, c.after); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}
