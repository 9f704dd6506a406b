package console

import (
	"io"

	"github.com/mediamesh/events/internal/terminal"
)

// Streams are a command line's connections to its environment.
type Streams struct {
	In  io.Reader
	Out io.Writer // data, nothing else
	Err io.Writer // messages and progress

	InTerminal               bool // a person types
	OutTerminal, ErrTerminal bool // shown to a person: colours and a progress bar are allowed

	Env func(name string) string // "" if unset
}

// Colour reports whether a stream may be coloured; see https://no-color.org.
func (s *Streams) Colour(terminal bool) bool {
	return terminal && s.Env("NO_COLOR") == "" && s.Env("TERM") != "dumb"
}

// A Painter marks text on a terminal, or leaves it unchanged.
type Painter bool

// Bold marks s as bold.
func (p Painter) Bold(s string) string {
	if !p {
		return s
	}
	return terminal.Bold(s)
}

// Red marks s as red.
func (p Painter) Red(s string) string {
	if !p {
		return s
	}
	return terminal.Red(s)
}

// outputBuffer is how many bytes of standard output are written at once.
const outputBuffer = 64 << 10
