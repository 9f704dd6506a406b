//go:build !unix

package topics

// keepPrivate is for systems with Unix permissions.
func keepPrivate() (restore func()) { return func() {} }
