//go:build unix

package cluster

// Reload restarts the embedded broker, to be read from. One that was killed may
// tell readers of committed records of aborted ones that are none, until it has
// read its data again.
func Reload(c Cluster) error {
	e, ok := c.(*Embedded)
	if !ok {
		return nil
	}
	if err := e.Close(); err != nil {
		return err
	}
	return e.Start(0)
}
