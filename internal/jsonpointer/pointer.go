// Package jsonpointer joins and splits JSON Pointers (RFC 6901). A pointer is a string, as
// in the public API.
package jsonpointer

import "strings"

var (
	escapes   = strings.NewReplacer("~", "~0", "/", "~1")
	unescapes = strings.NewReplacer("~1", "/", "~0", "~")
)

// Join returns the pointer that follows names from what pointer refers to; "" is the whole
// document.
func Join(pointer string, names ...string) string {
	var b strings.Builder
	b.WriteString(pointer)
	for _, name := range names {
		b.WriteByte('/')
		_, _ = escapes.WriteString(&b, name)
	}
	return b.String()
}

// Split returns the names that a pointer is made of, none for the whole document.
func Split(pointer string) []string {
	if pointer == "" {
		return nil
	}
	names := strings.Split(strings.TrimPrefix(pointer, "/"), "/")
	for i, name := range names {
		names[i] = unescapes.Replace(name)
	}
	return names
}
