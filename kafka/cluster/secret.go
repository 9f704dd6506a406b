package cluster

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"
)

const redacted = "[redacted]"

// Secret is a string that is never printed: fmt, slog and encoding/json write
// "[redacted]", or nothing if it is empty. The zero value is the empty string.
type Secret struct {
	// A function, since printing by reflection sees into strings, and
	// behind pointers, without asking for methods.
	reveal func() string
}

// NewSecret returns a Secret that holds text.
func NewSecret(text string) Secret {
	if text == "" {
		return Secret{}
	}
	return Secret{reveal: func() string { return text }}
}

// Reveal returns the secret itself.
func (s Secret) Reveal() string {
	if s.reveal == nil {
		return ""
	}
	return s.reveal()
}

// Empty reports whether the secret is empty.
func (s Secret) Empty() bool { return s.reveal == nil }

func (s Secret) String() string {
	if s.Empty() {
		return ""
	}
	return redacted
}

// GoString implements [fmt.GoStringer].
func (s Secret) GoString() string { return fmt.Sprintf("cluster.Secret(%q)", s.String()) }

// Format implements [fmt.Formatter], so that verbs that bypass String and GoString, such as
// %d, are redacted too.
func (s Secret) Format(f fmt.State, verb rune) {
	text := s.String()
	if verb == 'v' && f.Flag('#') {
		text = s.GoString()
	}
	_, _ = io.WriteString(f, text)
}

// MarshalText implements [encoding.TextMarshaler].
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// MarshalJSON implements [json.Marshaler].
func (s Secret) MarshalJSON() ([]byte, error) { return json.Marshal(s.String()) }

// UnmarshalText implements [encoding.TextUnmarshaler], so that a secret can be
// read from a configuration file.
func (s *Secret) UnmarshalText(text []byte) error {
	*s = NewSecret(string(text))
	return nil
}

// LogValue implements [slog.LogValuer].
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }

// SecretFromFile returns the content of a file without the trailing line break that editors
// add. An empty file is an error.
func SecretFromFile(file string) (Secret, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return Secret{}, err
	}
	text := strings.TrimRight(string(data), "\r\n")
	if text == "" {
		return Secret{}, fmt.Errorf("%s is empty", file)
	}
	return NewSecret(text), nil
}
