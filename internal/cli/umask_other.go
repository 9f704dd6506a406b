//go:build !unix

package cli

// keepPrivate is for systems with Unix permissions.
func keepPrivate() (restore func()) { return func() {} }
