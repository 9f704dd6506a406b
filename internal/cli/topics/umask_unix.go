//go:build unix

package topics

import "syscall"

// keepPrivate makes this process create files that only its user can read, until the
// returned function is called. It affects the whole process: only a command may call it.
func keepPrivate() (restore func()) {
	old := syscall.Umask(0o077)
	return func() { syscall.Umask(old) }
}
