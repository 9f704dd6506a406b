//go:build !unix

package delivery

import "time"

// cpuTime is unknown here.
func cpuTime() time.Duration { return 0 }
