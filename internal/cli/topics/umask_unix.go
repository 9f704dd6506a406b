//go:build unix

package topics

import "syscall"

// keepPrivate has this process create files for its user alone, until the returned
// function is called. It concerns the whole process: only a command may call it.
func keepPrivate() (restore func()) {
	old := syscall.Umask(0o077)
	return func() { syscall.Umask(old) }
}
