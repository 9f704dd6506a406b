//go:build !unix

package broker

import "errors"

// lockName is the file that shows that a directory is a broker's.
const lockName = "lock"

// ErrDirNotPrivate reports that other users have access to a data directory. It is for systems
// with Unix permissions.
var ErrDirNotPrivate = errors.New("other users have access to it")

func makePrivate(string) error { return nil }
