package events

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"github.com/mediamesh/events/wire"
)

// Versions of the MediaMesh contract.
const (
	// Version1_0_0 is the first version.
	Version1_0_0 = "1.0.0"
	// CurrentVersion is the version of new events unless their type or options set
	// another.
	CurrentVersion = Version1_0_0
)

// Version is a parsed MAJOR.MINOR.PATCH.
type Version struct {
	Major, Minor, Patch uint64
}

// ParseVersion parses MAJOR.MINOR.PATCH: decimal numbers without leading zeros, and no
// suffix. The error is a *[VersionError].
func ParseVersion(s string) (Version, error) {
	if !wire.Semver.Valid(s) {
		return Version{}, &VersionError{Text: s}
	}
	var n [3]uint64
	for i, part := range strings.Split(s, ".") {
		var err error
		if n[i], err = strconv.ParseUint(part, 10, 64); err != nil {
			return Version{}, &VersionError{Text: s, TooLarge: true}
		}
	}
	return Version{Major: n[0], Minor: n[1], Patch: n[2]}, nil
}

func (v Version) String() string { return fmt.Sprintf("%d.%d.%d", v.Major, v.Minor, v.Patch) }

// MarshalText implements [encoding.TextMarshaler] with [Version.String].
func (v Version) MarshalText() ([]byte, error) { return []byte(v.String()), nil }

// UnmarshalText implements [encoding.TextUnmarshaler] with [ParseVersion]. On an error v is
// unchanged.
func (v *Version) UnmarshalText(text []byte) error {
	read, err := ParseVersion(string(text))
	if err == nil {
		*v = read
	}
	return err
}

// Compare returns -1, 0 or +1 if v is older than, equal to or newer than w.
func (v Version) Compare(w Version) int {
	return cmp.Or(cmp.Compare(v.Major, w.Major), cmp.Compare(v.Minor, w.Minor), cmp.Compare(v.Patch, w.Patch))
}

// CompareVersions returns -1, 0 or +1 if a is older than, equal to or newer than b. The
// error is a *[VersionError].
func CompareVersions(a, b string) (int, error) {
	v, err := ParseVersion(a)
	if err != nil {
		return 0, err
	}
	w, err := ParseVersion(b)
	if err != nil {
		return 0, err
	}
	return v.Compare(w), nil
}

// Compatible reports whether readers of one version can read events of the other unchanged,
// that is, whether both have the same major version. It is false if either is malformed.
func Compatible(a, b string) bool {
	v, errV := ParseVersion(a)
	w, errW := ParseVersion(b)
	return errV == nil && errW == nil && v.Major == w.Major
}

// LatestVersion returns the newest of the versions, or [CurrentVersion] if none are given.
// The error is a *[VersionError].
func LatestVersion(versions ...string) (string, error) {
	latest, newest := CurrentVersion, Version{}
	for i, s := range versions {
		v, err := ParseVersion(s)
		if err != nil {
			return "", err
		}
		if i == 0 || v.Compare(newest) > 0 {
			latest, newest = s, v
		}
	}
	return latest, nil
}
