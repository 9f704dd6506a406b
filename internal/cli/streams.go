package cli

import "io"

// Streams is what a command line has to do with the world.
type Streams struct {
	In  io.Reader
	Out io.Writer // data, nothing else
	Err io.Writer // messages and progress

	InTerminal               bool // a person types
	OutTerminal, ErrTerminal bool // people read them: colours and a progress bar are welcome

	Env func(name string) string // "" if unset
}

// colour tells whether a stream may be coloured; see https://no-color.org.
func (s *Streams) colour(terminal bool) bool {
	return terminal && s.Env("NO_COLOR") == "" && s.Env("TERM") != "dumb"
}

// A painter marks text for a terminal, or leaves it alone.
type painter bool

func (p painter) bold(s string) string { return p.paint("1", s) }
func (p painter) red(s string) string  { return p.paint("31", s) }

func (p painter) paint(code, s string) string {
	if !p {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}
