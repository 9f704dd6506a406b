package status

import "fmt"

// Health reports whether a consumer or publisher works: package kafka documents it.
type Health struct {
	Live, Ready bool
	Problems    []string
	Warnings    []string
}

// Healthy returns a health with neither problems nor warnings.
func Healthy() Health {
	return Health{Live: true, Ready: true, Problems: []string{}, Warnings: []string{}}
}

// Problem notes why it is not ready.
func (h *Health) Problem(format string, args ...any) {
	h.Ready = false
	h.Problems = append(h.Problems, fmt.Sprintf(format, args...))
}

// Warning notes another problem.
func (h *Health) Warning(format string, args ...any) {
	h.Warnings = append(h.Warnings, fmt.Sprintf(format, args...))
}
