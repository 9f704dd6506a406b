package migrate

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/mediamesh/events/internal/jsonpointer"
)

// path is the path of a field.
type path []string

func parsePath(s string) (p path, problem string) {
	if !utf8.ValidString(s) {
		return nil, fmt.Sprintf("has the path %q, which is not UTF-8", s)
	}
	p = strings.Split(s, ".")
	for _, part := range p {
		if part == "" {
			return nil, fmt.Sprintf("has the path %q: want names with dots between them, such as device.name", s)
		}
	}
	if p[len(p)-1] == "*" {
		return nil, fmt.Sprintf("has the path %q, which ends in *: name a field of the elements", s)
	}
	return p, ""
}

func (p path) String() string { return strings.Join(p, ".") }

// star returns the number of names up to and including the last "*".
func (p path) star() int {
	for i := len(p) - 1; i >= 0; i-- {
		if p[i] == "*" {
			return i + 1
		}
	}
	return 0
}

// pointer is the path's JSON Pointer in an event.
func (p path) pointer() string { return jsonpointer.Join("/payload", p...) }
