package compat

import "github.com/mediamesh/events"

// A Level is the version change that a change requires.
type Level int

const (
	Same  Level = iota // nothing
	Patch              // it changes no structure
	Minor              // both sides can still read each other, with other fields
	Major              // it breaks a side
)

func (l Level) String() string { return [...]string{"none", "PATCH", "MINOR", "MAJOR"}[l] }

// MarshalText is String.
func (l Level) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// after is the smallest version that a change of that level may have.
func (l Level) after(version string) string {
	v, err := events.ParseVersion(version)
	if err != nil {
		return version
	}
	switch l {
	case Patch:
		v.Patch++
	case Minor:
		v.Minor, v.Patch = v.Minor+1, 0
	case Major:
		v.Major, v.Minor, v.Patch = v.Major+1, 0, 0
	}
	return v.String()
}

// A Verdict says whether a side can still read the other's events.
type Verdict int

const (
	Holds    Verdict = iota // it reads all of them
	Breaks                  // it refuses one, which the change shows
	Unproven                // it might refuse one, but none was found
)

func (v Verdict) String() string { return [...]string{"holds", "breaks", "unproven"}[v] }

// MarshalText is String.
func (v Verdict) MarshalText() ([]byte, error) { return []byte(v.String()), nil }
